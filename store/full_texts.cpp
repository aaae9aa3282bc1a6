#include "store/full_texts.hpp"

#include <fmt/format.h>

#include "store/article_row.hpp"
#include "store/counters.hpp"
#include "store/recognise.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// Not yet in a story, and nothing refers to it but what showed it: nobody was told of it.
bool may_vanish(Database& database, ArticleId id) {
    Query query(database,
                "SELECT 1 FROM articles AS a WHERE id = :id AND story IS NULL "
                "AND NOT EXISTS (SELECT 1 FROM judgements WHERE article = a.id) "
                "AND NOT EXISTS (SELECT 1 FROM feedback WHERE article = a.id)");
    return query.bind(":id", id).step();
}

/// What showed `from` shows `into` from now on.
void merge(Database& database, ArticleId from, ArticleId into) {
    const auto run = [&](Sql sql) { Query(database, sql).bind(":from", from).run(); };
    Query(database, "UPDATE OR REPLACE sightings SET article = :into WHERE article = :from")
        .bind(":into", into)
        .bind(":from", from)
        .run();
    run("DELETE FROM full_texts WHERE article = :from");
    run("DELETE FROM article_texts WHERE article = :from");
    run("DELETE FROM articles WHERE id = :from");
}

std::optional<std::string> read_text(Database& database, ArticleId id) {
    Query query(database, "SELECT text FROM article_texts WHERE article = :id");
    return query.bind(":id", id).step() ? std::optional(query.text()) : std::nullopt;
}

/// The first text that a source gave is the one kept beside the page's.
void note_kept(Database& database, ArticleId id, std::string_view teaser,
               std::string_view page_url) {
    Query(database,
          "INSERT INTO full_texts (article, source, kept, teaser, page_url) "
          "SELECT id, source, 1, :teaser, :page_url FROM articles WHERE id = :id "
          "ON CONFLICT (article) DO UPDATE SET next_try = NULL, "
          "teaser = iif(kept, teaser, :teaser), kept = 1, page_url = :page_url")
        .bind(":id", id)
        .bind(":teaser", teaser)
        .bind(":page_url", page_url)
        .run();
}

void write_article(Database& database, const Article& article) {
    const auto change = read_counter(database, kChange) + 1;
    Query(database,
          "UPDATE articles SET title = :title, author = :author, language = :language, "
          "published = :published, appeared = min(coalesce(:published, first_seen), first_seen), "
          "change = :change WHERE id = :id")
        .bind(":title", article.title)
        .bind(":author", article.author)
        .bind(":language", article.language)
        .bind(":published", article.published)
        .bind(":change", change)
        .bind(":id", article.id)
        .run();
    Query(database, "UPDATE article_texts SET text = :text WHERE article = :id")
        .bind(":text", article.text)
        .bind(":id", article.id)
        .run();
    write_counter(database, kChange, change);
}

/// Of an article that is kept in place of `completed` only the text grows.
void lend_text(Database& database, ArticleId known, const Article& completed) {
    Query query(database, SAWTHIS_SELECT_ARTICLES "WHERE a.id = :id");
    if (!query.bind(":id", known).step()) return;
    Article article = read_article(query);
    if (article.text.size() >= completed.text.size()) return;
    note_kept(database, known, article.text, "");
    article.text = completed.text;
    write_article(database, article);
}

}  // namespace

void want_full_text(Database& database, ArticleId article, SourceId source, Instant when) {
    Query(database,
          "INSERT OR IGNORE INTO full_texts (article, source, next_try) "
          "VALUES (:article, :source, :next_try)")
        .bind(":article", article)
        .bind(":source", source)
        .bind(":next_try", when)
        .run();
}

Result<std::vector<Store::WantedText>> Store::load_wanted_texts(Instant now, Instant since,
                                                                std::size_t most) const {
    return guard("loading wanted texts", [&]() -> Result<std::vector<WantedText>> {
        Query query(impl_->database,
                    "SELECT " SAWTHIS_ARTICLE_COLUMNS
                    ", t.text, f.source, f.tries FROM full_texts AS f "
                    "JOIN articles AS a ON a.id = f.article "
                    "JOIN article_texts AS t ON t.article = a.id "
                    "JOIN sources AS s ON s.id = f.source "
                    "WHERE f.next_try <= :now AND f.next_try IS NOT NULL AND s.removed = 0 "
                    "AND a.appeared >= :since AND a.url <> '' "
                    "ORDER BY a.appeared DESC, a.id DESC LIMIT :most");
        query.bind(":now", now).bind(":since", since).bind(":most", most);
        std::vector<WantedText> wanted;
        while (query.step()) {
            wanted.push_back({read_article(query), {}, 0});
            wanted.back().source = {query.integer()};
            wanted.back().tries = static_cast<int>(query.integer());
        }
        return wanted;
    });
}

Result<void> Store::begin_text_tries(std::span<const TextTry> tries) {
    return guard("noting tries", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto& one : tries) {
            Query(impl_->database,
                  "UPDATE full_texts SET tries = tries + 1, next_try = :next "
                  "WHERE article = :article AND NOT kept")
                .bind(":next", one.next)
                .bind(":article", one.article)
                .run();
        }
        transaction.commit();
        return {};
    });
}

Result<void> Store::drop_wanted_texts(std::span<const ArticleId> articles) {
    return guard("dropping wanted texts", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto id : articles) {
            Query(impl_->database, "UPDATE full_texts SET next_try = NULL WHERE article = :article")
                .bind(":article", id)
                .run();
        }
        transaction.commit();
        return {};
    });
}

Result<ArticleId> Store::save_full_text(const Article& completed, std::string_view page_url) {
    return guard("keeping a full text", [&]() -> Result<ArticleId> {
        auto& database = impl_->database;
        Transaction transaction(database);
        const auto before = read_text(database, completed.id);
        if (!before) {
            return fail(ErrorCode::not_found,
                        fmt::format("there is no article {}", completed.id.value));
        }
        auto kept = completed.id;
        const auto same =
            find_elsewhere(database, std::string(page_url), completed.title, {}, completed.id);
        if (same && may_vanish(database, completed.id)) {
            lend_text(database, *same, completed);
            merge(database, completed.id, *same);
            kept = *same;
        } else {
            note_kept(database, completed.id, *before, page_url);
            write_article(database, completed);
        }
        transaction.commit();
        return kept;
    });
}

}  // namespace sawthis::store
