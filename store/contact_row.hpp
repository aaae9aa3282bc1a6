#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "store/database.hpp"

/// Contacts as rows of the table `contacts`. All throw what Query throws.
namespace sawthis::store {

/// Selects what read_contact() reads.
#define SAWTHIS_SELECT_CONTACTS                                                               \
    "SELECT id, key, name, email, company, company_aliases, company_domain, role, industry, " \
    "teams, interests, projects, location, goals, \"values\", family, tags, stage, met, "     \
    "cadence_days, channel, phone, birthday, anniversary, notes FROM contacts "

/// The contact of a row that SAWTHIS_SELECT_CONTACTS gave.
[[nodiscard]] Contact read_contact(Query& row);

[[nodiscard]] std::optional<Contact> find_by_key(Database& database, std::string_view key);

/// By id.
[[nodiscard]] std::vector<Contact> read_all_contacts(Database& database);

/// `version` of both: that of the contacts at which this one came or was changed.
ContactId insert_contact(Database& database, const Contact& contact, std::int64_t version);
void update_contact(Database& database, ContactId id, const Contact& contact, std::int64_t version);

}  // namespace sawthis::store
