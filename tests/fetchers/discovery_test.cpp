#include "fetchers/discovery.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {

Instant at(std::string_view text) {
    return parse_rfc3339(text).value();
}

const Instant kNow = at("2026-11-20T12:00:00Z");

/// `items` addresses under `stem`, `days` apart, the newest `age` days before now.
Feed feed_of(const std::string& stem, int items, int age, int days) {
    Feed feed;
    feed.format = "rss 2.0";
    for (int i = 0; i < items; ++i) {
        Entry entry;
        entry.url = fmt::format("{}/{}", stem, i);
        entry.published = kNow - std::chrono::hours(24 * (age + i * days));
        feed.entries.push_back(entry);
    }
    return feed;
}

FoundSource source_at(const std::string& url, const Feed& feed, SourceKind kind = SourceKind::feed,
                      Hint hint = Hint::declared) {
    return weigh_source(kind, {url, hint}, feed, kNow);
}

std::vector<std::string> urls_of(const std::vector<Candidate>& candidates) {
    std::vector<std::string> urls;
    for (const auto& one : candidates) urls.push_back(one.url);
    return urls;
}

}  // namespace

TEST_CASE("a domain is tried with https first", "[fetchers][discovery]") {
    using Urls = std::vector<std::string>;
    const auto [typed, want] = GENERATE(table<std::string, Urls>({
        {"example.org",
         {"https://example.org/", "https://www.example.org/", "http://example.org/",
          "http://www.example.org/"}},
        {" Example.ORG/news ",
         {"https://example.org/news", "https://www.example.org/news", "http://example.org/news",
          "http://www.example.org/news"}},
        {"news.example.org", {"https://news.example.org/", "http://news.example.org/"}},
        {"127.0.0.1:8080", {"http://127.0.0.1:8080/"}},
        {"localhost:8080/x", {"http://localhost:8080/x"}},
        {"https://example.org/press", {"https://example.org/press"}},
        {"foo", {}},
        {"mailto:a@example.org", {}},
        {"ftp://example.org/", {}},
        {"two words.example", {}},
        {"example.org:port", {}},
        {"", {}},
    }));
    CAPTURE(typed);
    CHECK(start_addresses(typed) == want);
    CHECK(is_bare_domain(typed) == (!want.empty() && typed.find("://") == std::string::npos));
}

TEST_CASE("a home page leads to its feeds, then to newsrooms, then to news",
          "[fetchers][discovery]") {
    const auto candidates = find_candidates(R"(<html><head>
<link rel=alternate type="application/rss+xml" href="/feed">
<link rel=alternate type="application/rss+xml" href="/comments/feed" title="Comments">
</head><body><a href="/">Home</a><a href="/blog/">Our blog</a><a href="/produkte">Produkte</a>
<a href="/unternehmen/presse">Presse</a><a href="/jp/news">ニュースリリース</a><a href="/x">Salle de presse</a>
<a href="https://newsroom.a.example/">All the latest from us</a><a href="https://b.example/news">News</a>
<a href="/?page=2">News</a><a href="/unternehmen/presse#top">Press</a></body></html>)",
                                            {"https://www.a.example/", "", ""});
    CHECK(urls_of(candidates) ==
          std::vector<std::string>{"https://www.a.example/feed",
                                   "https://www.a.example/unternehmen/presse",
                                   "https://www.a.example/jp/news", "https://www.a.example/x",
                                   "https://newsroom.a.example/", "https://www.a.example/blog/"});
    CHECK(find_candidates("", {"https://a.example/", "", ""}).empty());
}

TEST_CASE("how alive a feed is", "[fetchers][discovery]") {
    const auto life = judge_life(feed_of("https://a.example", 8, 2, 2), kNow);
    CHECK(life.items == 8);
    CHECK(life.newest == kNow - std::chrono::hours(48));
    CHECK(life.per_week == Approx(3.5));
    CHECK(judge_life({}, kNow) == Liveliness{});
    CHECK(judge_life(feed_of("https://a.example", 9, 0, 0), kNow).per_week == 0);
    const auto ahead = judge_life(feed_of("https://a.example", 2, -400, 1), kNow);
    CHECK(ahead.newest == kNow);
}

TEST_CASE("the better source comes first", "[fetchers][discovery]") {
    const auto live = feed_of("https://a.example/n", 10, 1, 3);
    const auto dead = feed_of("https://a.example/o", 10, 900, 3);
    const auto [name, better, worse] = GENERATE_COPY(table<std::string, FoundSource, FoundSource>({
        {"living", source_at("https://a.example/f", live), source_at("https://a.example/g", dead)},
        {"feed before page", source_at("https://a.example/f", live),
         source_at("https://a.example/g", live, SourceKind::page)},
        {"a living page before a dead feed",
         source_at("https://a.example/p", live, SourceKind::page),
         source_at("https://a.example/g", dead)},
        {"press before blog", source_at("https://a.example/press/feed", live),
         source_at("https://a.example/blog/feed", live)},
        {"not what readers say", source_at("https://a.example/p", dead, SourceKind::page),
         source_at("https://a.example/comments/feed", dead)},
    }));
    CAPTURE(name);
    CHECK(better.points > worse.points);
}

TEST_CASE("one of several sources that bring the same is kept", "[fetchers][discovery]") {
    const auto news = feed_of("https://a.example/n", 10, 1, 3);
    const auto part = feed_of("http://www.a.example/n", 4, 1, 3);
    const auto blog = feed_of("https://a.example/b", 10, 1, 3);
    const auto ranked = rank_sources({source_at("https://a.example/news", news, SourceKind::page),
                                      source_at("https://a.example/blog/feed", blog),
                                      source_at("https://a.example/news/feed", news),
                                      source_at("https://a.example/rss", part)});
    std::vector<std::string> urls;
    for (const auto& one : ranked) urls.push_back(one.url);
    CHECK(urls ==
          std::vector<std::string>{"https://a.example/news/feed", "https://a.example/blog/feed"});
}

TEST_CASE("the usual places are few and on the site", "[fetchers][discovery]") {
    const auto places = usual_places("https://a.example/en/home?x=1");
    CHECK(places.size() <= 25);
    for (const auto& place : places) CHECK(place.url.starts_with("https://a.example/"));
}
