#include "app/stories.hpp"

#include <algorithm>
#include <span>

#include "index/story.hpp"

namespace sawthis::app {

namespace {

Story story_of_one(ArticleId id, const ArticleName& article) {
    Story story{article.story, id, {id}, {}, article.appeared, article.appeared};
    if (!article.publisher.empty()) story.sources.push_back(article.publisher);
    return story;
}

}  // namespace

Result<Story> load_story(App& app, const Article& article) {
    if (!article.story) return index::make_story(std::span(&article, 1));
    const auto articles = app.store().load_story_articles(article.story);
    if (!articles) return tl::unexpected(articles.error());
    return index::make_story(articles->empty() ? std::span(&article, 1) : std::span(*articles));
}

Result<std::unordered_map<StoryId, Story>> load_stories(
    App& app, const std::unordered_map<ArticleId, ArticleName>& articles) {
    const auto shared = app.store().shared_stories();
    if (!shared) return tl::unexpected(shared.error());
    std::unordered_map<StoryId, Story> stories;
    for (const auto& [id, article] : articles) {
        if (stories.contains(article.story)) continue;
        stories[article.story] = story_of_one(id, article);
        if (!std::ranges::binary_search(*shared, article.story)) continue;
        const auto members = app.store().load_story_articles(article.story);
        if (!members) return tl::unexpected(members.error());
        if (!members->empty()) stories[article.story] = index::make_story(*members);
    }
    return stories;
}

}  // namespace sawthis::app
