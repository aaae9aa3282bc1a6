#include <fmt/format.h>

#include "core/text.hpp"
#include "store/contact_keys.hpp"
#include "store/contact_row.hpp"
#include "store/contact_targets.hpp"
#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

std::int64_t next_version(Database& database) {
    return read_counter(database, kContactsVersion) + 1;
}

/// `changed` gets the contact if it is new or another than before; `version` is the contacts' then.
Store::AddedContact put_contact(Database& database, Contact contact, std::int64_t version,
                                std::vector<Contact>& changed) {
    const auto known = find_by_key(database, contact.key);
    if (!known) {
        contact.id = insert_contact(database, contact, version);
        changed.push_back(std::move(contact));
        return {changed.back().id, true};
    }
    contact.id = known->id;
    if (contact != *known) {
        update_contact(database, known->id, contact, version);
        changed.push_back(std::move(contact));
    }
    return {known->id, false};
}

/// After `changed` were put.
void keep_targets(Database& database, std::span<const Contact> changed,
                  const TargetNaming& naming) {
    if (!naming.targets_of) return write_counter(database, kTargetsRevision, 0);
    if (read_counter(database, kTargetsRevision) == naming.revision) {
        return put_targets(database, changed, naming);
    }
    put_all_targets(database, read_all_contacts(database), naming);
}

}  // namespace

Result<std::vector<Store::AddedContact>> Store::put_contacts(std::span<const Contact> contacts,
                                                             const TargetNaming& naming) {
    return guard("saving contacts", [&]() -> Result<std::vector<AddedContact>> {
        auto& database = impl_->database;
        Transaction transaction(database);
        ContactKeys keys(database, contacts);
        const std::int64_t version = next_version(database);
        std::vector<Contact> changed;
        std::vector<AddedContact> added;
        added.reserve(contacts.size());
        for (Contact contact : contacts) {
            if (contact.key.empty()) contact.key = keys.make(contact);
            added.push_back(put_contact(database, std::move(contact), version, changed));
        }
        if (!changed.empty()) {
            write_counter(database, kContactsVersion, version);
            keep_targets(database, changed, naming);
        }
        transaction.commit();
        return added;
    });
}

Result<std::vector<Contact>> Store::load_contacts() const {
    return guard("loading contacts", [&]() -> Result<std::vector<Contact>> {
        return read_all_contacts(impl_->database);
    });
}

Result<std::vector<Contact>> Store::load_changed_contacts(std::int64_t version,
                                                          std::size_t most) const {
    return guard("loading contacts", [&]() -> Result<std::vector<Contact>> {
        Query query(impl_->database, SAWTHIS_SELECT_CONTACTS
                    "WHERE id IN (SELECT id FROM contacts WHERE changed > :version LIMIT :most) "
                    "ORDER BY id");
        query.bind(":version", version).bind(":most", most);
        std::vector<Contact> contacts;
        while (query.step()) contacts.push_back(read_contact(query));
        return contacts;
    });
}

Result<std::vector<Contact>> Store::load_contacts(std::span<const ContactId> ids) const {
    return guard("loading contacts", [&]() -> Result<std::vector<Contact>> {
        std::vector<Contact> contacts;
        contacts.reserve(ids.size());
        for (const ContactId id : ids) {
            Query query(impl_->database, SAWTHIS_SELECT_CONTACTS "WHERE id = :id");
            if (query.bind(":id", id).step()) contacts.push_back(read_contact(query));
        }
        return contacts;
    });
}

Result<void> Store::update_targets(const TargetNaming& naming) {
    return guard("saving the contacts' targets", [&]() -> Result<void> {
        if (read_counter(impl_->database, kTargetsRevision) == naming.revision) return {};
        Transaction transaction(impl_->database);
        put_all_targets(impl_->database, read_all_contacts(impl_->database), naming);
        transaction.commit();
        return {};
    });
}

Result<std::optional<Contact>> Store::find_contact(std::string_view key_or_name) const {
    return guard("finding a contact", [&]() -> Result<std::optional<Contact>> {
        if (auto found = find_by_key(impl_->database, key_or_name)) return found;
        const std::string name = fold_case(squeeze_space(key_or_name));
        std::optional<Contact> found;
        std::vector<std::string> keys;
        for (auto& contact : read_all_contacts(impl_->database)) {
            if (name.empty() || fold_case(squeeze_space(contact.name)) != name) continue;
            keys.push_back(contact.key);
            found = std::move(contact);
        }
        if (keys.size() > 1) {
            return fail(ErrorCode::conflict,
                        fmt::format("{} contacts have this name; use one of their ids: {}",
                                    keys.size(), join(keys, ", ")));
        }
        return found;
    });
}

Result<void> Store::remove_contact(ContactId id) {
    return guard("removing a contact", [&]() -> Result<void> {
        auto& database = impl_->database;
        Transaction transaction(database);
        Query(database, "DELETE FROM contacts WHERE id = :id").bind(":id", id).run();
        const bool removed = database.changed_rows() > 0;
        if (removed) {
            write_counter(database, kContactsVersion, next_version(database));
            forget_judgements(database);  // they hold what was looked for on their behalf
        }
        transaction.commit();
        // The log still holds the pages as they were: it is written back and cut.
        if (removed) database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return {};
    });
}

Result<std::uint64_t> Store::database_id() const {
    return guard("reading which database it is", [&]() -> Result<std::uint64_t> {
        return static_cast<std::uint64_t>(read_counter(impl_->database, kDatabase));
    });
}

Result<std::int64_t> Store::contacts_version() const {
    return guard("reading the contacts' version", [&]() -> Result<std::int64_t> {
        return read_counter(impl_->database, kContactsVersion);
    });
}

}  // namespace sawthis::store
