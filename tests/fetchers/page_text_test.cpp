#include <catch2/catch.hpp>

#include "fetchers/page_article.hpp"

using sawthis::fetchers::extract_article;

namespace {

constexpr std::string_view kBody =
    "<p>The first ship passed below the bridge at nine, and the crowd on both banks cheered it.</p>"
    "<p>It had taken three years, two firms and a flood to build what stands there now.</p>";
constexpr std::string_view kBodyText =
    "The first ship passed below the bridge at nine, and the crowd on both banks cheered it.\n"
    "It had taken three years, two firms and a flood to build what stands there now.";

std::string text_of(std::string_view body) {
    const auto article =
        extract_article("<html lang=en><body>" + std::string(body) + "</body></html>",
                        "https://a.example/news/x", "text/html; charset=utf-8");
    return article ? article->text : "error";
}

/// The text without the body; the body must be there.
std::string beside_body(std::string_view html) {
    auto text = text_of(html);
    const auto at = text.find(kBodyText);
    if (at == std::string::npos) return "no body: " + text;
    text.erase(at, kBodyText.size());
    return text;
}

std::string page(std::string_view above, std::string_view inside) {
    return "<article><h1>Harbour bridge opens again</h1>" + std::string(above) +
           "<div class=article-body>" + std::string(kBody) + std::string(inside) +
           "</div></article>";
}

}  // namespace

TEST_CASE("a lead above the text belongs to it", "[fetchers][text]") {
    const std::string lead = "After three years ships pass again below the town's only bridge.";
    const auto [name, html, is_text] = GENERATE_COPY(table<std::string, std::string, bool>({
        {"named", "<div class=article-intro>" + lead + "</div>", true},
        {"teaser", "<div class='news-teaser'><p>" + lead + "</p></div>", true},
        {"in a header", "<header><p class=lead>" + lead + "</p></header>", true},
        {"described", "<div itemprop=description><p>" + lead + "</p></div>", false},
        {"a subtitle", "<h2 class=subtitle>" + lead + "</h2>", false},
        {"a subtitle in two words", "<p class=sub-head>" + lead + "</p>", false},
        {"of a picture", "<div class=image-intro><p>" + lead + "</p></div>", false},
        {"in a list", "<ul><li class=intro>" + lead + "</li></ul>", false},
    }));
    CAPTURE(name);
    CHECK(beside_body(page(html, "")) == (is_text ? lead + "\n" : ""));
}

TEST_CASE("prose between headline and text is a lead without any name", "[fetchers][text]") {
    const std::string lead =
        "After three years of works and one of delay, ships pass again below the town's only "
        "bridge.";
    CHECK(beside_body(page("<p>" + lead + "</p>", "")) == lead + "\n");
    CHECK(beside_body(page("<p><a href=/x>" + lead + "</a></p>", "")) == "");
    CHECK(beside_body(page("<div class=disclaimer><p>" + lead + "</p></div>", "")) == "");
    CHECK(beside_body("<p>" + lead + "</p>" + page("", "")) == "");
}

TEST_CASE("a lead that opens the text too is not said twice", "[fetchers][text]") {
    const std::string lead =
        "The first ship passed below the bridge at nine, and the crowd on both banks cheered it.";
    CHECK(text_of(page("<p class=lead>" + lead + "</p>", "")) == kBodyText);
}

TEST_CASE("what is named as no text is none", "[fetchers][text]") {
    const auto name =
        GENERATE(as<std::string>{}, "image-description", "img-legend", "picture_copyright",
                 "mediaSource", "factbox", "post-disclaimer", "jp-relatedposts", "app-notification",
                 "editorial-disclosure", "article-cta");
    CAPTURE(name);
    CHECK(beside_body(page("", "<div class='" + name +
                                   "'>Beside the matter, said in a few words.</div>")) == "");
}

TEST_CASE("a name that speaks of a label hides nothing", "[fetchers][text]") {
    CHECK(beside_body(page("", "<div class='field field--label-hidden'>Ferries go on.</div>")) ==
          "\nFerries go on.");
}

TEST_CASE("long lines may come twice, short ones in a row may not", "[fetchers][text]") {
    const std::string verse =
        "Row, row, row the boat, gently down the stream, for the bridge was never more than one.";
    CHECK(beside_body(page("", "<p>" + verse + "</p><p>" + verse + "</p>")) ==
          "\n" + verse + "\n" + verse);
    CHECK(beside_body(page("", "<p>Ferries go on.</p><p>Ferries go on.</p>")) ==
          "\nFerries go on.");
}
