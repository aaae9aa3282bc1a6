#include "fetchers/html_tree.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "fetchers/html_guard.hpp"

using namespace sawthis::fetchers;

namespace {

std::size_t depth_of(const HtmlTree& tree) {
    std::size_t deepest = 0;
    std::vector<std::size_t> depth(tree.size());
    for (NodeId id = 1; id < tree.size(); ++id) {
        depth[id] = depth[tree[id].parent] + 1;
        deepest = std::max(deepest, depth[id]);
    }
    return deepest;
}

std::string repeated(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
}

}  // namespace

TEST_CASE("a document becomes one array in document order", "[fetchers][html]") {
    const auto tree =
        HtmlTree::parse("<ul class=x><li>a&amp;b<li>c</ul><My-Card data-a='1'>d</my-card>");
    REQUIRE(tree);
    std::string names;
    for (NodeId id = 0; id < tree->size(); ++id) {
        names += (*tree)[id].text;
        names += ' ';
        CHECK((*tree)[id].end > id);
        if (id > 0) CHECK((*tree)[id].end <= (*tree)[(*tree)[id].parent].end);
    }
    CHECK(names == "html head body ul li a&b li c my-card d ");
    CHECK(tree->attribute(3, "class") == "x");
    CHECK_FALSE(tree->has_attribute(3, "id"));
    CHECK(tree->text_of(0) == "a&b c d");
    CHECK(tree->next_sibling(4) == 6);
    CHECK(tree->next_sibling(6) == kNoNode);
    CHECK(tree->closest(5, Tag::ul) == 3);
}

TEST_CASE("blocks and line breaks part words, inline elements do not", "[fetchers][html]") {
    const auto tree = HtmlTree::parse("<div><p>a</p>b</div>c<br>d<b>e</b><script>x</script>f");
    REQUIRE(tree);
    CHECK(tree->text_of(0) == "a b c def");
}

TEST_CASE("what has no tag is no HTML", "[fetchers][html]") {
    CHECK_FALSE(HtmlTree::parse(""));
    CHECK_FALSE(HtmlTree::parse("only words, 1 < 2"));
    CHECK_FALSE(HtmlTree::parse("{\"a\": 1}"));
    CHECK(HtmlTree::parse("<!doctype html><p>x"));
}

TEST_CASE("ordinary pages pass the guard untouched", "[fetchers][html]") {
    CHECK_FALSE(bounded_html("<p>a<p>b<table><tr><td>c</table><script>'<div><div>'</script>"));
    CHECK_FALSE(bounded_html(repeated("<p><li><a href=x>", 5'000)));
    CHECK_FALSE(bounded_html(repeated("<div><b>x</b></div>", 5'000)));
    CHECK_FALSE(bounded_html("<!-- " + repeated("<div>", 2'000) + " -->"));
}

TEST_CASE("the guard takes out tags and keeps their text", "[fetchers][html]") {
    const HtmlLimits limits{1'000, 50, 2, 1, 2};
    CHECK(bounded_html("<div><div><div>x</div>y</div>z</div>", limits) ==
          "<div><div>xy</div>z</div>");
    CHECK(bounded_html("<b><i>x</i></b>", limits) == "<b>x</b>");
    CHECK(bounded_html("<p a=1 b='2' c=\"3\" d>x", limits) == "<p a=1 b='2' >x");
    CHECK(bounded_html(repeated("<p>", 60), limits) == repeated("<p>", 50));
    CHECK(bounded_html(std::string(1'001, 'x'), limits) == std::string(1'000, 'x'));
}

TEST_CASE("hostile nesting stays shallow and quick", "[fetchers][html]") {
    const auto [name, html] = GENERATE(table<std::string, std::string>({
        {"open div", repeated("<div>", 100'000)},
        {"open b", repeated("<b>", 100'000)},
        {"different b",
         [] {
             std::string text;
             for (int i = 0; i < 20'000; ++i) text += "<b " + std::to_string(i) + "><p>";
             return text;
         }()},
        {"div closed in tables", repeated("<div><table></div></table>", 50'000)},
        {"select hides text", "<select><title></select>" + repeated("<div>", 100'000)},
        {"svg hides text", "<svg><style>" + repeated("<div>", 100'000)},
        {"nested tables", repeated("<table><tr><td>", 50'000)},
        {"nested lists", repeated("<ul><li>", 50'000)},
        {"nested links", repeated("<a href=x><p>", 50'000)},
        {"misnested", repeated("<a><b><p></a></b>", 50'000)},
        {"attributes", "<p " + repeated("a=1 ", 100'000) + ">"},
    }));
    CAPTURE(name);
    const auto tree = HtmlTree::parse(html);
    REQUIRE(tree);
    CHECK(depth_of(*tree) < 12'000);
    CHECK(tree->size() < 1'500'000);
}

TEST_CASE("HTML within a drawing does not end the program", "[fetchers][html]") {
    const auto* page = GENERATE("<table><td><svg><select><title><a href=/x><table><table>",
                                "<svg><foreignObject><select><table><tr><table>",
                                "<math><mi><select><a><table><td><table>");
    const auto tree = HtmlTree::parse(std::string(page) + "</svg><p>after");
    REQUIRE(tree);
    CHECK(tree->size() > 1);
}

TEST_CASE("any soup of tags is built", "[fetchers][html]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    constexpr const char* kParts[] = {
        "<div>",     "</div>",     "<p>",         "</p>",     "<b>",   "</b>",       "<a href=/x>",
        "</a>",      "<table>",    "<td>",        "</table>", "<svg>", "</svg>",     "<title>",
        "</title>",  "<select>",   "</select>",   "text",     "<!--",  "-->",        "<script>",
        "</script>", "<template>", "</template>", "<",        "&lt",   "<x-y a='>'>"};
    for (int round = 0; round < 300; ++round) {
        std::string html = "<p>";
        for (int i = 0; i < 60; ++i) html += kParts[random() % std::size(kParts)];
        const auto tree = HtmlTree::parse(html);
        REQUIRE(tree);
        CHECK((*tree)[0].end == tree->size());
        CHECK(tree->text_of(0).size() <= html.size() + 10);
    }
}
