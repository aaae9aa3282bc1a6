#pragma once

#include <string_view>

#include "core/text.hpp"

namespace sawthis::notifier {

/// The sentence of `text` that `place` begins in, extended to the sentence in which it ends,
/// without blanks around. A line feed ends a sentence, as do . ! ? … and their East Asian, Arabic
/// and Indic kin; the full stop of "Inc.", "U.S." or an initial does not. Looks no further than 2
/// KiB before and behind `place`. `place` must lie inside `text` and not be empty.
[[nodiscard]] Span find_sentence(std::string_view text, Span place);

}  // namespace sawthis::notifier
