#pragma once

#include <chrono>

#include "index/story_similarity.hpp"

namespace sawthis::index {

/// Whether articles so alike, that appeared `apart`, tell the same news. The order of the two does
/// not matter.
[[nodiscard]] bool same_story(const Similarity& alike, std::chrono::seconds apart);

}  // namespace sawthis::index
