#include <fmt/format.h>

#include "store/article_row.hpp"
#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// The story an article has; 0 if it has none yet.
StoryId read_story(Database& database, ArticleId article) {
    Query query(database, "SELECT story FROM articles WHERE id = :id");
    if (!query.bind(":id", article).step()) {
        throw DatabaseError(ErrorCode::not_found,
                            fmt::format("there is no article {}", article.value));
    }
    return {query.integer()};
}

StoryId save_grouping(Database& database, const Store::Grouping& grouping) {
    const StoryId old_story = read_story(database, grouping.article);
    StoryId story = grouping.story.value_or(old_story);
    if (!story) story = StoryId{grouping.article.value};
    Query(database, "UPDATE articles SET story = :story, signature = :signature WHERE id = :id")
        .bind(":story", story)
        .bind_blob(":signature", grouping.signature)
        .bind(":id", grouping.article)
        .run();
    return story;
}

std::vector<ArticleId> articles_of(Database& database, StoryId story) {
    Query query(database, "SELECT id FROM articles WHERE story = :story ORDER BY id");
    query.bind(":story", story);
    std::vector<ArticleId> articles;
    while (query.step()) articles.push_back({query.integer()});
    return articles;
}

/// Nobody is told again of what they were told under the name of the absorbed story.
void save_absorbed(Database& database, const Store::Absorbed& absorbed) {
    // One by one: SQLite holds in memory what would undo a statement.
    for (const auto article : articles_of(database, absorbed.story)) {
        Query(database, "UPDATE articles SET story = :by WHERE id = :id")
            .bind(":by", absorbed.by)
            .bind(":id", article)
            .run();
    }
    Query(database, "UPDATE OR IGNORE suggestions SET story = :by WHERE story = :story")
        .bind(":by", absorbed.by)
        .bind(":story", absorbed.story)
        .run();
    give_notices(database, absorbed.story, absorbed.by);
}

}  // namespace

Result<std::vector<ArticleId>> Store::ungrouped_articles(std::size_t most) const {
    return guard("looking for ungrouped articles", [&]() -> Result<std::vector<ArticleId>> {
        // Otherwise SQLite would walk through all articles by their appearance.
        Query query(impl_->database,
                    "SELECT id FROM articles INDEXED BY articles_ungrouped "
                    "WHERE story IS NULL ORDER BY appeared, url, id LIMIT :most");
        query.bind(":most", most);
        std::vector<ArticleId> articles;
        while (query.step()) articles.push_back({query.integer()});
        return articles;
    });
}

Result<void> Store::read_grouped_articles(
    Instant since, const std::function<void(const GroupedArticle&)>& take) const {
    return guard("reading grouped articles", [&]() -> Result<void> {
        Query query(impl_->database, "SELECT " SAWTHIS_ARTICLE_COLUMNS
                                     ", a.signature FROM articles AS a "
                                     "WHERE a.appeared >= :since AND a.story IS NOT NULL "
                                     "ORDER BY a.appeared, a.url, a.id");
        query.bind(":since", since);
        while (query.step()) {
            Article head = read_article_head(query);
            take({std::move(head), query.text()});
        }
        return {};
    });
}

Result<std::vector<StoryId>> Store::save_groupings(std::span<const Grouping> groupings,
                                                   std::span<const Absorbed> absorbed) {
    return guard("saving stories", [&]() -> Result<std::vector<StoryId>> {
        Transaction transaction(impl_->database);
        std::vector<StoryId> stories;
        stories.reserve(groupings.size());
        for (const auto& grouping : groupings) {
            stories.push_back(save_grouping(impl_->database, grouping));
        }
        for (const auto& one : absorbed) save_absorbed(impl_->database, one);
        transaction.commit();
        return stories;
    });
}

Result<std::vector<std::string>> Store::story_publishers(StoryId story) const {
    return guard("reading a story's publishers", [&]() -> Result<std::vector<std::string>> {
        Query query(impl_->database,
                    "SELECT publisher FROM articles WHERE story = :story AND publisher <> '' "
                    "GROUP BY publisher ORDER BY min(first_seen), min(id)");
        query.bind(":story", story);
        std::vector<std::string> publishers;
        while (query.step()) publishers.push_back(query.text());
        return publishers;
    });
}

Result<std::vector<Article>> Store::load_story_articles(StoryId story) const {
    return guard("loading a story's articles", [&]() -> Result<std::vector<Article>> {
        Query query(impl_->database,
                    SAWTHIS_SELECT_ARTICLES "WHERE a.story = :story ORDER BY a.id");
        query.bind(":story", story);
        std::vector<Article> articles;
        while (query.step()) articles.push_back(read_article(query));
        return articles;
    });
}

Result<void> Store::read_shared_stories(
    StoryId first, StoryId last, const std::function<void(std::span<const Article>)>& take) const {
    return guard("reading shared stories", [&]() -> Result<void> {
        Query query(
            impl_->database, SAWTHIS_SELECT_ARTICLES
            "WHERE a.story IN (SELECT story FROM articles WHERE story BETWEEN :first AND :last "
            "GROUP BY story HAVING count(*) > 1) ORDER BY a.story, a.id");
        query.bind(":first", first).bind(":last", last);
        std::vector<Article> articles;  // of one story
        while (query.step()) {
            Article next = read_article(query);
            if (!articles.empty() && articles.front().story != next.story) {
                take(articles);
                articles.clear();
            }
            articles.push_back(std::move(next));
        }
        if (!articles.empty()) take(articles);
        return {};
    });
}

}  // namespace sawthis::store
