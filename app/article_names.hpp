#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "app/app.hpp"
#include "core/article.hpp"
#include "core/result.hpp"

namespace sawthis::app {

/// What is needed to name an article, without its text.
struct ArticleName {
    std::string guid;
    std::string title;
    std::string url;
    std::string publisher;
    StoryId story;
    Instant appeared{};
};

/// The names of these articles (repeated ids are fine), read in chunks so that their texts are
/// never all in memory.
[[nodiscard]] Result<std::unordered_map<ArticleId, ArticleName>> load_article_names(
    App& app, std::vector<ArticleId> ids);

}  // namespace sawthis::app
