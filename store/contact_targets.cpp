#include "store/contact_targets.hpp"

#include "store/counters.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

void put_targets(Database& database, std::span<const Contact> contacts,
                 const TargetNaming& naming) {
    for (const Contact& contact : contacts) {
        Query(database, "DELETE FROM contact_targets WHERE contact = :contact")
            .bind(":contact", contact.id)
            .run();
        for (const auto target : naming.targets_of(contact)) {
            Query(database,
                  "INSERT INTO contact_targets (target, contact) VALUES (:target, :contact) "
                  "ON CONFLICT DO NOTHING")
                .bind(":target", static_cast<std::int64_t>(target))
                .bind(":contact", contact.id)
                .run();
        }
    }
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
