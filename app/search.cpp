#include "app/search.hpp"

#include <unordered_map>

namespace sawthis::app {

Result<SearchReport> search(App& app, const index::SearchRequest& request) {
    const auto opened = app.open_index(index::ArticleIndex::Mode::read_only);
    if (!opened) return tl::unexpected(opened.error());
    auto result = opened->search(request);
    if (!result) return tl::unexpected(result.error());
    std::vector<ArticleId> ids;
    for (const auto& hit : result->hits) ids.push_back(hit.article);
    auto articles = app.store().load_articles(ids);
    if (!articles) return tl::unexpected(articles.error());
    std::unordered_map<ArticleId, Article*> by_id;
    for (auto& article : *articles) by_id[article.id] = &article;
    SearchReport report{{}, result->estimate, result->corrected};
    for (auto& hit : result->hits) {
        const auto article = by_id.find(hit.article);
        if (article != by_id.end())
            report.rows.push_back({std::move(*article->second), std::move(hit)});
    }
    return report;
}

}  // namespace sawthis::app
