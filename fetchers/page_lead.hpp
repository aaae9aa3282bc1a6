#pragma once

#include <vector>

#include "fetchers/page_prune.hpp"

namespace sawthis::fetchers {

/// The lead: what stands between the heading `headline` and the text in `container` and opens the
/// article, in document order. Paragraphs of prose, and shorter or pruned ones that are named as a
/// lead, an introduction or the like. Empty if `headline` is kNoNode or behind the text.
[[nodiscard]] std::vector<NodeId> find_lead(const HtmlTree& tree, const PrunedPage& page,
                                            NodeId headline, NodeId container);

}  // namespace sawthis::fetchers
