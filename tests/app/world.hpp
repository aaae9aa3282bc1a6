#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.hpp"
#include "app/ingest.hpp"
#include "app/sources.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/temporary_folder.hpp"

namespace sawthis::test {

inline Instant at(std::string_view text) {
    return parse_rfc3339(text).value();
}

/// Values of results; a failure ends the test with its words.
template <class T>
T want(Result<T> result) {
    if (!result) FAIL(result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// Takes in a file of RSS items (XML) of "The Ledger", as `sawthis ingest` does.
inline auto take_in_items(app::App& app, const TemporaryFolder& folder, const std::string& name,
                          const std::string& items) {
    const std::vector<std::filesystem::path> files{folder.write(
        name,
        "<rss version=\"2.0\"><channel><title>The Ledger</title>" + items + "</channel></rss>")};
    return want(app::ingest(app, files, {}));
}

/// One installation with a served site; what is served can be changed between polls.
struct World {
    TemporaryFolder folder;
    std::map<std::string, ServedResponse> site;
    HttpServer server{[this](const ServedRequest& request) {
        const auto page = site.find(request.target);
        if (page == site.end()) return ServedResponse{404, {}, "not here"};
        auto response = page->second;
        const auto etag = request.headers.find("if-none-match");
        if (etag != request.headers.end() && etag->second == "\"1\"" && !response.headers.empty() &&
            response.headers[0].second == "\"1\"") {
            response = {304, {{"ETag", "\"1\""}}, ""};
        }
        return response;
    }};
    std::string now = "2026-11-20T07:30:00Z";

    World() {
        folder.write("config.toml", fmt::format("[fetch]\npage_gap = 0\nallow_private = [\"{}\"]\n",
                                                server.host_port()));
    }

    app::App open(app::Access access = app::Access::write) const {
        auto app = app::App::open(
            {folder.path() / "data", folder.path() / "config.toml", true, at(now)}, access, "test");
        if (!app) FAIL(app.error().detail);
        return std::move(*app);
    }

    void serve(const std::string& target, const std::string& type, const std::string& body) {
        site[target] = {200, {{"ETag", "\"1\""}, {"Content-Type", type}}, body};
    }

    /// The least time between two requests whose targets start so.
    std::chrono::steady_clock::duration least_gap(std::string_view prefix) const {
        auto least = std::chrono::steady_clock::duration::max();
        std::optional<std::chrono::steady_clock::time_point> last;
        for (const auto& request : server.requests()) {
            if (!request.target.starts_with(prefix)) continue;
            if (last) least = std::min(least, request.at - *last);
            last = request.at;
        }
        return least;
    }

    void add(app::App& app, const std::string& target, Source source = {}) const {
        source.url = server.url(target);
        want(app::add_source(app, source));
    }
};

}  // namespace sawthis::test
