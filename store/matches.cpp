#include <set>
#include <tuple>

#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/json_text.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// What a match is unique by.
using MatchKey = std::tuple<ArticleId, ContactId, Facet>;

Facet read_facet(Query& row) {
    const auto facet = facet_of(row.text());
    if (!facet) {
        throw DatabaseError(ErrorCode::storage,
                            "a facet in the database is unknown; run `sawthis doctor`");
    }
    return *facet;
}

Match read_match(Query& row) {
    Match match;
    match.id = {row.integer()};
    match.contact = {row.integer()};
    match.article = {row.integer()};
    match.facet = read_facet(row);
    match.kind = row.text() == name_of(MatchKind::opener) ? MatchKind::opener : MatchKind::alert;
    match.score = row.real();
    match.sensitive = row.boolean();
    match.sensitive_why = row.text();
    match.watch = row.text();
    match.evidence = parse_evidence(row.text());
    match.reason = row.text();
    return match;
}

/// The matches of `article` that are stored and not wanted any more go.
void delete_stale(Database& database, ArticleId article, const std::set<MatchKey>& wanted) {
    std::vector<std::int64_t> stale;
    {
        Query query(database, "SELECT id, contact, facet FROM matches WHERE article = :article");
        query.bind(":article", article);
        while (query.step()) {
            const std::int64_t id = query.integer();
            const ContactId contact{query.integer()};
            if (!wanted.contains({article, contact, read_facet(query)})) stale.push_back(id);
        }
    }
    for (const auto id : stale) {
        Query(database, "DELETE FROM matches WHERE id = :id").bind(":id", id).run();
    }
}

void put_match(Database& database, const Match& match) {
    Query(database,
          "INSERT INTO matches (article, contact, facet, kind, score, sensitive, sensitive_why, "
          "watch, evidence, reason) VALUES (:article, :contact, :facet, :kind, :score, :sensitive, "
          ":sensitive_why, :watch, :evidence, :reason) "
          "ON CONFLICT (article, contact, facet) DO UPDATE SET kind = excluded.kind, "
          "score = excluded.score, sensitive = excluded.sensitive, "
          "sensitive_why = excluded.sensitive_why, watch = excluded.watch, "
          "evidence = excluded.evidence, reason = excluded.reason")
        .bind(":article", match.article)
        .bind(":contact", match.contact)
        .bind(":facet", name_of(match.facet))
        .bind(":kind", name_of(match.kind))
        .bind(":score", match.score)
        .bind(":sensitive", match.sensitive)
        .bind(":sensitive_why", match.sensitive_why)
        .bind(":watch", match.watch)
        .bind(":evidence", format_evidence(match.evidence))
        .bind(":reason", match.reason)
        .run();
}

}  // namespace

Result<void> Store::save_matches(std::span<const ArticleId> articles,
                                 std::span<const Match> matches, std::int64_t version,
                                 std::int64_t change) {
    return guard("saving matches", [&]() -> Result<void> {
        auto& database = impl_->database;
        const std::set<ArticleId> matched(articles.begin(), articles.end());
        std::set<MatchKey> wanted;
        for (const auto& match : matches) {
            if (!matched.contains(match.article)) {
                return fail(ErrorCode::bad_input, "a match is of an article that was not matched");
            }
            wanted.emplace(match.article, match.contact, match.facet);
        }
        Transaction transaction(database);
        for (const auto article : matched) delete_stale(database, article, wanted);
        for (const auto& match : matches) put_match(database, match);
        write_counter(database, kMatchedVersion, version);
        write_counter(database, kMatchedChange, change);
        transaction.commit();
        return {};
    });
}

Result<Store::MatchPosition> Store::match_position() const {
    return guard("reading the match position", [&]() -> Result<MatchPosition> {
        return MatchPosition{read_counter(impl_->database, kMatchedVersion),
                             read_counter(impl_->database, kMatchedChange)};
    });
}

Result<std::vector<Match>> Store::load_matches(std::optional<Instant> since) const {
    return guard("loading matches", [&]() -> Result<std::vector<Match>> {
        Query query(impl_->database,
                    "SELECT m.id, m.contact, m.article, m.facet, m.kind, m.score, m.sensitive, "
                    "m.sensitive_why, m.watch, m.evidence, m.reason "
                    "FROM matches AS m JOIN articles AS a ON a.id = m.article "
                    "WHERE :since IS NULL OR a.appeared >= :since "
                    "ORDER BY a.appeared, a.id, m.contact, m.id");
        query.bind(":since", since);
        std::vector<Match> matches;
        while (query.step()) matches.push_back(read_match(query));
        return matches;
    });
}

}  // namespace sawthis::store
