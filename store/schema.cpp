#include "store/schema.hpp"

#include <fmt/format.h>

#include <array>

#include "embedded.hpp"

namespace sawthis::store {

namespace {

// Number N at N - 1.
constexpr std::array<std::string_view, 13> kMigrations{
    k__0001_init_sql,
    k__0002_mail_sources_sql,
    k__0003_moves_sql,
    k__0004_judgements_sql,
    k__0005_full_texts_sql,
    k__0006_rhythm_sql,
    k__0007_paging_sql,
    k__0008_targets_of_contacts_sql,
    k__0009_alerts_sql,
    k__0010_subscriptions_sql,
    k__0011_changed_contacts_sql,
    k__0012_addresses_sql,
    k__0013_order_of_suggestions_sql,
};
constexpr std::int64_t kApplicationId = 0x53415754;  // as 0001_init.sql sets it

std::int64_t read_integer(Database& database, Sql sql) {
    Query query(database, sql);
    return query.step() ? query.integer() : 0;
}

/// The number of the last migration of this file; 0 for an empty one.
int read_version(Database& database) {
    const auto version = read_integer(database, "PRAGMA user_version");
    const auto application = read_integer(database, "PRAGMA application_id");
    const auto tables = read_integer(database, "SELECT count(*) FROM sqlite_schema");
    if (application != kApplicationId && (application != 0 || version != 0 || tables != 0)) {
        throw DatabaseError(ErrorCode::storage,
                            "this is a database of another program; move it away, or choose "
                            "another folder with --data");
    }
    if (version > newest_migration()) {
        throw DatabaseError(
            ErrorCode::storage,
            fmt::format("the database has version {}, this sawthis knows versions up to {}; "
                        "install the newer sawthis that wrote it, or restore an older backup",
                        version, newest_migration()));
    }
    return static_cast<int>(version);
}

void apply_next(Database& database) {
    Transaction transaction(database);
    // Read again: another process may have migrated while this one waited for the lock.
    const int version = read_version(database);
    if (version < newest_migration()) {
        database.execute(kMigrations.at(static_cast<std::size_t>(version)));
        database.execute(fmt::format("PRAGMA user_version = {}", version + 1));
    }
    transaction.commit();
}

}  // namespace

int newest_migration() {
    return static_cast<int>(kMigrations.size());
}

void migrate(Database& database) {
    while (read_version(database) < newest_migration()) apply_next(database);
}

void require_newest(Database& database) {
    const int version = read_version(database);
    if (version == 0) {
        throw DatabaseError(ErrorCode::not_found, "the database is empty; run `sawthis init`");
    }
    if (version < newest_migration()) {
        throw DatabaseError(
            ErrorCode::storage,
            fmt::format("the database has version {}, older than {}; any command that writes, "
                        "like `sawthis poll`, brings it up to date",
                        version, newest_migration()));
    }
}

}  // namespace sawthis::store
