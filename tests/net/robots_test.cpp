#include "net/robots.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace sawthis::net;
using std::chrono::seconds;

namespace {

bool allows(std::string_view text, std::string_view url) {
    return is_allowed(parse_robots(text, "sawthis"), url);
}

/// The meaning of a pattern, tried in every way there is.
bool matches_slowly(std::string_view pattern, std::string_view path) {
    if (pattern.empty()) return true;
    if (pattern == "$") return path.empty();
    if (pattern.front() == '*') {
        for (std::size_t i = 0; i <= path.size(); ++i) {
            if (matches_slowly(pattern.substr(1), path.substr(i))) return true;
        }
        return false;
    }
    return !path.empty() && path.front() == pattern.front() &&
           matches_slowly(pattern.substr(1), path.substr(1));
}

}  // namespace

TEST_CASE("the group that names us decides, else the one for all", "[net][robots]") {
    const auto* text =
        "User-agent: other\nDisallow: /\n\n"
        "User-agent: *\nDisallow: /all\n\n"
        "user-agent: SawThis/2.0\nuser-agent: third\nDisallow: /us\n"
        "Sitemap: https://example.org/sitemap.xml\nDisallow: /more # why\n"
        "User-agent: sawthis\nDisallow: /again\n";
    CHECK(allows(text, "/all"));
    CHECK_FALSE(allows(text, "/us"));
    CHECK_FALSE(allows(text, "/more"));
    CHECK_FALSE(allows(text, "/again/x"));
    CHECK_FALSE(is_allowed(parse_robots(text, "nobody"), "/all"));
    CHECK_FALSE(is_allowed(parse_robots(text, "THIRD"), "/us"));
    CHECK(parse_robots(text, "nobody").sitemaps ==
          std::vector<std::string>{"https://example.org/sitemap.xml"});
}

TEST_CASE("the longest rule decides, and allows between equals", "[net][robots]") {
    const auto [name, rules, url, want] =
        GENERATE(table<std::string, std::string, std::string, bool>({
            {"nothing said", "", "/a", true},
            {"all forbidden", "Disallow: /", "/a", false},
            {"nothing forbidden", "Disallow:", "/a", true},
            {"prefix", "Disallow: /a", "/ab", false},
            {"case counts", "Disallow: /A", "/a", true},
            {"longer allows", "Disallow: /a\nAllow: /a/b", "/a/b/c", true},
            {"longer forbids", "Allow: /a\nDisallow: /a/b", "/a/b/c", false},
            {"equal allows", "Disallow: /a\nAllow: /a", "/a", true},
            {"end", "Disallow: /*.gif$", "/x/y.gif", false},
            {"not at the end", "Disallow: /*.gif$", "/x/y.gif?z", true},
            {"star inside", "Disallow: /a/*/c", "/a/b/b/c/d", false},
            {"pieces may not overlap", "Disallow: /ab*ba$", "/aba", true},
            {"query", "Disallow: /*?print=", "/a?print=1", false},
            {"robots.txt itself", "Disallow: /", "/robots.txt", true},
            {"escapes meet", "Disallow: /caf%c3%a9", "/caf\xC3\xA9", false},
            {"plain escapes meet", "Disallow: /%61", "/a", false},
            {"whole address", "Disallow: /a", "https://example.org/a?b#c", false},
            {"line ends of all kinds", "Disallow: /x\rDisallow: /a\r\nAllow: /y", "/a", false},
            {"rubbish", "nonsense\n: /\nDisallow /a\nDisallow: /b", "/a", true},
        }));
    CAPTURE(name);
    CHECK(allows("\xEF\xBB\xBFUser-agent: *\n" + rules, url) == want);
}

TEST_CASE("rules outside a group, and delays", "[net][robots]") {
    CHECK(allows("Disallow: /\n", "/a"));
    CHECK(parse_robots("User-agent: *\nCrawl-delay: 2.5\n", "sawthis").crawl_delay == seconds(3));
    CHECK(parse_robots("User-agent: *\nCrawl-delay: 1e9\n", "x").crawl_delay == seconds(3600));
    CHECK_FALSE(parse_robots("User-agent: *\nCrawl-delay: -1\n", "x").crawl_delay);
    CHECK_FALSE(parse_robots("User-agent: *\nCrawl-delay: nan\n", "x").crawl_delay);
}

TEST_CASE("a missing robots.txt forbids nothing, a broken server everything", "[net][robots]") {
    CHECK(is_allowed(robots_without_file(404), "/a"));
    CHECK(is_allowed(robots_without_file(401), "/a"));
    CHECK_FALSE(is_allowed(robots_without_file(503), "/a"));
    CHECK_FALSE(is_allowed(robots_without_file(0), "/a"));
}

TEST_CASE("patterns match as the slow and obvious way says", "[net][robots]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto word = [&random](std::string_view letters, std::size_t most) {
        std::string text = "/";
        for (auto size = random() % most; size > 0; --size) {
            text += letters[random() % letters.size()];
        }
        return text;
    };
    for (int i = 0; i < 5000; ++i) {
        auto pattern = word("ab/**", 8);
        if (random() % 3 == 0) pattern += '$';
        const auto path = word("ab/", 9);
        CAPTURE(pattern, path);
        REQUIRE(allows("User-agent: *\nDisallow: " + pattern, path) ==
                !matches_slowly(pattern, path));
    }
}

TEST_CASE("a robots.txt made to be slow is read and applied in time", "[net][robots]") {
    const std::string path = "/" + std::string(4000, 'a');
    std::string stars = "User-agent: *\nDisallow: /";
    for (int i = 0; i < 2000; ++i) stars += "*a";
    CHECK(allows(stars + "b$", path));
    std::string many = "User-agent: *\n";
    while (many.size() < (600U << 10U)) many += "Disallow: *" + std::string(1000, 'a') + "b\n";
    CHECK(allows(many, path));
    CHECK(parse_robots(std::string(2U << 20U, 'x'), "sawthis") == Robots{});
}
