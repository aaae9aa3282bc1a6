#pragma once

#include <string>

#include "fetchers/page_meta.hpp"

namespace sawthis::fetchers {

/// When the article was first published, as normal_stamp() writes it; empty where nothing tells.
/// Machine-readable places come first, then the address, then what stands near the heading
/// `headline` (kNoNode: there is none). An earlier day beside the headline beats a declared one.
[[nodiscard]] std::string published_of(const PageMeta& meta, NodeId headline);

}  // namespace sawthis::fetchers
