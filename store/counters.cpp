#include "store/counters.hpp"

namespace sawthis::store {

std::int64_t read_counter(Database& database, const char* name) {
    Query query(database, "SELECT value FROM counters WHERE name = :name");
    return query.bind(":name", name).step() ? query.integer() : 0;
}

void write_counter(Database& database, const char* name, std::int64_t value) {
    Query(database, "UPDATE counters SET value = :value WHERE name = :name")
        .bind(":name", name)
        .bind(":value", value)
        .run();
}

}  // namespace sawthis::store
