#pragma once

#include <cstdint>

#include "store/database.hpp"

namespace sawthis::store {

/// The numbers of table `counters`; the names are those of the migrations.
[[nodiscard]] std::int64_t read_counter(Database& database, const char* name);
void write_counter(Database& database, const char* name, std::int64_t value);

inline constexpr const char* kChange = "change";
inline constexpr const char* kContactsVersion = "contacts_version";
inline constexpr const char* kDatabase = "database";
inline constexpr const char* kMatchedVersion = "matched_version";
inline constexpr const char* kMatchedChange = "matched_change";
inline constexpr const char* kTargetsRevision = "targets_revision";

}  // namespace sawthis::store
