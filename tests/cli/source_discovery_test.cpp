#include "cli/source_discovery.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

namespace {

const Instant kNow = parse_rfc3339("2026-11-20T12:00:00Z").value();

fetchers::FoundSource source(SourceKind kind, const std::string& url, const std::string& title) {
    fetchers::FoundSource found;
    found.kind = kind;
    found.url = url;
    found.title = title;
    found.life = {12, kNow - std::chrono::hours(48), 3.1};
    return found;
}

}  // namespace

TEST_CASE("how alive a source is reads as a person would say it", "[cli][discovery]") {
    const auto [life, want] = GENERATE(table<fetchers::Liveliness, std::string>({
        {{12, kNow - std::chrono::hours(48), 3.1}, "12 items, newest 2 days ago, about 3 a week"},
        {{1, kNow, 0}, "1 item, newest just now"},
        {{40, kNow, 70}, "40 items, newest just now, about 10 a day"},
        {{5, kNow - std::chrono::hours(24), 0.5}, "5 items, newest 1 day ago, about 2 a month"},
        {{5, kNow - std::chrono::hours(24), 0.05}, "5 items, newest 1 day ago, about 3 a year"},
        {{7, std::nullopt, 0}, "7 items, no dates"},
    }));
    CHECK(cli::describe_life(life, kNow) == want);
}

TEST_CASE("what was found is a list that says what was added", "[cli][discovery]") {
    app::Discovery discovery;
    discovery.sources = {source(SourceKind::feed, "https://a.example/feed", "A \x1b[31mnews"),
                         source(SourceKind::page, "https://u:p@a.example/press", "")};
    CHECK(
        cli::format_discovery("a.example", discovery, {0}, kNow) ==
        "Found 2 sources at a.example:\n"
        "   1  feed  https://a.example/feed  \"A [31mnews\"  12 items, newest 2 days ago, about 3 "
        "a week  <- added\n"
        "   2  page  https://a.example/press  12 items, newest 2 days ago, about 3 a week\n");
}

TEST_CASE("nothing found says what was tried and what to do next", "[cli][discovery]") {
    app::Discovery discovery;
    for (int i = 0; i < 5; ++i) {
        discovery.tried.push_back({"https://a.example/", {FailureKind::status, "HTTP 404"}});
    }
    const auto text = cli::explain_nothing_found("a.example", discovery);
    CHECK_THAT(text, Catch::Matchers::Contains("a.example: no source found; 5 places tried"));
    CHECK_THAT(text, Catch::Matchers::Contains("5 times: the server answered with an error"));
    CHECK_THAT(text, Catch::Matchers::Contains("sawthis source add --page URL"));
}
