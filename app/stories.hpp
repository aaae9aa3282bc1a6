#pragma once

#include <unordered_map>

#include "app/app.hpp"
#include "app/article_names.hpp"
#include "core/result.hpp"
#include "core/story.hpp"

namespace sawthis::app {

/// The story that `article` belongs to; of the article alone if it is in none yet.
[[nodiscard]] Result<Story> load_story(App& app, const Article& article);

/// The stories of these articles. Texts are read only of stories that have more than one.
[[nodiscard]] Result<std::unordered_map<StoryId, Story>> load_stories(
    App& app, const std::unordered_map<ArticleId, ArticleName>& articles);

}  // namespace sawthis::app
