#include "fetchers/sitemap.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "fetchers/feed.hpp"

using namespace sawthis;
using fetchers::parse_sitemap;
using fetchers::Sitemap;

namespace {

const std::string kNews = R"(<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://ledger.example/a?x=1&amp;y=2</loc><lastmod>2026-11-19</lastmod>
 <image:image><image:loc>https://ledger.example/a.jpg</image:loc></image:image>
 <news:news><news:publication><news:name>The Ledger</news:name><news:language>en</news:language></news:publication>
 <news:publication_date>2026-11-18T07:00:00+01:00</news:publication_date>
 <news:title>Harbour &amp; quay to merge</news:title><news:keywords>ports, mergers</news:keywords></news:news></url>
<url><loc>https://ledger.example/b</loc><news:news><news:publication_date>2026-11-19</news:publication_date>
 <news:title><![CDATA[A crane passes its test]]></news:title></news:news></url>
<url><loc>https://ledger.example/about</loc></url>
<url><loc>javascript:alert(1)</loc></url>
</urlset>)";

Sitemap read(std::string_view bytes) {
    auto sitemap = parse_sitemap(bytes, {"https://ledger.example/sitemap.xml", ""});
    if (!sitemap) FAIL(sitemap.error().detail);
    return *sitemap;
}

}  // namespace

TEST_CASE("a sitemap gives addresses, and what the news extension says of them",
          "[fetchers][sitemap]") {
    const auto sitemap = read(kNews);
    CHECK_FALSE(sitemap.index);
    REQUIRE(sitemap.entries.size() == 3);
    const auto& first = sitemap.entries[0];
    CHECK(first.url == "https://ledger.example/a?x=1&y=2");
    CHECK(first.title == "Harbour & quay to merge");
    CHECK(first.publisher == "The Ledger");
    CHECK(first.language == "en");
    CHECK(first.tags == std::vector<std::string>{"ports", "mergers"});
    CHECK(format_rfc3339(first.published.value()) == "2026-11-18T06:00:00Z");
    CHECK(format_rfc3339(first.modified.value()) == "2026-11-19T00:00:00Z");
    CHECK(sitemap.entries[2].title.empty());
}

TEST_CASE("a news sitemap is polled as a feed like any other", "[fetchers][sitemap]") {
    const auto feed = fetchers::parse_feed(kNews, {"https://ledger.example/news.xml", ""});
    REQUIRE(feed);
    CHECK(feed->format == "news sitemap");
    CHECK(feed->title == "The Ledger");
    REQUIRE(feed->entries.size() == 2);
    CHECK(feed->entries[0].title == "A crane passes its test");
    CHECK(feed->entries[1].url == "https://ledger.example/a?x=1&y=2");
    CHECK(feed->entries[1].id.empty());
}

TEST_CASE("sitemaps without news say so when they are taken for feeds", "[fetchers][sitemap]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"<urlset><url><loc>https://a.example/x</loc></url></urlset>", "no titles"},
        {"<sitemapindex><sitemap><loc>https://a.example/n.xml</loc></sitemap></sitemapindex>",
         "index of sitemaps"},
    }));
    const auto feed = fetchers::parse_feed(given, {"https://a.example/s.xml", ""});
    REQUIRE_FALSE(feed);
    CHECK_THAT(feed.error().detail, Catch::Matchers::Contains(want));
}

TEST_CASE("an index lists sitemaps, with prefixes and relative addresses too",
          "[fetchers][sitemap]") {
    const auto sitemap = read(
        "<sm:sitemapindex xmlns:sm='x'><sm:sitemap><sm:loc> /news.xml\n</sm:loc>"
        "<sm:lastmod>2026-11-19T10:00:00Z</sm:lastmod></sm:sitemap></sm:sitemapindex>");
    CHECK(sitemap.index);
    REQUIRE(sitemap.entries.size() == 1);
    CHECK(sitemap.entries[0].url == "https://ledger.example/news.xml");
    CHECK(sitemap.entries[0].modified);
}

TEST_CASE("plain text is a sitemap if every line is an address", "[fetchers][sitemap]") {
    const auto sitemap = read("\xEF\xBB\xBFhttps://a.example/1\r\n\r\nhttps://a.example/2\n");
    REQUIRE(sitemap.entries.size() == 2);
    CHECK(sitemap.entries[1].url == "https://a.example/2");
    for (const auto* other : {"", "  \n", "hello", "https://a.example/1\nhello",
                              "<html><body>x</body></html>", "<rss><channel/></rss>", "<"}) {
        CAPTURE(other);
        CHECK_FALSE(parse_sitemap(other, {}));
    }
}

TEST_CASE("a sitemap that was cut keeps what is whole", "[fetchers][sitemap]") {
    const auto sitemap = read(kNews.substr(0, kNews.find("ledger.example/b") + 14));
    REQUIRE_FALSE(sitemap.entries.empty());
    CHECK(sitemap.entries[0].title == "Harbour & quay to merge");
    for (std::size_t size = 0; size < kNews.size(); size += 3) {
        static_cast<void>(parse_sitemap(kNews.substr(0, size), {}));
    }
}

TEST_CASE("sitemaps are bounded", "[fetchers][sitemap]") {
    std::string many = "<urlset>";
    for (int i = 0; i < 60'000; ++i) {
        many += fmt::format("<url><loc>https://a.example/{}</loc></url>", i);
    }
    CHECK(read(many + "</urlset>").entries.size() == 50'000);
    CHECK_FALSE(parse_sitemap(std::string((16U << 20U) + 1, ' '), {}));
    CHECK_FALSE(parse_sitemap(std::string(2'000'000, '<'), {}));
}
