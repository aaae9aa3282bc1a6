#pragma once

#include <span>

#include "core/contact.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace sawthis::store {

/// Within a transaction: replaces what is kept of the targets of these contacts.
void put_targets(Database& database, std::span<const Contact> contacts, const TargetNaming& naming);

/// Within a transaction: all there is of targets is that of these, who are all contacts. Far faster
/// for each than put_targets().
void put_all_targets(Database& database, std::span<const Contact> contacts,
                     const TargetNaming& naming);

}  // namespace sawthis::store
