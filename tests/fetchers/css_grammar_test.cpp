#include "fetchers/css_grammar.hpp"

#include <catch2/catch.hpp>

using sawthis::fetchers::parse_selector;

TEST_CASE("a fault in a selector is named with its place", "[fetchers][css]") {
    const auto [selector, want] = GENERATE(table<std::string, std::string>({
        {"", "selector, at 1: an element, .class, #id or [attribute] is missing"},
        {"div >", "selector, at 6: something is missing after the combinator"},
        {"a:hover", "selector, at 2: :hover is not supported"},
        {"a::before", "selector, at 3: pseudo elements are not supported"},
        {"a[href", "selector, at 7: '=' or ']' is missing"},
        {"a[href='x]", "selector, at 8: the quotation mark is not closed"},
        {"a $ b", "selector, at 3: an element, .class, #id or [attribute] is missing"},
        {"li:nth-child(odd)", "selector, at 14: a number from 1 on is missing"},
        {"p,", "selector, at 3: an element, .class, #id or [attribute] is missing"},
    }));
    CAPTURE(selector);
    const auto parsed = parse_selector(selector);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().detail == want);
}
