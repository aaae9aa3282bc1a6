#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace sawthis::matcher {

/// One word of a text, ready to be compared by numbers.
///
/// Words are those of find_words(), but: letters set apart by dots are one word ("A.B.C." is ABC),
/// a name's plus or hash signs belong to it ("C++", "Disney+"), and so does a dot before it
/// (".NET").
struct Word {
    std::uint64_t folded = 0;  // hash of the folded singular: "Chips" and "chip" have one
    std::uint64_t gap = 0;     // hash of what parts it from the word before; 0 if that is no more
                               // than blanks, a hyphen, or the stop of an abbreviation
    std::uint32_t begin = 0;   // bytes of the text
    std::uint32_t end = 0;
    bool possessive = false;  // the s of "Ana's"

    [[nodiscard]] Span span() const { return {begin, end}; }
};

/// What lies behind is not read: offsets of words have 32 bits.
inline constexpr std::size_t kMaxReadBytes = 0xFFFFFFFF;

/// The words of `text` (UTF-8) in order, in place of what `words` held. One pass; sixty-four bytes
/// at a time where they are ASCII. Hashes are the same on every machine: they may be stored.
void read_words(std::string_view text, std::vector<Word>& words);

}  // namespace sawthis::matcher
