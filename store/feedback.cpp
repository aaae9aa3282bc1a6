#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// Its number, if the same was said last of this contact, article and facet.
std::optional<std::int64_t> find_last_word(Database& database, const Feedback& feedback) {
    Query query(database,
                "SELECT id, verdict FROM feedback WHERE contact = :contact AND article = :article "
                "AND facet = :facet AND undone = 0 ORDER BY id DESC LIMIT 1");
    query.bind(":contact", feedback.contact)
        .bind(":article", feedback.article)
        .bind(":facet", name_of(feedback.facet));
    if (!query.step()) return std::nullopt;
    const auto id = query.integer();
    if (query.text() != name_of(feedback.verdict)) return std::nullopt;
    return id;
}

}  // namespace

Result<std::int64_t> Store::add_feedback(const Feedback& feedback) {
    return guard("saving feedback", [&]() -> Result<std::int64_t> {
        Transaction transaction(impl_->database);
        if (const auto said = find_last_word(impl_->database, feedback)) return *said;
        Query(impl_->database,
              "INSERT INTO feedback (contact, article, facet, target, verdict, said_at) "
              "VALUES (:contact, :article, :facet, :target, :verdict, :said_at)")
            .bind(":contact", feedback.contact)
            .bind(":article", feedback.article)
            .bind(":facet", name_of(feedback.facet))
            .bind(":target", static_cast<std::int64_t>(feedback.target))
            .bind(":verdict", name_of(feedback.verdict))
            .bind(":said_at", feedback.said_at)
            .run();
        const auto id = impl_->database.last_insert_id();
        transaction.commit();
        return id;
    });
}

Result<bool> Store::undo_feedback(std::int64_t id) {
    return guard("undoing feedback", [&]() -> Result<bool> {
        Transaction transaction(impl_->database);
        Query(impl_->database, "UPDATE feedback SET undone = 1 WHERE id = :id AND undone = 0")
            .bind(":id", id)
            .run();
        const bool done = impl_->database.changed_rows() > 0;
        transaction.commit();
        return done;
    });
}

Result<std::vector<Feedback>> Store::load_feedback() const {
    return guard("loading feedback", [&]() -> Result<std::vector<Feedback>> {
        Query query(
            impl_->database,
            "SELECT f.id, f.contact, f.article, a.story, f.facet, f.target, f.verdict, f.said_at "
            "FROM feedback AS f JOIN articles AS a ON a.id = f.article "
            "WHERE f.undone = 0 ORDER BY f.id");
        std::vector<Feedback> all;
        while (query.step()) {
            Feedback one;
            one.id = query.integer();
            one.contact = {query.integer()};
            one.article = {query.integer()};
            one.story = {query.integer()};
            one.facet = facet_of(query.text()).value_or(Facet::company);
            one.target = static_cast<std::uint64_t>(query.integer());
            const auto verdict = feedback_verdict_of(query.text());
            one.said_at = query.instant();
            if (verdict) {
                one.verdict = *verdict;
                all.push_back(one);
            }
        }
        return all;
    });
}

}  // namespace sawthis::store
