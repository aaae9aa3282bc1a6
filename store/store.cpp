#include "store/store.hpp"

#include <chrono>
#include <thread>

#include "store/database.hpp"
#include "store/schema.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

constexpr std::chrono::milliseconds kBusyTimeout{10'000};
constexpr std::chrono::milliseconds kRetryPause{10};

/// Two processes that make the database at once both switch it to WAL, and there SQLite refuses one
/// at once, whatever its busy timeout. The file stays in WAL, so this happens once in its life.
void use_wal(Database& database) {
    for (auto left = kBusyTimeout / kRetryPause;; --left) {
        try {
            database.execute("PRAGMA journal_mode = WAL");
            return;
        } catch (const DatabaseError& error) {
            if (error.code != ErrorCode::conflict || left == 0) throw;
        }
        std::this_thread::sleep_for(kRetryPause);
    }
}

}  // namespace

Result<Store> Store::open(const std::filesystem::path& file, Mode mode) {
    return guard("opening the store", [&]() -> Result<Store> {
        const bool writes = mode == Mode::read_write;
        auto impl = std::make_unique<Impl>(Impl{Database(
            file, writes ? Database::Mode::read_write : Database::Mode::read_only, kBusyTimeout)});
        if (writes) {
            migrate(impl->database);
            // After migrate(), which refuses the files of others before anything in them changes.
            use_wal(impl->database);
        } else {
            require_newest(impl->database);
        }
        return Store(std::move(impl));
    });
}

int Store::newest_schema() {
    return newest_migration();
}

Result<void> Store::check() const {
    return guard("checking the store", [&]() -> Result<void> {
        Query integrity(impl_->database, "PRAGMA integrity_check(1)");
        if (integrity.step()) {
            const std::string first = integrity.text();
            if (first != "ok") {
                return fail(ErrorCode::storage,
                            "the database is damaged (" + first + "); put a copy of it back");
            }
        }
        Query orphans(impl_->database, "PRAGMA foreign_key_check");
        if (orphans.step()) {
            return fail(ErrorCode::storage, "the database has rows of table " + orphans.text() +
                                                " that belong to nothing; put a copy of it back");
        }
        return {};
    });
}

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

}  // namespace sawthis::store
