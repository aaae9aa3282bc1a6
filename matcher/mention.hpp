#pragma once

#include <vector>

#include "core/id.hpp"
#include "core/text.hpp"

namespace sawthis::matcher {

/// Where a watch was found.
struct Mention {
    WatchId watch;
    Span span;  // bytes of the text that was searched
    auto operator<=>(const Mention&) const = default;
};

/// Ordered by begin, then end, then watch, each once.
void sort_mentions(std::vector<Mention>& mentions);

}  // namespace sawthis::matcher
