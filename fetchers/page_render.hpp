#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "fetchers/page_prune.hpp"

namespace sawthis::fetchers {

/// One line of a page's text, as blocks and br part it.
struct TextLine {
    std::string text;          // white space squeezed
    std::uint32_t linked = 0;  // bytes of it inside links, about
    bool heading = false;      // of h1 to h6, or all bold
    bool item = false;         // of a list
};

/// The lines below `container`, without lists and blocks that are mostly links.
[[nodiscard]] std::vector<TextLine> render_lines(const HtmlTree& tree, const PrunedPage& page,
                                                 NodeId container);

}  // namespace sawthis::fetchers
