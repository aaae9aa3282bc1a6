#include "app/robots_check.hpp"

#include <fmt/format.h>

#include <map>

#include "net/robots.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::string_view kRobot = "sawthis";  // as it stands in our User-Agent

struct OriginRobots {
    net::Robots robots;
    int status = 200;
};

OriginRobots read_robots(const net::HttpOutcome& outcome) {
    if (outcome.response) return {net::parse_robots(outcome.response->body, kRobot), 200};
    if (outcome.status == 0) return {};
    // An empty file forbids nothing, but comes as a failure: there is no body.
    if (outcome.status < 300) return {};
    return {net::robots_without_file(outcome.status), outcome.status};
}

std::optional<Failure> judge(const OriginRobots& origin, const std::string& url) {
    if (net::is_allowed(origin.robots, url)) return std::nullopt;
    if (origin.status == 200) return Failure{FailureKind::robots, ""};
    return Failure{FailureKind::robots, fmt::format("robots.txt: HTTP {}", origin.status)};
}

}  // namespace

std::vector<std::optional<Failure>> check_robots(net::HttpClient& client,
                                                 std::span<const std::string> urls) {
    std::map<std::string, OriginRobots> origins;  // by the address of their robots.txt
    std::vector<std::string> files;
    for (const auto& url : urls) {
        auto file = net::resolve_url(url, "/robots.txt").value_or("");
        if (origins.try_emplace(file).second) files.push_back(std::move(file));
    }
    std::size_t next = 0;
    client.fetch_all(
        [&]() -> std::optional<net::HttpRequest> {
            if (next == files.size()) return std::nullopt;
            const std::size_t tag = next++;
            return net::HttpRequest{.tag = tag, .url = files[tag]};
        },
        [&](const net::HttpOutcome& outcome) {
            origins[files[outcome.tag]] = read_robots(outcome);
        });
    std::vector<std::optional<Failure>> verdicts;
    for (const auto& url : urls) {
        verdicts.push_back(judge(origins[net::resolve_url(url, "/robots.txt").value_or("")], url));
    }
    return verdicts;
}

}  // namespace sawthis::app
