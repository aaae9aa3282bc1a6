#include <limits>

#include "core/address.hpp"
#include "core/number.hpp"
#include "store/article_row.hpp"
#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::min();

std::vector<Article> read_articles(Query& query) {
    std::vector<Article> articles;
    while (query.step()) articles.push_back(read_article(query));
    return articles;
}

std::optional<Article> find_one(Query& query) {
    return query.step() ? std::optional(read_article(query)) : std::nullopt;
}

}  // namespace

Article read_article_head(Query& row) {
    Article article;
    article.id = {row.integer()};
    article.source = {row.integer()};
    article.story = {row.integer()};
    article.guid = row.text();
    article.url = row.text();
    article.title = row.text();
    article.author = row.text();
    article.publisher = row.text();
    article.language = row.text();
    article.published = row.maybe_instant();
    article.first_seen = row.instant();
    return article;
}

Article read_article(Query& row) {
    Article article = read_article_head(row);
    article.text = row.text();
    return article;
}

Result<std::vector<ChangedArticle>> Store::load_changed_articles(std::int64_t after_change,
                                                                 std::size_t most) const {
    return guard("loading changed articles", [&]() -> Result<std::vector<ChangedArticle>> {
        Query query(impl_->database,
                    "SELECT " SAWTHIS_ARTICLE_COLUMNS
                    ", t.text, a.change "
                    "FROM articles AS a JOIN article_texts AS t ON t.article = a.id "
                    "WHERE a.change > :after ORDER BY a.change LIMIT :most");
        query.bind(":after", after_change).bind(":most", most);
        std::vector<ChangedArticle> changed;
        while (query.step()) {
            Article article = read_article(query);
            changed.push_back({std::move(article), query.integer()});
        }
        return changed;
    });
}

Result<std::int64_t> Store::last_change() const {
    return guard("reading the last change",
                 [&]() -> Result<std::int64_t> { return read_counter(impl_->database, kChange); });
}

Result<std::vector<Article>> Store::list_articles(const ArticleFilter& filter) const {
    return guard("listing articles", [&]() -> Result<std::vector<Article>> {
        const std::int64_t since = filter.since ? filter.since->time_since_epoch().count() : kEver;
        if (!filter.source) {
            Query query(impl_->database, SAWTHIS_SELECT_ARTICLES
                        "WHERE a.appeared >= :since "
                        "ORDER BY a.appeared DESC, a.id DESC LIMIT :most");
            return read_articles(query.bind(":since", since).bind(":most", filter.most));
        }
        Query query(impl_->database, SAWTHIS_SELECT_ARTICLES
                    "WHERE a.appeared >= :since AND EXISTS (SELECT 1 FROM sightings AS s "
                    "WHERE s.article = a.id AND s.source = :source) "
                    "ORDER BY a.appeared DESC, a.id DESC LIMIT :most");
        query.bind(":since", since).bind(":source", *filter.source).bind(":most", filter.most);
        return read_articles(query);
    });
}

Result<std::vector<Article>> Store::load_articles(std::span<const ArticleId> ids) const {
    return guard("loading articles", [&]() -> Result<std::vector<Article>> {
        std::vector<Article> articles;
        articles.reserve(ids.size());
        for (const auto id : ids) {
            Query query(impl_->database, SAWTHIS_SELECT_ARTICLES "WHERE a.id = :id");
            if (query.bind(":id", id).step()) articles.push_back(read_article(query));
        }
        return articles;
    });
}

Result<std::optional<Article>> Store::find_article(std::string_view key) const {
    return guard("finding an article", [&]() -> Result<std::optional<Article>> {
        if (key.empty()) return std::nullopt;
        if (const auto number = parse_number<std::int64_t>(key); number && *number > 0) {
            Query by_id(impl_->database, SAWTHIS_SELECT_ARTICLES "WHERE a.id = :id");
            if (auto found = find_one(by_id.bind(":id", *number))) return found;
        }
        Query by_guid(impl_->database,
                      SAWTHIS_SELECT_ARTICLES "WHERE a.guid = :guid ORDER BY a.id LIMIT 1");
        if (auto found = find_one(by_guid.bind(":guid", key))) return found;
        Query by_url(impl_->database, SAWTHIS_SELECT_ARTICLES
                     "WHERE a.address = :address AND a.url <> '' "
                     "ORDER BY a.url <> :url, a.id LIMIT 1");
        return find_one(by_url.bind(":address", bare_address(key)).bind(":url", key));
    });
}

Result<std::size_t> Store::article_count() const {
    return guard("counting articles", [&]() -> Result<std::size_t> {
        Query query(impl_->database, "SELECT count(*) FROM articles");
        return query.step() ? static_cast<std::size_t>(query.integer()) : 0;
    });
}

}  // namespace sawthis::store
