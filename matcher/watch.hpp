#pragma once

#include <string>

#include "core/id.hpp"
#include "core/match.hpp"

namespace sawthis::matcher {

/// One thing looked for: a phrase of words, found at word boundaries. Watches are shared: two
/// contacts at one company have one.
struct Watch {
    WatchId id;  // 1 to the number of watches
    std::string phrase;
    bool exact_case =
        false;  // as written, or all capitals; else any case and plain inflection ignored
    bool operator==(const Watch&) const = default;
};

}  // namespace sawthis::matcher
