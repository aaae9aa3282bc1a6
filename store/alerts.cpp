#include "core/alert.hpp"

#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

std::optional<ContactId> contact_of(const Alert& alert) {
    return alert.contact ? std::optional(alert.contact) : std::nullopt;
}

/// The number of an alert that looks for the same on behalf of the same; 0: there is none.
AlertId find_equal(Database& database, const Alert& alert) {
    Query query(database,
                "SELECT id FROM alerts WHERE kind = :kind AND text = :text "
                "AND exact_case = :exact_case AND contact IS :contact");
    query.bind(":kind", name_of(alert.kind))
        .bind(":text", alert.text)
        .bind(":exact_case", alert.exact_case)
        .bind(":contact", contact_of(alert));
    return query.step() ? AlertId{query.integer()} : AlertId{};
}

StoredAlert read_alert(Query& row) {
    StoredAlert stored;
    stored.alert.id = {row.integer()};
    stored.alert.kind = alert_kind_of(row.text()).value_or(AlertKind::query);
    stored.alert.text = row.text();
    stored.alert.exact_case = row.boolean();
    stored.alert.contact = {row.integer()};
    stored.alert.added = row.instant();
    stored.checked = row.integer();
    stored.notices = static_cast<std::size_t>(row.integer());
    stored.untold = static_cast<std::size_t>(row.integer());
    return stored;
}

}  // namespace

Result<Store::AddedAlert> Store::add_alert(const Alert& alert) {
    return guard("adding an alert", [&]() -> Result<AddedAlert> {
        auto& database = impl_->database;
        Transaction transaction(database);
        if (const auto known = find_equal(database, alert)) return AddedAlert{known, false};
        Query(database,
              "INSERT INTO alerts (kind, text, exact_case, contact, added) "
              "VALUES (:kind, :text, :exact_case, :contact, :added)")
            .bind(":kind", name_of(alert.kind))
            .bind(":text", alert.text)
            .bind(":exact_case", alert.exact_case)
            .bind(":contact", contact_of(alert))
            .bind(":added", alert.added)
            .run();
        const AlertId id{database.last_insert_id()};
        transaction.commit();
        return AddedAlert{id, true};
    });
}

Result<bool> Store::remove_alert(AlertId id) {
    return guard("removing an alert", [&]() -> Result<bool> {
        Transaction transaction(impl_->database);
        Query(impl_->database, "DELETE FROM alerts WHERE id = :id").bind(":id", id).run();
        const bool removed = impl_->database.changed_rows() > 0;
        transaction.commit();
        return removed;
    });
}

Result<std::vector<StoredAlert>> Store::load_alerts() const {
    return guard("loading alerts", [&]() -> Result<std::vector<StoredAlert>> {
        Query query(impl_->database,
                    "SELECT a.id, a.kind, a.text, a.exact_case, a.contact, a.added, a.checked, "
                    "count(n.story), count(n.story) - count(n.told) "
                    "FROM alerts AS a LEFT JOIN notices AS n ON n.alert = a.id "
                    "GROUP BY a.id ORDER BY a.id");
        std::vector<StoredAlert> alerts;
        while (query.step()) alerts.push_back(read_alert(query));
        return alerts;
    });
}

Result<std::size_t> Store::save_notices(std::span<const StoredNotice> notices,
                                        std::span<const AlertId> alerts, std::int64_t change) {
    return guard("saving notices", [&]() -> Result<std::size_t> {
        auto& database = impl_->database;
        Transaction transaction(database);
        std::size_t fresh = 0;
        for (const auto& notice : notices) {
            Query(database,
                  "INSERT INTO notices (alert, story, article) VALUES (:alert, :story, :article) "
                  "ON CONFLICT (alert, story) DO NOTHING")
                .bind(":alert", notice.alert)
                .bind(":story", notice.story)
                .bind(":article", notice.article)
                .run();
            fresh += static_cast<std::size_t>(database.changed_rows());
        }
        for (const AlertId alert : alerts) {
            Query(database, "UPDATE alerts SET checked = :change WHERE id = :alert")
                .bind(":change", change)
                .bind(":alert", alert)
                .run();
        }
        transaction.commit();
        return fresh;
    });
}

Result<std::vector<StoredNotice>> Store::load_notices(const NoticeFilter& filter) const {
    return guard("loading notices", [&]() -> Result<std::vector<StoredNotice>> {
        Query query(impl_->database,
                    "SELECT n.alert, n.story, n.article, n.told "
                    "FROM notices AS n JOIN articles AS a ON a.id = n.article "
                    "WHERE (:since IS NULL OR a.appeared >= :since) "
                    "AND (:told IS NULL OR n.told IS :told) AND (NOT :untold OR n.told IS NULL) "
                    "ORDER BY a.appeared DESC, n.article DESC, n.alert");
        query.bind(":since", filter.since)
            .bind(":told", filter.told)
            .bind(":untold", filter.untold);
        std::vector<StoredNotice> notices;
        while (query.step()) {
            StoredNotice notice;
            notice.alert = {query.integer()};
            notice.story = {query.integer()};
            notice.article = {query.integer()};
            notice.told = query.maybe_instant();
            notices.push_back(notice);
        }
        return notices;
    });
}

Result<void> Store::mark_told(std::span<const StoredNotice> notices, Instant when) {
    return guard("marking notices", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto& notice : notices) {
            Query(impl_->database,
                  "UPDATE notices SET told = :when "
                  "WHERE alert = :alert AND story = :story AND told IS NULL")
                .bind(":when", when)
                .bind(":alert", notice.alert)
                .bind(":story", notice.story)
                .run();
        }
        transaction.commit();
        return {};
    });
}

void give_notices(Database& database, StoryId from, StoryId to) {
    Query(database,
          "UPDATE notices SET told = (SELECT n.told FROM notices AS n "
          "WHERE n.alert = notices.alert AND n.story = :from) "
          "WHERE story = :to AND told IS NULL")
        .bind(":from", from)
        .bind(":to", to)
        .run();
    Query(database, "UPDATE OR IGNORE notices SET story = :to WHERE story = :from")
        .bind(":to", to)
        .bind(":from", from)
        .run();
    Query(database, "DELETE FROM notices WHERE story = :from").bind(":from", from).run();
}

}  // namespace sawthis::store
