#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

/// What a CSS selector says, in the terms of CSS Selectors 4; matching it is css_selector.hpp.
namespace sawthis::fetchers {

enum class SelectorTest {
    type,
    id,
    css_class,
    present,
    equals,
    word,
    dash,
    prefix,
    suffix,
    part,
    nth,
    last
};

/// One condition on an element.
struct SimpleSelector {
    SelectorTest test = SelectorTest::type;
    std::string name;  // element or attribute
    std::string value;
    std::size_t nth = 0;
    bool ignore_case = false;
    bool negated = false;
};

enum class Combinator { none, descendant, child, next, later };

/// Conditions that one element meets together, and how it stands to the compound before it.
struct CompoundSelector {
    Combinator combinator = Combinator::none;
    std::vector<SimpleSelector> simples;
};

using ComplexSelector = std::vector<CompoundSelector>;

/// The alternatives of a selector list. Error bad_input: longer than 2,000 bytes, more than 64
/// compounds in one, or what is not supported or does not parse, with its place ("at 7: ...").
[[nodiscard]] Result<std::vector<ComplexSelector>> parse_selector(std::string_view selector);

}  // namespace sawthis::fetchers
