#include "app/robots_check.hpp"

#include <fmt/format.h>

#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::string_view kRobot = "sawthis";  // as it stands in our User-Agent

}  // namespace

net::Robots robots_of(const net::HttpOutcome& outcome) {
    if (outcome.response) return net::parse_robots(outcome.response->body, kRobot);
    // An empty file comes as a failure, as an answer without a body; so do redirects without end.
    constexpr int kFirstError = 400;
    if (outcome.status < kFirstError) return {};
    return net::robots_without_file(outcome.status);
}

std::vector<RobotsVerdict> RobotsBook::judge(net::HttpClient& client,
                                             std::span<const std::string> urls) {
    std::vector<std::string> files;  // of each URL
    for (const auto& url : urls) {
        files.push_back(net::resolve_url(url, "/robots.txt").value_or(""));
        origins_[files.back()];
    }
    ask(client);
    std::vector<RobotsVerdict> verdicts;
    for (std::size_t i = 0; i < urls.size(); ++i) {
        verdicts.push_back(judge(origins_[files[i]], urls[i]));
    }
    return verdicts;
}

/// The origins that were not asked before.
void RobotsBook::ask(net::HttpClient& client) {
    std::vector<Origin*> asked;  // by tag
    auto next = origins_.begin();
    client.fetch_all(
        [&]() -> std::optional<net::HttpRequest> {
            while (next != origins_.end() && next->second.asked) ++next;
            if (next == origins_.end()) return std::nullopt;
            next->second.asked = true;
            asked.push_back(&next->second);
            return net::HttpRequest{.tag = asked.size() - 1, .url = (next++)->first};
        },
        [&](const net::HttpOutcome& outcome) {
            auto& origin = *asked[outcome.tag];
            origin.robots = robots_of(outcome);
            origin.status = outcome.status;
        });
}

RobotsVerdict RobotsBook::judge(const Origin& origin, const std::string& url) {
    RobotsVerdict verdict;
    verdict.crawl_delay = origin.robots.crawl_delay.value_or(std::chrono::seconds(0));
    if (net::is_allowed(origin.robots, url)) return verdict;
    const auto why =
        origin.status == 200 ? std::string() : fmt::format("robots.txt: HTTP {}", origin.status);
    verdict.forbidden = Failure{FailureKind::robots, why};
    return verdict;
}

}  // namespace sawthis::app
