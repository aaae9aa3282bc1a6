#pragma once

#include <cstdint>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// How much text an element holds, in characters with white space squeezed.
struct Measure {
    std::uint32_t length = 0;
    std::uint32_t linked = 0;  // the part inside links
    std::uint32_t prose = 0;   // unlinked text of blocks that hold 80 characters of it or more
    std::uint32_t own = 0;     // unlinked text of this very block, in no block inside it
    std::uint32_t commas = 0;  // of any script
    std::uint32_t links = 0;

    [[nodiscard]] double density() const {
        return length == 0 ? 0 : static_cast<double>(linked) / length;
    }
};

/// Measures every node in one pass; subtrees marked in `removed` count as absent. Linear.
[[nodiscard]] std::vector<Measure> measure(const HtmlTree& tree, const std::vector<bool>& removed);

}  // namespace sawthis::fetchers
