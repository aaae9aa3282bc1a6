#pragma once

#include "core/article.hpp"

namespace sawthis::matcher {

/// Whether the text below the headline is another article's: pages of syndicators sometimes put the
/// text of what they offer beside it there. Told by next to no word of the headline being in a text
/// that is long enough to have them; false where there is too little to tell by.
[[nodiscard]] bool has_borrowed_text(const Article& article);

}  // namespace sawthis::matcher
