#include <fmt/format.h>

#include <map>
#include <set>

#include "core/text.hpp"
#include "store/contact_targets.hpp"
#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/json_text.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

#define SAWTHIS_SELECT_CONTACTS                                                               \
    "SELECT id, key, name, email, company, company_aliases, company_domain, role, industry, " \
    "teams, interests, projects, location, goals, \"values\", family, tags, stage, met, "     \
    "cadence_days, channel, phone, birthday, anniversary, notes FROM contacts "

Contact read_contact(Query& row) {
    Contact contact;
    contact.id = {row.integer()};
    contact.key = row.text();
    contact.name = row.text();
    contact.email = row.text();
    contact.company = row.text();
    contact.company_aliases = parse_list(row.text());
    contact.company_domain = row.text();
    contact.role = row.text();
    contact.industry = row.text();
    contact.teams = parse_list(row.text());
    contact.interests = parse_list(row.text());
    contact.projects = parse_list(row.text());
    contact.location = row.text();
    contact.goals = parse_list(row.text());
    contact.values = parse_list(row.text());
    contact.family = parse_list(row.text());
    contact.tags = parse_list(row.text());
    contact.stage = stage_of(row.text());
    contact.met = row.text();
    contact.cadence_days = static_cast<int>(row.integer());
    contact.channel = row.text();
    contact.phone = row.text();
    contact.birthday = row.text();
    contact.anniversary = row.text();
    contact.notes = row.text();
    return contact;
}

void bind_contact(Query& query, const Contact& contact) {
    query.bind(":key", contact.key)
        .bind(":name", contact.name)
        .bind(":email", contact.email)
        .bind(":company", contact.company)
        .bind(":company_aliases", format_list(contact.company_aliases))
        .bind(":company_domain", contact.company_domain)
        .bind(":role", contact.role)
        .bind(":industry", contact.industry)
        .bind(":teams", format_list(contact.teams))
        .bind(":interests", format_list(contact.interests))
        .bind(":projects", format_list(contact.projects))
        .bind(":location", contact.location)
        .bind(":goals", format_list(contact.goals))
        .bind(":values", format_list(contact.values))
        .bind(":family", format_list(contact.family))
        .bind(":tags", format_list(contact.tags))
        .bind(":met", contact.met)
        .bind(":cadence_days", contact.cadence_days)
        .bind(":channel", contact.channel)
        .bind(":phone", contact.phone)
        .bind(":birthday", contact.birthday)
        .bind(":anniversary", contact.anniversary)
        .bind(":notes", contact.notes);
    if (contact.stage) query.bind(":stage", name_of(*contact.stage));
}

std::optional<Contact> find_by_key(Database& database, std::string_view key) {
    Query query(database, SAWTHIS_SELECT_CONTACTS "WHERE key = :key");
    if (!query.bind(":key", key).step()) return std::nullopt;
    return read_contact(query);
}

std::vector<Contact> read_all(Database& database) {
    Query query(database, SAWTHIS_SELECT_CONTACTS "ORDER BY id");
    std::vector<Contact> contacts;
    while (query.step()) contacts.push_back(read_contact(query));
    return contacts;
}

ContactId insert_contact(Database& database, const Contact& contact, std::int64_t version) {
    Query query(
        database,
        "INSERT INTO contacts (key, name, email, company, company_aliases, "
        "company_domain, role, industry, teams, interests, projects, location, goals, "
        "\"values\", family, tags, stage, met, cadence_days, channel, phone, birthday, "
        "anniversary, notes, changed) VALUES (:key, :name, :email, :company, :company_aliases, "
        ":company_domain, :role, :industry, :teams, :interests, :projects, :location, "
        ":goals, :values, :family, :tags, :stage, :met, :cadence_days, :channel, :phone, "
        ":birthday, :anniversary, :notes, :changed)");
    bind_contact(query, contact);
    query.bind(":changed", version).run();
    return {database.last_insert_id()};
}

void update_contact(Database& database, ContactId id, const Contact& contact,
                    std::int64_t version) {
    Query query(database,
                "UPDATE contacts SET key = :key, name = :name, email = :email, "
                "company = :company, company_aliases = :company_aliases, "
                "company_domain = :company_domain, role = :role, industry = :industry, "
                "teams = :teams, interests = :interests, projects = :projects, "
                "location = :location, goals = :goals, \"values\" = :values, family = :family, "
                "tags = :tags, stage = :stage, met = :met, cadence_days = :cadence_days, "
                "channel = :channel, phone = :phone, birthday = :birthday, "
                "anniversary = :anniversary, notes = :notes, changed = :changed WHERE id = :id");
    bind_contact(query, contact);
    query.bind(":changed", version).bind(":id", id).run();
}

std::int64_t next_version(Database& database) {
    return read_counter(database, kContactsVersion) + 1;
}

/// Nothing known of the two says that they are different people.
bool may_be_same_person(const Contact& a, const Contact& b) {
    const auto differ = [](const std::string& x, const std::string& y) {
        return !x.empty() && !y.empty() && fold_case(x) != fold_case(y);
    };
    return fold_case(a.name) == fold_case(b.name) && !differ(a.email, b.email) &&
           !differ(a.company, b.company);
}

/// Makes the keys of contacts that came without one: "ana-ruiz", "ana-ruiz-2".
class KeyMaker {
public:
    KeyMaker(Database& database, std::span<const Contact> coming) : database_(database) {
        for (const auto& contact : coming) {
            if (!contact.key.empty()) used_.insert(contact.key);
        }
    }

    /// The key of the same person, where they have one that nobody else of this import has; else a
    /// new one.
    std::string make(const Contact& contact) {
        const std::string base = base_of(contact);
        std::string key = base;
        for (int number = 2; !is_free_for(contact, key); ++number) {
            key = fmt::format("{}-{}", base, number);
        }
        used_.insert(key);
        return key;
    }

private:
    [[nodiscard]] bool is_free_for(const Contact& contact, const std::string& key) {
        if (used_.contains(key)) return false;
        const auto [known, is_new] = known_.try_emplace(key);
        if (is_new) known->second = find_by_key(database_, key);
        return !known->second || may_be_same_person(contact, *known->second);
    }

    static std::string base_of(const Contact& contact) {
        const std::string folded = fold_case(contact.name.empty() ? contact.email : contact.name);
        std::vector<std::string> words;
        for (const auto [begin, end] : find_words(folded)) {
            words.push_back(folded.substr(begin, end - begin));
        }
        return words.empty() ? "contact" : join(words, "-");
    }

    Database& database_;
    std::map<std::string, std::optional<Contact>> known_;  // those asked for
    std::set<std::string> used_;
};

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
    put_all_targets(database, read_all(database), naming);
}

}  // namespace

Result<std::vector<Store::AddedContact>> Store::put_contacts(std::span<const Contact> contacts,
                                                             const TargetNaming& naming) {
    return guard("saving contacts", [&]() -> Result<std::vector<AddedContact>> {
        auto& database = impl_->database;
        Transaction transaction(database);
        KeyMaker keys(database, contacts);
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
    return guard("loading contacts",
                 [&]() -> Result<std::vector<Contact>> { return read_all(impl_->database); });
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
        put_all_targets(impl_->database, read_all(impl_->database), naming);
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
        for (auto& contact : read_all(impl_->database)) {
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
