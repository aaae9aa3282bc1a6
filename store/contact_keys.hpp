#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "core/contact.hpp"
#include "store/database.hpp"

namespace sawthis::store {

/// Makes the keys of contacts that came without one: "ana-ruiz", "ana-ruiz-2".
class ContactKeys {
public:
    /// `coming`: all contacts of the import; keys that they bring are taken.
    ContactKeys(Database& database, std::span<const Contact> coming);

    /// The key of the same person, where they have one that nobody else of this import has; else a
    /// new one.
    [[nodiscard]] std::string make(const Contact& contact);

private:
    [[nodiscard]] bool is_free_for(const Contact& contact, const std::string& key);

    Database& database_;
    std::map<std::string, std::optional<Contact>> known_;  // those asked for
    std::set<std::string> used_;
};

}  // namespace sawthis::store
