#include "app/match.hpp"

#include <algorithm>
#include <unordered_map>

#include "app/article_names.hpp"
#include "app/stories.hpp"
#include "notifier/worth.hpp"

namespace sawthis::app {

Result<std::size_t> for_each_match(App& app, const MatchBook& book,
                                   const std::function<bool(MatchRow&&)>& take) {
    std::vector<ArticleId> ids;
    for (std::size_t c = 0; c < book.contacts().size(); ++c) {
        for (const auto& entry : book.matches_of(c)) ids.push_back(book.judged(entry).article);
    }
    auto loaded = load_article_names(app, std::move(ids));
    if (!loaded) return tl::unexpected(loaded.error());
    const auto stories = load_stories(app, *loaded);
    if (!stories) return tl::unexpected(stories.error());
    const Instant now = app.now();
    std::size_t given = 0;
    for (std::size_t c = 0; c < book.contacts().size(); ++c) {
        const Contact& contact = book.contacts()[c];
        for (const auto& entry : book.matches_of(c)) {
            const auto name = loaded->find(book.judged(entry).article);
            if (name == loaded->end()) continue;
            const auto& article = name->second;
            ++given;
            MatchRow row{book.make_match(entry),
                         contact.key,
                         contact.name,
                         article.guid,
                         article.title,
                         article.url,
                         stories->at(article.story),
                         article.appeared};
            row.now =
                row.match.chance * notifier::freshness(now - row.appeared, row.match.shelf_life);
            if (!take(std::move(row))) return given;
        }
    }
    return given;
}

}  // namespace sawthis::app
