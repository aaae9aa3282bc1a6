#pragma once

#include <string>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// The nodes [begin, end) of a document.
struct Range {
    NodeId begin = 0;
    NodeId end = 0;
};

/// A line of what stands around a link.
struct Line {
    std::string text;
    NodeId link = kNoNode;     // the a element that holds its first text
    NodeId heading = kNoNode;  // likewise
    bool titled = false;       // a class near its first text calls it a title
};

/// The text of a range, line by line as blocks part it, white space squeezed.
[[nodiscard]] std::vector<Line> lines_of(const HtmlTree& tree, Range range);

}  // namespace sawthis::fetchers
