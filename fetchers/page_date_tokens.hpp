#pragma once

#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace sawthis::fetchers {

/// A run of digits, a run of letters, or one other character. Each sign of Han, kana and Hangul is
/// a word.
struct DateToken {
    enum class Kind { number, word, mark } kind = Kind::mark;
    Span where;
    int value = 0;       // of a number of up to 8 digits, else -1
    char mark = 0;       // ASCII only
    bool blank = false;  // white space stands before it
};

/// All of `text` but its white space, in order.
[[nodiscard]] std::vector<DateToken> read_date_tokens(std::string_view text);

}  // namespace sawthis::fetchers
