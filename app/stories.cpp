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
    std::unordered_map<StoryId, Story> stories;
    if (articles.empty()) return stories;
    StoryId first = articles.begin()->second.story;
    StoryId last = first;
    for (const auto& [id, article] : articles) {
        stories.try_emplace(article.story, story_of_one(id, article));
        first = std::min(first, article.story);
        last = std::max(last, article.story);
    }
    const auto read = app.store().read_shared_stories(first, last, [&](const auto& members) {
        const auto story = stories.find(members.front().story);
        if (story != stories.end()) story->second = index::make_story(members);
    });
    if (!read) return tl::unexpected(read.error());
    return stories;
}

}  // namespace sawthis::app
