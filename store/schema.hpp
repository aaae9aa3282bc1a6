#pragma once

#include "store/database.hpp"

namespace sawthis::store {

/// The number of the newest migration this program knows.
[[nodiscard]] int newest_migration();

/// Brings an empty or older database up, each migration in a transaction of its own. Throws storage
/// for a database of a newer sawthis or of another program.
void migrate(Database& database);

/// For a connection that cannot migrate. Throws as migrate(); not_found for an empty file, and
/// storage for an older database.
void require_newest(Database& database);

}  // namespace sawthis::store
