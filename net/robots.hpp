#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sawthis::net {

struct RobotsRule {
    std::string pattern;  // of path and query, escapes in normal form; '*' any bytes, '$' the end
    bool allow = false;
    bool operator==(const RobotsRule&) const = default;
};

/// What a robots.txt says to one robot (RFC 9309).
struct Robots {
    std::vector<RobotsRule> rules;
    std::optional<std::chrono::seconds>
        crawl_delay;                    // not of the RFC, but asked for; at most an hour
    std::vector<std::string> sitemaps;  // as they stand there; said to all robots
    bool operator==(const Robots&) const = default;
};

/// The rules of the groups that name `product` ("sawthis", case ignored), else of those for "*".
/// Reads the first 512 KiB and 10,000 rules (RFC 9309 §2.5); whatever is no rule is passed over.
[[nodiscard]] Robots parse_robots(std::string_view text, std::string_view product);

/// What to assume where robots.txt came with another status than 200, or 0 for none at all: 4xx
/// forbids nothing, all else everything for now (RFC 9309 §2.3.1).
[[nodiscard]] Robots robots_without_file(int status);

/// Whether an absolute URL, or a path with query, may be fetched. The longest pattern decides, and
/// allows where two are equal. Linear in the path for each rule.
[[nodiscard]] bool is_allowed(const Robots& robots, std::string_view url);

}  // namespace sawthis::net
