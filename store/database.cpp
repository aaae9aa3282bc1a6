#include "store/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <system_error>

namespace sawthis::store {

namespace {

constexpr mode_t kOwnerOnly = 0600;

/// Makes the file before SQLite does, since SQLite would make it readable to all; -wal and -shm
/// take over its mode. An existing file is never opened and closed here: closing any descriptor of
/// it would drop the locks of this process's other connections
/// (https://sqlite.org/howtocorrupt.html §2.2).
void make_private_file(const std::string& file_name) {
    const int descriptor =
        ::open(file_name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, kOwnerOnly);
    if (descriptor >= 0) {
        ::close(descriptor);
        return;
    }
    if (errno != EEXIST) {
        throw DatabaseError(
            ErrorCode::storage,
            fmt::format("{} cannot be created ({}); check that its folder exists and is yours",
                        file_name, std::generic_category().message(errno)));
    }
    // A copy that was restored may be readable to others. Not ours to change: SQLite will say so.
    (void)::chmod(file_name.c_str(), kOwnerOnly);
}

ErrorCode code_of(int extended) {
    switch (extended & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorCode::conflict;
        case SQLITE_CONSTRAINT:
            return extended == SQLITE_CONSTRAINT_FOREIGNKEY ? ErrorCode::not_found
                                                            : ErrorCode::bad_input;
        case SQLITE_TOOBIG:
            return ErrorCode::bad_input;
        default:
            return ErrorCode::storage;
    }
}

std::string_view mend_of(int extended) {
    switch (extended & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another sawthis process is writing to it; let that end and run this again";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "it is damaged; put a copy of it back, or move it away and poll again";
        case SQLITE_FULL:
            return "the disk is full; make room and run this again";
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return "check that the file and its folder are yours and can be written";
        case SQLITE_CONSTRAINT:
            return extended == SQLITE_CONSTRAINT_FOREIGNKEY
                       ? "it names a source, article, story or contact that is not there"
                       : "a value is not allowed there";
        case SQLITE_IOERR:
            return "the disk failed; check it, then run this again";
        default:
            return "put a copy of it back if this happens again";
    }
}

}  // namespace

void CloseDatabase::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

void FinalizeStatement::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Database::Database(const std::filesystem::path& file, Mode mode,
                   std::chrono::milliseconds busy_timeout)
    : file_name_(file.string()) {
    const bool writes = mode == Mode::read_write;
    std::error_code ignored;
    if (!writes && !std::filesystem::exists(file, ignored)) {
        throw DatabaseError(ErrorCode::not_found,
                            fmt::format("{} is not there yet; run `sawthis init`", file_name_));
    }
    if (writes) make_private_file(file_name_);
    // Nobody asks SQLite how much memory it takes, and counting it costs a lock each time.
    static const int kUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(kUncounted);
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(
        file_name_.c_str(), &handle,
        (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw_error();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
    // The file may be a restored copy from anywhere: its schema is not trusted to run code.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // A new file gets larger pages, for fewer calls of the system. Before the size of the cache,
    // which SQLite turns into a number of pages and then leaves as it is.
    if (writes) execute("PRAGMA page_size = 16384;");
    execute("PRAGMA foreign_keys = ON; PRAGMA cache_size = -8000;");
    if (!writes) return;
    // What is forgotten is overwritten, not only unlinked (promise 6). What undoes a savepoint lies
    // in memory: it is small, and a file of it would be written for nothing. The log is copied into
    // the file less often than by default, since each time waits for the disk.
    execute(
        "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000; "
        "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
}

void Database::execute(std::string_view script) {
    const std::string text(script);
    if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw_error();
    }
}

std::int64_t Database::last_insert_id() const {
    return sqlite3_last_insert_rowid(handle_.get());
}

std::int64_t Database::changed_rows() const {
    return sqlite3_changes64(handle_.get());
}

Database::Statement& Database::prepare(Sql sql) {
    auto& statement = statements_[sql.text];
    if (!statement.handle) {
        sqlite3_stmt* made = nullptr;
        const int code = sqlite3_prepare_v3(handle_.get(), sql.text, -1, SQLITE_PREPARE_PERSISTENT,
                                            &made, nullptr);
        statement.handle.reset(made);
        if (code != SQLITE_OK) throw_error();
    }
    return statement;
}

void Database::throw_error() const {
    const int extended = sqlite3_extended_errcode(handle_.get());
    throw DatabaseError(code_of(extended),
                        fmt::format("{}: {} ({})", file_name_, mend_of(extended),
                                    handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory"));
}

Query::Query(Database& database, Sql sql)
    : database_(database), cached_(database.prepare(sql)), statement_(cached_.handle.get()) {
    assert(!sqlite3_stmt_busy(statement_));
}

Query::~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

int Query::index_of(Parameter parameter) {
    auto& known = cached_.parameters;
    const std::size_t place = bound_++;
    if (place < known.size() && known[place].first == parameter.name) return known[place].second;
    const int index = sqlite3_bind_parameter_index(statement_, parameter.name);
    assert(index != 0 && "no such parameter");
    if (place == known.size()) known.emplace_back(parameter.name, index);
    return index;
}

void Query::check(int code) const {
    if (code != SQLITE_OK) database_.throw_error();
}

Query& Query::bind_integer(Parameter parameter, std::int64_t integer) {
    check(sqlite3_bind_int64(statement_, index_of(parameter), integer));
    return *this;
}

Query& Query::bind(Parameter parameter, std::string_view text) {
    // A null pointer would bind NULL.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(statement_, index_of(parameter), bytes, text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

Query& Query::bind_in_place(Parameter parameter, std::string_view text) {
    const char* bytes = text.data() == nullptr ? "" : text.data();
    check(sqlite3_bind_text64(statement_, index_of(parameter), bytes, text.size(), SQLITE_STATIC,
                              SQLITE_UTF8));
    return *this;
}

Query& Query::bind(Parameter parameter, double real) {
    check(sqlite3_bind_double(statement_, index_of(parameter), real));
    return *this;
}

Query& Query::bind(Parameter parameter, std::nullopt_t) {
    check(sqlite3_bind_null(statement_, index_of(parameter)));
    return *this;
}

Query& Query::bind_blob(Parameter parameter, std::string_view bytes) {
    const char* start = bytes.data() == nullptr ? "" : bytes.data();
    check(sqlite3_bind_blob64(statement_, index_of(parameter), start, bytes.size(),
                              SQLITE_TRANSIENT));
    return *this;
}

bool Query::step() {
    column_ = 0;
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) database_.throw_error();
    return code == SQLITE_ROW;
}

void Query::run() {
    while (step()) {
    }
}

std::int64_t Query::integer() {
    return sqlite3_column_int64(statement_, column_++);
}

double Query::real() {
    return sqlite3_column_double(statement_, column_++);
}

std::string Query::text() {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column_));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_));
    ++column_;
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

std::optional<Instant> Query::maybe_instant() {
    if (sqlite3_column_type(statement_, column_) == SQLITE_NULL) {
        ++column_;
        return std::nullopt;
    }
    return instant();
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const DatabaseError&) {
        // SQLite has rolled back by itself (disk full, I/O error): what we wanted.
        open_ = false;
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

Savepoint::Savepoint(Database& database) : database_(database) {
    database_.execute("SAVEPOINT item");
}

Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK TO item; RELEASE item");
    } catch (const DatabaseError&) {
        open_ = false;  // the whole transaction is rolled back already
    }
}

void Savepoint::release() {
    database_.execute("RELEASE item");
    open_ = false;
}

}  // namespace sawthis::store
