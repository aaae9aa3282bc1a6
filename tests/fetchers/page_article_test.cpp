#include "fetchers/page_article.hpp"

#include <catch2/catch.hpp>

#include "core/text.hpp"
#include "tests/fetchers/page_fixture.hpp"

using sawthis::fetchers::extract_article;
using sawthis::fetchers::PageArticle;

namespace {

/// The form of the .article files, behind their first line.
std::string describe(const PageArticle& article) {
    return "url: " + article.url + "\ntitle: " + article.title + "\nbyline: " + article.byline +
           "\npublished: " + article.published + "\nsite_name: " + article.site_name +
           "\nlanguage: " + article.language + "\n\n" + article.text + "\n";
}

std::string extract(std::string_view html, std::string_view url = "https://a.example/news/x") {
    const auto article = extract_article(html, url, "text/html; charset=utf-8");
    return article ? describe(*article) : "error: " + article.error().detail;
}

}  // namespace

TEST_CASE("an article is read from pages of every make", "[fetchers][article]") {
    for (const auto& name : page_fixture::names(".article")) {
        CAPTURE(name);
        auto want = page_fixture::read(page_fixture::folder() / (name + ".article"));
        const auto end = want.find('\n');
        const auto url = want.substr(0, end);
        want.erase(0, end + 1);
        CHECK(extract(page_fixture::read(page_fixture::folder() / (name + ".html")), url) == want);
    }
}

TEST_CASE("what is no HTML is an error", "[fetchers][article]") {
    CHECK_FALSE(extract_article("", "https://a.example/", ""));
    CHECK_FALSE(extract_article("just words", "https://a.example/", ""));
}

TEST_CASE("a canonical address that points to the home page is a template's mistake",
          "[fetchers][article]") {
    const auto url_of = [](std::string_view href) {
        return extract_article("<link rel=canonical href='" + std::string(href) + "'><p>x",
                               "https://a.example/news/x?id=1", "")
            ->url;
    };
    CHECK(url_of("/") == "https://a.example/news/x?id=1");
    CHECK(url_of("javascript:x") == "https://a.example/news/x?id=1");
    CHECK(url_of("/news/x") == "https://a.example/news/x");
}

TEST_CASE("text that only the JSON-LD holds is taken from it", "[fetchers][article]") {
    std::string body;
    for (int i = 0; i < 40; ++i) body += "The river rose again on day " + std::to_string(i) + ". ";
    const auto article = extract_article(
        R"(<div id=app></div><script type="application/ld+json">{"@type":"NewsArticle","headline":"H",
        "articleBody":")" +
            body + R"("}</script>)",
        "https://a.example/x", "");
    REQUIRE(article);
    CHECK(article->text == sawthis::squeeze_space(body));
}

TEST_CASE("every truncation of an article page is read", "[fetchers][article]") {
    for (const auto& name : page_fixture::names(".article")) {
        const auto html = page_fixture::read(page_fixture::folder() / (name + ".html"));
        for (std::size_t size = 0; size < html.size(); size += 5) {
            const auto article = extract_article(html.substr(0, size), "https://a.example/x", "");
            if (article) CHECK(sawthis::is_utf8(article->text));
        }
    }
}

TEST_CASE("hostile pages are read in bounded time", "[fetchers][article]") {
    const auto part =
        GENERATE(as<std::string>{}, "<div>x", "<b>x<p>", "<ul><li><a href=/a>x</a>", "&amp;",
                 "<h1>a b</h1>", "<p class=date>1.1.2020 ", "<time>x", "<a rel=author>");
    CAPTURE(part);
    std::string html = "<p>";
    while (html.size() < 400'000) html += part;
    CHECK(extract_article(html, "https://a.example/x", ""));
}

TEST_CASE("a lead is looked for in bounded time", "[fetchers][article]") {
    std::string html = "<h1>Harbour bridge opens again</h1>";
    for (int i = 0; i < 400; ++i) html += "<div class='a-b c-d e-f g-h i-j k-l m-n o-p q-r s-t'>";
    for (int i = 0; i < 15'000; ++i) html += "<div>x</div>";
    CHECK(extract_article(html, "https://a.example/x", ""));
}
