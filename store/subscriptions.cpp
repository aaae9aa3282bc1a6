#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

Subscription read_subscription(Query& row) {
    Subscription one;
    one.token = row.text();
    one.source = {row.integer()};
    one.hub = row.text();
    one.topic = row.text();
    one.secret = row.text();
    one.state = subscription_state_of(row.text());
    one.next_ask = row.maybe_instant();
    one.lease_end = row.maybe_instant();
    one.last_push = row.maybe_instant();
    one.failures = static_cast<int>(row.integer());
    one.last_failure.kind = failure_kind_of(row.text());
    one.last_failure.detail = row.text();
    return one;
}

void save_one(Database& database, const Subscription& one) {
    Query(database,
          "INSERT INTO subscriptions (token, source, hub, topic, secret, state, next_ask, "
          "lease_end, last_push, failures, failure_kind, failure_detail) VALUES (:token, :source, "
          ":hub, :topic, :secret, :state, :next_ask, :lease_end, :last_push, :failures, "
          ":failure_kind, :failure_detail) ON CONFLICT (token) DO UPDATE SET state = :state, "
          "next_ask = :next_ask, lease_end = :lease_end, last_push = :last_push, "
          "failures = :failures, failure_kind = :failure_kind, failure_detail = :failure_detail")
        .bind(":token", one.token)
        .bind(":source", one.source)
        .bind(":hub", one.hub)
        .bind(":topic", one.topic)
        .bind(":secret", one.secret)
        .bind(":state", name_of(one.state))
        .bind(":next_ask", one.next_ask)
        .bind(":lease_end", one.lease_end)
        .bind(":last_push", one.last_push)
        .bind(":failures", one.failures)
        .bind(":failure_kind", name_of(one.last_failure.kind))
        .bind(":failure_detail", one.last_failure.detail)
        .run();
}

}  // namespace

Result<void> Store::save_subscriptions(std::span<const Subscription> subscriptions) {
    return guard("saving subscriptions", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto& one : subscriptions) save_one(impl_->database, one);
        transaction.commit();
        return {};
    });
}

Result<void> Store::remove_subscription(std::string_view token) {
    return guard("removing a subscription", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        Query(impl_->database, "DELETE FROM subscriptions WHERE token = :token")
            .bind(":token", token)
            .run();
        transaction.commit();
        return {};
    });
}

Result<std::vector<Subscription>> Store::load_subscriptions() const {
    return guard("loading subscriptions", [&]() -> Result<std::vector<Subscription>> {
        Query query(impl_->database,
                    "SELECT token, source, hub, topic, secret, state, next_ask, lease_end, "
                    "last_push, failures, failure_kind, failure_detail FROM subscriptions "
                    "ORDER BY source, token");
        std::vector<Subscription> subscriptions;
        while (query.step()) subscriptions.push_back(read_subscription(query));
        return subscriptions;
    });
}

}  // namespace sawthis::store
