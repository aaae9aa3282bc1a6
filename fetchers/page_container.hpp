#pragma once

#include "fetchers/page_prune.hpp"

namespace sawthis::fetchers {

/// The element that holds the article's text: where its paragraphs gather, then widened to split
/// bodies and to ancestors that hold much more prose. The body where no paragraph is found.
[[nodiscard]] NodeId find_container(const HtmlTree& tree, const PrunedPage& page);

}  // namespace sawthis::fetchers
