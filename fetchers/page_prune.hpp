#pragma once

#include <vector>

#include "fetchers/html_tree.hpp"
#include "fetchers/page_measures.hpp"
#include "fetchers/page_words.hpp"

namespace sawthis::fetchers {

/// An HTML document with marks on what is no part of an article's text.
struct PrunedPage {
    std::vector<bool> removed;       // the mark on a node holds for all below it
    std::vector<Measure> measures;   // of what is left
    std::vector<NameVerdict> names;  // of every element's class and id
};

/// Marks navigation, forms, hidden parts, by-lines, share bars, comments and their like, by element
/// and role, and, with `by_name`, by class and id; requests for consent always. What holds a
/// large part of the page's prose stays, whatever it is called, but comments and such requests.
[[nodiscard]] PrunedPage prune(const HtmlTree& tree, bool by_name = true);

}  // namespace sawthis::fetchers
