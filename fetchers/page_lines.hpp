#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/page_render.hpp"

namespace sawthis::fetchers {

/// The lines that are the article: without its headline (any of `titles`), invitations to read or
/// follow more and repeated lines.
[[nodiscard]] std::vector<TextLine> article_lines(std::vector<TextLine> lines,
                                                  const std::vector<std::string>& titles);

/// Case, accents and punctuation ignored: "a b c" of "A, b - C!".
[[nodiscard]] std::string plain_words(std::string_view text);

}  // namespace sawthis::fetchers
