#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

Result<void> Store::save_suggestions(std::span<const Suggestion> suggestions) {
    return guard("saving suggestions", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto& suggestion : suggestions) {
            Query(impl_->database,
                  "INSERT INTO suggestions (contact, story, article, facet, suggested_at) "
                  "VALUES (:contact, :story, :article, :facet, :suggested_at) "
                  "ON CONFLICT (contact, story) DO NOTHING")
                .bind(":contact", suggestion.contact)
                .bind(":story", suggestion.story)
                .bind(":article", suggestion.article)
                .bind(":facet", name_of(suggestion.facet))
                .bind(":suggested_at", suggestion.when)
                .run();
        }
        transaction.commit();
        return {};
    });
}

Result<std::vector<Suggestion>> Store::load_suggestions() const {
    return guard("loading suggestions", [&]() -> Result<std::vector<Suggestion>> {
        Query query(impl_->database,
                    "SELECT contact, story, article, facet, suggested_at FROM suggestions "
                    "ORDER BY suggested_at, contact, story");
        std::vector<Suggestion> suggestions;
        while (query.step()) {
            Suggestion suggestion;
            suggestion.contact = {query.integer()};
            suggestion.story = {query.integer()};
            suggestion.article = {query.integer()};
            suggestion.facet = facet_of(query.text()).value_or(Facet::company);
            suggestion.when = query.instant();
            suggestions.push_back(suggestion);
        }
        return suggestions;
    });
}

}  // namespace sawthis::store
