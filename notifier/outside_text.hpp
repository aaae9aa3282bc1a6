#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace sawthis::notifier {

/// Text from a source or an address book as it may stand in a message: one line, nothing that
/// steers a terminal or turns the direction of reading, at most `max_bytes`.
[[nodiscard]] inline std::string tame(std::string_view text, std::size_t max_bytes) {
    // What is far beyond the limit need not be looked at; 4 bytes are kept for each one wanted,
    // since blanks shrink.
    return shorten(squeeze_space(one_line(text.substr(0, max_bytes * 4))), max_bytes);
}

}  // namespace sawthis::notifier
