#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "fetchers/feed.hpp"
#include "tests/fetchers/shared_files.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;
using namespace sawthis::fetchers::testing;

namespace {

using Json = nlohmann::json;

std::string scalar(const Json& value) {
    return value.is_string() ? squeeze_space(value.get<std::string>()) : std::string{};
}

/// The scalar fields that both sides have, dates as instants; addresses are left to the scorer,
/// which knows when two are equal.
bool same_item(const Json& want, const Json& got) {
    for (const char* key : {"id", "title", "date_published", "date_modified"}) {
        if (want.contains(key) && scalar(want.at(key)) != scalar(got.value(key, Json())))
            return false;
    }
    return true;
}

bool same_feed(const Json& want, const Json& got) {
    if (want.contains("title") && scalar(want.at("title")) != scalar(got.value("title", Json()))) {
        return false;
    }
    if (!want.contains("items")) return true;
    const auto& items = want.at("items");
    const auto& found = got.at("items");
    const bool more_ok = want.contains("more_items_ok");
    if (found.size() < items.size() || (found.size() > items.size() && !more_ok)) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!same_item(items[i], found[i])) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("the shared feed cases keep to their floor", "[fetchers][feed][shared]") {
    const auto folder = shared_folder() / "feeds";
    std::ifstream manifest(folder / "manifest.jsonl");
    if (!manifest) {
        WARN("SKIPPED: no feed cases at " << folder << "; set SAWTHIS_SHARED to measure");
        return;
    }
    std::size_t cases = 0;
    std::size_t right = 0;
    for (std::string line; std::getline(manifest, line);) {
        const Json one = Json::parse(line);
        const auto name = one.at("name").get<std::string>();
        const FeedContext context{scalar(one.at("base_url")), scalar(one.at("content_type"))};
        const auto feed = parse_feed(read_file(folder / (name + ".feed")), context);
        ++cases;
        const Json want = Json::parse(read_file(folder / (name + ".json")));
        const Json got =
            feed ? Json::parse(format_json_feed(*feed)) : Json{{"items", Json::array()}};
        if (same_feed(want, got)) ++right;
    }
    CAPTURE(right, cases);
    CHECK(right * 100 >= cases * 98);
}
