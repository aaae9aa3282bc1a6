#include "app/robots_check.hpp"

#include <fmt/format.h>

#include <map>

#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::string_view kRobot = "sawthis";  // as it stands in our User-Agent

struct OriginRobots {
    net::Robots robots;
    int status = 0;
};

std::optional<Failure> judge(const OriginRobots& origin, const std::string& url) {
    if (net::is_allowed(origin.robots, url)) return std::nullopt;
    if (origin.status == 200) return Failure{FailureKind::robots, ""};
    return Failure{FailureKind::robots, fmt::format("robots.txt: HTTP {}", origin.status)};
}

}  // namespace

net::Robots robots_of(const net::HttpOutcome& outcome) {
    if (outcome.response) return net::parse_robots(outcome.response->body, kRobot);
    // An empty file comes as a failure, as an answer without a body; so do redirects without end.
    constexpr int kFirstError = 400;
    if (outcome.status < kFirstError) return {};
    return net::robots_without_file(outcome.status);
}

std::vector<std::optional<Failure>> check_robots(net::HttpClient& client,
                                                 std::span<const std::string> urls) {
    std::map<std::string, OriginRobots> origins;  // by the address of their robots.txt
    std::vector<std::string> files;               // of each URL
    for (const auto& url : urls) {
        files.push_back(net::resolve_url(url, "/robots.txt").value_or(""));
        origins[files.back()];
    }
    std::vector<OriginRobots*> asked;  // by tag
    auto next = origins.begin();
    client.fetch_all(
        [&]() -> std::optional<net::HttpRequest> {
            if (next == origins.end()) return std::nullopt;
            asked.push_back(&next->second);
            return net::HttpRequest{.tag = asked.size() - 1, .url = (next++)->first};
        },
        [&](const net::HttpOutcome& outcome) {
            *asked[outcome.tag] = {robots_of(outcome), outcome.status};
        });
    std::vector<std::optional<Failure>> verdicts;
    for (std::size_t i = 0; i < urls.size(); ++i) {
        verdicts.push_back(judge(origins[files[i]], urls[i]));
    }
    return verdicts;
}

}  // namespace sawthis::app
