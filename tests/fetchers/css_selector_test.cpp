#include "fetchers/css_selector.hpp"

#include <catch2/catch.hpp>

#include "core/text.hpp"

using sawthis::fetchers::CssSelector;
using sawthis::fetchers::HtmlTree;

namespace {

constexpr std::string_view kPage = R"(<div id="a" class="box wide"><p class="x">1</p>
<p class="y" lang="en-GB">2</p><ul><li><a href="/news/1">3</a></li><li><a href="/Shop">4</a></li></ul></div>
<section><p>5</p><news-card>6</news-card></section>)";

/// The texts of what `selector` picks, joined; or the error.
std::string pick(std::string_view selector) {
    const auto tree = HtmlTree::parse(kPage);
    const auto compiled = CssSelector::compile(selector);
    if (!compiled) return compiled.error().detail;
    std::vector<std::string> texts;
    for (const auto id : compiled->find(*tree)) texts.push_back(tree->text_of(id));
    return sawthis::join(texts, ",");
}

}  // namespace

TEST_CASE("selectors pick what CSS says they pick", "[fetchers][css]") {
    const auto [selector, want] = GENERATE(table<std::string, std::string>({
        {"p", "1,2,5"},
        {"P.x", "1"},
        {".box p", "1,2"},
        {"#a > p", "1,2"},
        {"div > li", ""},
        {"ul a", "3,4"},
        {"p + p", "2"},
        {"p ~ ul a[href^='/news']", "3"},
        {"a[href$=\"/1\"]", "3"},
        {"a[href*=shop i]", "4"},
        {"a[href*=shop]", ""},
        {"[lang|=en]", "2"},
        {"[class~=wide] li:first-child", "3"},
        {"li:last-child", "4"},
        {"li:nth-child(2) a, section p", "4,5"},
        {"p:not(.x):not([lang])", "5"},
        {"p:not(p)", ""},
        {"news-card", "6"},
        {"section *", "5,6"},
        {"body div ul li a", "3,4"},
    }));
    CAPTURE(selector);
    CHECK(pick(selector) == want);
}

TEST_CASE("a selector of many parts stays linear", "[fetchers][css]") {
    std::string selector = "div";
    for (int i = 0; i < 60; ++i) selector += " div";
    std::string html;
    for (int i = 0; i < 20'000; ++i) html += "<div>";
    const auto tree = HtmlTree::parse(html);
    REQUIRE(tree);
    CHECK(CssSelector::compile(selector)->find(*tree).size() > 100);
}
