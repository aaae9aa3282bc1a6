#pragma once

#include <string>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// What is known of an article before its text is looked for.
struct TextHints {
    NodeId headline = kNoNode;        // the heading that says it
    std::vector<std::string> titles;  // its headline in all forms the page gives
    std::string linked_body;          // articleBody of the JSON-LD, as given; may be empty
    std::string description;          // og:description; may be empty
};

/// The article's main text, one line per block: without navigation, advertisements, related links,
/// captions, by-lines and comments. Empty where the page has none.
[[nodiscard]] std::string main_text(const HtmlTree& tree, const TextHints& hints);

}  // namespace sawthis::fetchers
