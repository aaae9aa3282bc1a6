#pragma once

#include <vector>

#include "fetchers/link_candidates.hpp"

namespace sawthis::fetchers {

/// Links that stand alike: under the same chain of elements and classes. One link per article, the
/// one that tells most. The largest groups first, at most 150; each in document order.
[[nodiscard]] std::vector<std::vector<Link>> group_links(const HtmlTree& tree,
                                                         const std::vector<Link>& links);

}  // namespace sawthis::fetchers
