#pragma once

#include <string_view>

namespace sawthis {

/// Whether a text, UTF-8, is not that of the article of this headline: pages of syndicators
/// sometimes put the text of what they offer beside it there. Told by next to no word of the
/// headline being in a text that is long enough to have them; false where there is too little to
/// tell by.
[[nodiscard]] bool has_borrowed_text(std::string_view title, std::string_view text);

}  // namespace sawthis
