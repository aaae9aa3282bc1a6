#pragma once

#include <cstddef>
#include <string_view>

namespace sawthis::matcher {

/// The end of the word of `text` that begins at `begin`: "C++", ".NET", "café". Clears `ascii` if
/// not all of it is.
[[nodiscard]] std::size_t find_word_end(std::string_view text, std::size_t begin, bool& ascii);

/// The end of "A.B.C." that begins at `begin`; `begin` if there are not two such letters.
[[nodiscard]] std::size_t find_initials_end(std::string_view text, std::size_t begin);

}  // namespace sawthis::matcher
