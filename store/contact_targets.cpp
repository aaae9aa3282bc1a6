#include "store/contact_targets.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/counters.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// In the order in which they lie in the table: in any other, its tree is walked for each.
void insert_targets(Database& database, std::span<const Contact> contacts,
                    const TargetNaming& naming) {
    std::vector<std::pair<std::int64_t, ContactId>> rows;
    for (const Contact& contact : contacts) {
        for (const auto target : naming.targets_of(contact))
            rows.emplace_back(static_cast<std::int64_t>(target), contact.id);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const auto& [target, contact] : rows) {
        Query(database, "INSERT INTO contact_targets (target, contact) VALUES (:target, :contact)")
            .bind(":target", target)
            .bind(":contact", contact)
            .run();
    }
}

}  // namespace

void put_targets(Database& database, std::span<const Contact> contacts,
                 const TargetNaming& naming) {
    for (const Contact& contact : contacts) {
        Query(database, "DELETE FROM contact_targets WHERE contact = :contact")
            .bind(":contact", contact.id)
            .run();
    }
    insert_targets(database, contacts, naming);
}

void put_all_targets(Database& database, std::span<const Contact> contacts,
                     const TargetNaming& naming) {
    database.execute("DROP INDEX contact_targets_by_contact; DELETE FROM contact_targets");
    insert_targets(database, contacts, naming);
    database.execute("CREATE INDEX contact_targets_by_contact ON contact_targets (contact)");
    write_counter(database, kTargetsRevision, naming.revision);
}

Result<std::optional<std::vector<TargetHolder>>> Store::find_holders(
    std::span<const std::uint64_t> targets, std::int64_t revision) const {
    using Holders = std::optional<std::vector<TargetHolder>>;
    return guard("finding whose targets they are", [&]() -> Result<Holders> {
        if (read_counter(impl_->database, kTargetsRevision) != revision) return std::nullopt;
        std::vector<TargetHolder> holders;
        for (const auto target : targets) {
            Query query(impl_->database,
                        "SELECT contact FROM contact_targets WHERE target = :target "
                        "ORDER BY contact");
            query.bind(":target", static_cast<std::int64_t>(target));
            while (query.step()) holders.push_back({target, {query.integer()}});
        }
        return holders;
    });
}

}  // namespace sawthis::store
