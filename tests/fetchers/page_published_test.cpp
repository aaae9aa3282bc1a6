#include <catch2/catch.hpp>

#include "fetchers/page_article.hpp"

using sawthis::fetchers::extract_article;

namespace {

std::string published(const std::string& head, const std::string& body) {
    const auto article =
        extract_article("<html lang=en><head>" + head + "</head><body>" + body + "</body></html>",
                        "https://a.example/news/x", "text/html; charset=utf-8");
    return article ? article->published : "error";
}

constexpr auto kHeadline = "<h1>Harbour bridge opens again</h1>";

std::string declared(const std::string& stamp) {
    return "<meta property='article:published_time' content='" + stamp + "'>";
}

std::string in_json(const std::string& stamp) {
    return R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":")" +
           stamp + "\"}</script>";
}

}  // namespace

TEST_CASE("a day by itself beside the headline is the article's", "[fetchers][published]") {
    const auto [name, body, want] = GENERATE(table<std::string, std::string, std::string>({
        {"behind it",
         "<div class=date>1 May 2026</div><h1>Harbour bridge opens again</h1><p>4 May 2026</p>",
         "2026-05-04"},
        {"before it", "<i>4 May 2026</i><h1>Harbour bridge opens again</h1><p>Text.</p>",
         "2026-05-04"},
        {"not the one of a caption",
         "<h1>Harbour bridge opens again</h1><p>The old bridge in Norwich, where ships pass below, "
         "seen on 2 May 2026.</p><p>4 May 2026</p>",
         "2026-05-04"},
        {"not that of a change",
         "<h1>Harbour bridge opens again</h1><span>Updated:</span> <b>9 May 2026</b>"
         "<span class=updated>8 May 2026</span><p>Last updated 7 May 2026</p><p>4 May 2026</p>",
         "2026-05-04"},
        {"of a lower heading that is the title",
         "<title>Harbour bridge opens again</title><i>1 May 2026</i><h2>Other news of ours</h2>"
         "<h2>Harbour bridge opens again</h2><p>4 May 2026</p>",
         "2026-05-04"},
    }));
    CAPTURE(name);
    CHECK(published("", body) == want);
}

TEST_CASE("an earlier day beside the headline beats what is declared", "[fetchers][published]") {
    const auto [name, stamp, seen,
                want] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"moved", "2026-05-20T08:00:00Z", "4 May 2026", "2026-05-04"},
        {"agrees", "2026-05-04T08:00:00Z", "4 May 2026", "2026-05-04T08:00:00Z"},
        {"time zone", "2026-05-05T01:00:00Z", "4 May 2026", "2026-05-05T01:00:00Z"},
        {"a later one is a change", "2026-05-04T08:00:00Z", "20 May 2026", "2026-05-04T08:00:00Z"},
        {"figures the other way round", "2026-05-04T08:00:00Z", "04/05/2026",
         "2026-05-04T08:00:00Z"},
        {"so too with full stops", "2026-05-04T08:00:00Z", "05.04.2026", "2026-05-04T08:00:00Z"},
        {"full stops put the day first", "2026-05-20T08:00:00Z", "04.05.2026", "2026-05-04"},
    }));
    CAPTURE(name);
    CHECK(published(declared(stamp), kHeadline + ("<p>" + seen + "</p>")) == want);
    const std::string teaser(200, 'x');
    CHECK(published(declared(stamp), kHeadline + ("<p>" + teaser + "</p><p>" + seen + "</p>")) ==
          stamp);
}

TEST_CASE("of two declared days the one that readers see is right", "[fetchers][published]") {
    const auto head = declared("2026-05-06T08:00:00Z") + in_json("2026-05-04T08:00:00Z");
    CHECK(published(head, kHeadline) == "2026-05-04T08:00:00Z");
    CHECK(published(head, kHeadline + std::string("<p>6 May 2026")) == "2026-05-06T08:00:00Z");
}

TEST_CASE("a broken block of JSON-LD still dates the page", "[fetchers][published]") {
    CHECK(published(R"(<script type="application/ld+json">{"@type":"NewsArticle",
        "headline":"The "new" bridge","datePublished" : "2026-05-04T08:00:00Z"}</script>)",
                    "<p>x") == "2026-05-04T08:00:00Z");
}

TEST_CASE("a day is found in unusual places if nowhere else", "[fetchers][published]") {
    const auto [name, head, body, want] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"a name of the site's own", "<meta property='pixels:uploaded' content='2026-05-04'>",
             "<p>x", "2026-05-04"},
            {"the last change", "<meta name='last-modified' content='2026-05-04'>", "<p>x",
             "2026-05-04"},
            {"not how long it holds", "<meta name='expiry-date' content='2026-05-04'>", "<p>x", ""},
            {"the title of an abbr", "", "<abbr title='Monday, 4 May 2026 at 04:00'>2h</abbr>",
             "2026-05-04"},
        }));
    CAPTURE(name);
    CHECK(published(head, body) == want);
}
