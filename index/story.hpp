#pragma once

#include <span>

#include "core/article.hpp"
#include "core/story.hpp"

namespace sawthis::index {

/// The article to show of a story (which has some): one that nobody else is named as the source of,
/// with the fullest text, of those the first. The order of `articles` does not matter.
[[nodiscard]] const Article& choose_lead(std::span<const Article> articles);

/// The story that `articles` (of which there are some) are all of.
[[nodiscard]] Story make_story(std::span<const Article> articles);

}  // namespace sawthis::index
