#pragma once

#include <cstddef>
#include <string>

#include "core/id.hpp"
#include "core/match.hpp"

namespace sawthis::matcher {

/// One thing looked for: a phrase of words, found at word boundaries. Watches are shared: two
/// contacts at one company have one.
///
/// "Word" is as in word_reader.hpp: "AT&T", "A.B.C.", "C++", "St. Louis" may be written as people
/// do.
struct Watch {
    WatchId id;  // 1 to the number of watches
    std::string phrase;
    bool exact_case =
        false;  // as written, or all capitals; else any case and plain inflection ignored
    bool operator==(const Watch&) const = default;
};

/// Bounds the work per word of a text.
inline constexpr std::size_t kMaxPhraseWords = 32;

/// Whether compile() takes the phrase: it has a word, and no more than kMaxPhraseWords.
[[nodiscard]] bool is_watchable(const Watch& watch);

}  // namespace sawthis::matcher
