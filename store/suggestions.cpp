#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

Result<void> Store::save_suggestions(std::span<const Suggestion> suggestions) {
    return guard("saving suggestions", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        std::int64_t place = 0;
        for (const auto& suggestion : suggestions) {
            Query(
                impl_->database,
                "INSERT INTO suggestions (contact, story, article, facet, suggested_at, target, "
                "with_care, place) "
                "VALUES (:contact, :story, :article, :facet, :suggested_at, :target, :with_care, "
                ":place) "
                "ON CONFLICT (contact, story) DO UPDATE SET article = excluded.article, "
                "facet = excluded.facet, suggested_at = excluded.suggested_at, "
                "target = excluded.target, with_care = excluded.with_care, place = excluded.place "
                "WHERE EXISTS (SELECT 1 FROM feedback AS f JOIN articles AS a ON a.id = f.article "
                "WHERE f.contact = excluded.contact AND a.story = excluded.story "
                "AND f.verdict = 'later' AND f.undone = 0 "
                "AND f.said_at >= suggestions.suggested_at "
                "AND f.said_at < excluded.suggested_at)")
                .bind(":contact", suggestion.contact)
                .bind(":story", suggestion.story)
                .bind(":article", suggestion.article)
                .bind(":facet", name_of(suggestion.facet))
                .bind(":suggested_at", suggestion.when)
                .bind(":target", static_cast<std::int64_t>(suggestion.target))
                .bind(":with_care", suggestion.with_care)
                .bind(":place", place++)
                .run();
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<Suggestion>> Store::load_suggestions() const {
    return guard("loading suggestions", [&]() -> Result<std::vector<Suggestion>> {
        Query query(impl_->database,
                    "SELECT contact, story, article, facet, suggested_at, target, with_care "
                    "FROM suggestions "
                    "ORDER BY suggested_at, place, contact, story");
        std::vector<Suggestion> suggestions;
        while (query.step()) {
            Suggestion suggestion;
            suggestion.contact = {query.integer()};
            suggestion.story = {query.integer()};
            suggestion.article = {query.integer()};
            suggestion.facet = facet_of(query.text()).value_or(Facet::company);
            suggestion.when = query.instant();
            suggestion.target = static_cast<std::uint64_t>(query.integer());
            suggestion.with_care = query.boolean();
            suggestions.push_back(suggestion);
        }
        return suggestions;
    });
}

}  // namespace sawthis::store
