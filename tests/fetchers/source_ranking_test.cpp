#include "fetchers/source_ranking.hpp"

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

}  // namespace

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
