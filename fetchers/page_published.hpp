#pragma once

#include <optional>
#include <string>

#include "core/time.hpp"
#include "fetchers/page_meta.hpp"

namespace sawthis::fetchers {

/// When the article was first published, as normal_stamp() writes it; empty where nothing tells.
/// Machine-readable places come first, then the address, then what stands near the heading
/// `headline` (kNoNode: there is none). An earlier day beside the headline beats a declared one.
/// `fetched`: what "2 days ago" counts from; without it such words are not read.
[[nodiscard]] std::string published_of(const PageMeta& meta, NodeId headline,
                                       std::optional<Instant> fetched);

}  // namespace sawthis::fetchers
