#include "fetchers/opml.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace sawthis;
using fetchers::parse_opml;

namespace {
Source feed(std::string url, std::string title, std::vector<std::string> tags) {
    Source source;
    source.url = std::move(url);
    source.title = std::move(title);
    source.tags = std::move(tags);
    return source;
}
}  // namespace

TEST_CASE("parse_opml reads groups as tags and each address once", "[fetchers][opml]") {
    const auto reading = parse_opml(R"(<?xml version="1.0"?><opml version="1.0"><head/><body>
      <outline text="Tech"><outline text="AI">
        <outline type="rss" text="One" xmlUrl="https://one.example/feed" category="/fun,work"/></outline>
        <OUTLINE TITLE="Two &amp; a half" xmlurl="https://two.example/feed"/></outline>
      <outline text="again" xmlUrl="https://ONE.example/feed"/>
      <outline text="bare"/>
    </body></opml>)");
    REQUIRE(reading);
    CHECK(reading->problems.empty());
    CHECK(reading->sources ==
          std::vector<Source>{feed("https://one.example/feed", "One", {"Tech/AI", "fun", "work"}),
                              feed("https://two.example/feed", "Two & a half", {"Tech"})});
}

TEST_CASE("format_opml and parse_opml make the round trip", "[fetchers][opml]") {
    std::vector<Source> sources{
        feed("https://a.example/?a=1&b=2", "A \"quoted\" <title>", {"News/World", "uk"}),
        feed("https://b.example/", "", {}), feed("https://c.example/", "C", {"News"})};
    sources[2].kind = SourceKind::page;
    sources[2].company = "C & Co";
    sources[2].links = "h2 > a";
    sources[2].full_text = FullText::never;
    sources.push_back(feed("https://d.example/", "D", {"Tech", "steel, iron", "/odd"}));
    sources.push_back(feed("https://e.example/", "E", {"a//b"}));
    const auto want = sources;
    const auto once = parse_opml(fetchers::format_opml(sources));
    REQUIRE(once);
    auto by_url = [](const Source& a, const Source& b) { return a.url < b.url; };
    auto got = once->sources;
    std::sort(got.begin(), got.end(), by_url);
    CHECK(got == want);
    CHECK(fetchers::format_opml(once->sources) ==
          fetchers::format_opml(parse_opml(fetchers::format_opml(once->sources))->sources));
}

TEST_CASE("other schemes are left out and named, without their passwords", "[fetchers][opml]") {
    const auto reading = parse_opml(R"(<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/>
        <outline text="y" xmlUrl="ftp://me:SECRET@h.example/"/><outline text="z" xmlUrl="https://z.example/"/></body></opml>)");
    REQUIRE(reading);
    CHECK(reading->sources.size() == 1);
    REQUIRE(reading->problems.size() == 2);
    for (const auto& problem : reading->problems)
        CHECK(problem.find("SECRET") == std::string::npos);
}

TEST_CASE("what is no OPML is refused; what is cut short is kept as far as it goes",
          "[fetchers][opml]") {
    for (const auto* bad : {"", "<html><body/></html>", "hello", "<rss/>"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_opml(bad));
    }
    const auto cut =
        parse_opml(R"(<opml><body><outline text="x" xmlUrl="https://x.example/"/><outline text=)");
    REQUIRE(cut);
    CHECK(cut->sources.size() == 1);
    CHECK(cut->problems.size() == 1);
}

TEST_CASE("groups nested beyond reason end, and nothing crashes", "[fetchers][opml]") {
    std::string deep = "<opml><body>";
    for (int i = 0; i < 20'000; ++i) deep += "<outline text=\"g\">";
    const auto reading = parse_opml(deep);
    REQUIRE(reading);
    CHECK(reading->sources.empty());
}

TEST_CASE("a group of more levels than are read comes back whole", "[fetchers][opml]") {
    std::string tag = "g";
    for (int i = 0; i < 80; ++i) tag += "/g";
    const std::vector<Source> sources{feed("https://a.example/", "A", {tag})};
    const auto reading = parse_opml(fetchers::format_opml(sources));
    REQUIRE(reading);
    CHECK(reading->sources == sources);
}
