#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/text.hpp"

namespace sawthis::matcher {

/// One word of a text, ready to be compared by numbers.
///
/// Words are those of find_words(), but: letters set apart by dots are one word ("A.B.C." is ABC),
/// a name's plus or hash signs belong to it ("C++", "Disney+"), and so does a dot before it
/// (".NET").
struct Word {
    Span span;
    std::uint64_t exact = 0;   // hash of the letters as written
    std::uint64_t folded = 0;  // hash of the folded singular: "Chips" and "chip" have one
    std::uint64_t gap = 0;     // hash of what parts it from the word before; 0 if that is no more
                               // than blanks, a hyphen, or the stop of an abbreviation
    bool possessive = false;   // the s of "Ana's"
};

/// Reads the words of a text (UTF-8) in order, once. The text must outlive it.
class WordReader {
public:
    explicit WordReader(std::string_view text) : text_(text) {}

    /// False at the end of the text.
    [[nodiscard]] bool next(Word& word);

private:
    struct Gap;
    [[nodiscard]] Gap skip_gap();
    [[nodiscard]] std::uint64_t weigh(const Gap& gap) const;
    void read_word(Word& word);
    [[nodiscard]] std::size_t find_word_end(std::size_t begin, bool& ascii) const;
    [[nodiscard]] std::size_t find_initials_end(std::size_t begin) const;
    [[nodiscard]] bool abbreviates() const;

    std::string_view text_;
    std::size_t at_ = 0;
    Span last_;  // the word before
};

/// Cuts the plural from a folded word in place and gives its new length: "studies" study, "boxes"
/// box, "chips" chip; "glass", "bus", "news" stay.
[[nodiscard]] std::size_t cut_plural(char* word, std::size_t length);

}  // namespace sawthis::matcher
