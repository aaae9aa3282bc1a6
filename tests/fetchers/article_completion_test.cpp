#include "fetchers/article_completion.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

const std::string kParagraph = "The council voted nine to two for the bridge over the Alder. ";

Article listed() {
    Article article;
    article.title = "Council agrees on a new bridge";
    article.text = "The council has voted.";
    article.url = "https://ledger.example/bridge";
    return article;
}

PageArticle page() {
    PageArticle page;
    page.title = "Town council agrees on a new bridge";
    page.byline = "Kim Lee";
    page.published = "2026-11-19T08:00:00+01:00";
    page.language = "en";
    page.text = repeated(kParagraph, 20);
    return page;
}

}  // namespace

TEST_CASE("a teaser is short, or ends where the article goes on", "[fetchers][completion]") {
    const auto [name, text, want] = GENERATE(table<std::string, std::string, bool>({
        {"nothing", "", true},
        {"a sentence", "The council has voted.", true},
        {"799 characters of two bytes", repeated("é", 799), true},
        {"800 characters of two bytes", repeated("é", 800), false},
        {"a whole article", repeated(kParagraph, 40), false},
        {"an ellipsis", repeated(kParagraph, 20) + "and then …", true},
        {"three dots in brackets", repeated(kParagraph, 20) + "[...]", true},
        {"an invitation", repeated(kParagraph, 20) + "\nContinue reading at the Ledger", true},
        {"an invitation with accents", repeated(kParagraph, 20) + "Leer más", true},
        {"a long article that trails off", repeated(kParagraph, 100) + "and then …", false},
    }));
    CAPTURE(name);
    CHECK(is_teaser(text) == want);
}

TEST_CASE("a page completes what the source left out and keeps what it gave",
          "[fetchers][completion]") {
    const auto completed = complete_article(listed(), page());
    REQUIRE(completed.has_value());
    CHECK(completed->text == page().text);
    CHECK(completed->title == listed().title);
    CHECK(completed->author == "Kim Lee");
    CHECK(completed->language == "en");
    CHECK(completed->published == parse_rfc3339("2026-11-19T07:00:00Z"));

    auto full = listed();
    full.author = "A. Ruiz";
    full.language = "de";
    full.published = parse_rfc3339("2026-11-18T07:00:00Z");
    auto want = full;
    want.text = page().text;
    CHECK(complete_article(full, page()) == want);
}

TEST_CASE("a bare day on the page is midnight UTC, and no day is none", "[fetchers][completion]") {
    auto dated = page();
    dated.published = "2026-11-19";
    CHECK(complete_article(listed(), dated)->published == parse_rfc3339("2026-11-19T00:00:00Z"));
    dated.published = "";
    CHECK_FALSE(complete_article(listed(), dated)->published.has_value());
}

TEST_CASE("a title that was cut or made from the text gives way to the page's",
          "[fetchers][completion]") {
    const auto [name, title, text, want] =
        GENERATE(table<std::string, std::string, std::string, std::string>({
            {"cut", "Town council agrees on…", "Teaser.", "Town council agrees on a new bridge"},
            {"cut, of another headline", "The council agrees on...", "Teaser.",
             "The council agrees on..."},
            {"made from the text", "The council agrees.", "The council agrees. It took long.",
             "Town council agrees on a new bridge"},
            {"the source's own", "Bridge agreed by council", "Teaser.", "Bridge agreed by council"},
        }));
    CAPTURE(name);
    auto article = listed();
    article.title = title;
    article.text = text;
    CHECK(complete_article(article, page())->title == want);
}

TEST_CASE("a page that gives less, or speaks of something else, completes nothing",
          "[fetchers][completion]") {
    auto article = listed();
    SECTION("no more than the teaser") {
        article.text = page().text + " …";
    }
    SECTION("a consent wall") {
        auto wall = page();
        wall.title = "Before you continue";
        wall.text = repeated("We and our 842 partners store cookies on your device. ", 40);
        CHECK_FALSE(complete_article(article, wall).has_value());
        return;
    }
    SECTION("nothing") {
        CHECK_FALSE(complete_article(article, {}).has_value());
        return;
    }
    CHECK_FALSE(complete_article(article, page()).has_value());
}

TEST_CASE("a text without bound is cut between characters", "[fetchers][completion]") {
    auto endless = page();
    endless.text = page().text + repeated("é", 300'000);
    const auto completed = complete_article(listed(), endless);
    REQUIRE(completed.has_value());
    CHECK(completed->text.size() <= std::size_t{256} << 10U);
}
