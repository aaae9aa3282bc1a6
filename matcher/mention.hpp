#pragma once

#include "core/id.hpp"
#include "core/text.hpp"

namespace sawthis::matcher {

/// Where a watch was found.
struct Mention {
    WatchId watch;
    Span span;  // bytes of the text that was searched
    auto operator<=>(const Mention&) const = default;
};

}  // namespace sawthis::matcher
