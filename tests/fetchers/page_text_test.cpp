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

TEST_CASE("the last parts of a press release are no text", "[fetchers][text]") {
    const auto [name, heading, is_text] = GENERATE(table<std::string, std::string, bool>({
        {"the firm", "<h3>About Acme Bridges</h3>", false},
        {"in bold", "<p><b>About Acme Bridges</b></p>", false},
        {"in German", "<h3>Über Acme</h3>", false},
        {"whom to ask", "<h3>Media contact</h3>", false},
        {"with a colon", "<p>Pressekontakt:</p>", false},
        {"of the story", "<h3>About the old bridge</h3>", true},
        {"a sentence", "<p>About Acme little is known.</p>", true},
    }));
    CAPTURE(name);
    const auto text = beside_body(
        page("", "<p>Ferries go on until the autumn.</p>" + heading +
                     "<p>Acme builds bridges in nine countries and has done so since 1901.</p>"));
    CHECK((text.find("nine countries") != std::string::npos) == is_text);
    const auto first = text_of("<article><h1>Harbour bridge opens</h1><div class=article-body>" +
                               heading + std::string(kBody) + "</div></article>");
    CHECK(first.find(kBodyText) != std::string::npos);
}

TEST_CASE("headings at the end of a long text lead to nothing", "[fetchers][text]") {
    std::string paragraphs;
    for (int i = 0; i < 8; ++i) {
        paragraphs += "<p>On day " + std::to_string(i) + " the river rose again, and fell.</p>";
    }
    const auto last_of = [](const std::string& html) {
        const auto text = text_of(page("", html));
        return text.substr(text.rfind('\n') + 1);
    };
    CHECK(last_of(paragraphs + "<h3>In pictures</h3>") ==
          "On day 7 the river rose again, and fell.");
    CHECK(last_of(paragraphs + "<p><b>And so it stays.</b></p>") == "And so it stays.");
    CHECK(last_of("<h3>In pictures</h3>") == "In pictures");
}

TEST_CASE("captions go, however many and whatever element holds them", "[fetchers][text]") {
    std::string pictures;
    for (int i = 0; i < 6; ++i) {
        pictures += "<div class=img-caption>Picture " + std::to_string(i) +
                    " shows the harbour with the bridge half open and two of the old ferries in "
                    "front of it.</div>";
    }
    const std::string more =
        "The ferries go on until the autumn, as the town wants to see how many cars the bridge "
        "can bear before it gives up the only other way across.";
    CHECK(beside_body(page("", pictures + "<p>" + more + "</p>")) == "\n" + more);
    CHECK(beside_body(page("",
                           "<p>Ferries go on. <span class='image-caption'>The ferry. Photo: "
                           "Berg</span></p>")) == "\nFerries go on.");
}

TEST_CASE("the lines of a text in JSON-LD are its paragraphs", "[fetchers][text]") {
    std::string body;
    for (int i = 0; i < 8; ++i) {
        body += "The first ship passed below the bridge at nine, and the crowd cheered it.\\n\\n";
    }
    const auto text = text_of(
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\","
        "\"headline\":\"Bridge\",\"articleBody\":\"" +
        body + "\"}</script><div id=root></div>");
    CHECK(std::count(text.begin(), text.end(), '\n') == 7);
}

TEST_CASE("a request for consent is no text, however little else there is", "[fetchers][text]") {
    const std::string notice =
        "<div id=onetrust-banner class=cookie-banner><p>We use cookies to improve your experience "
        "on our website and to show you advertising. By clicking accept you agree.</p></div>";
    const std::string little = "<p>The bridge opens again on Monday, the council said.</p>";
    CHECK(text_of(notice + "<div id=root></div>").empty());
    CHECK(text_of(notice + "<h1>Bridge opens</h1>" + little) ==
          "The bridge opens again on Monday, the council said.");
    CHECK(text_of("<div class=cookies-accepted><h1>Bridge opens</h1>" + little + "</div>") ==
          "The bridge opens again on Monday, the council said.");
}
