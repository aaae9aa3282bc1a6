#include "app/article_names.hpp"

#include <algorithm>
#include <span>

namespace sawthis::app {

Result<std::unordered_map<ArticleId, ArticleName>> load_article_names(App& app,
                                                                      std::vector<ArticleId> ids) {
    constexpr std::size_t kChunk = 500;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::unordered_map<ArticleId, ArticleName> names;
    for (std::size_t at = 0; at < ids.size(); at += kChunk) {
        const auto chunk = std::span(ids).subspan(at, std::min(kChunk, ids.size() - at));
        auto articles = app.store().load_articles(chunk);
        if (!articles) return tl::unexpected(articles.error());
        for (auto& article : *articles) {
            names[article.id] = {std::move(article.guid), std::move(article.title),
                                 std::move(article.url),  std::move(article.publisher),
                                 article.story,           appeared(article)};
        }
    }
    return names;
}

}  // namespace sawthis::app
