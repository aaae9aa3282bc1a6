#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

struct sqlite3;
struct sqlite3_stmt;

/// SQLite with owners, named parameters and cached statements. Internal to store/: its errors are
/// thrown as DatabaseError and become values again in guard(), at the edge of the folder.
namespace sawthis::store {

/// What SQLite refused, with the mend in its sentence.
class DatabaseError : public std::runtime_error {
public:
    DatabaseError(ErrorCode error_code, const std::string& detail)
        : std::runtime_error(detail), code(error_code) {}
    ErrorCode code;
};

/// Runs `work` (returning a Result) and turns what is thrown in it into our errors.
template <class Work>
[[nodiscard]] std::invoke_result_t<Work> guard(std::string_view doing, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const DatabaseError& error) {
        return fail_in(doing, Error{error.code, error.what()});
    }
}

/// SQL is always a literal: nothing can be pasted into it.
struct Sql {
    const char* text;
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is meant to convert
    consteval Sql(const char* literal) : text(literal) {}
};

/// The name of a parameter, like ":id": a literal, too, so that its address tells it from others.
struct Parameter {
    const char* name;
    // NOLINTNEXTLINE(google-explicit-constructor): a literal is meant to convert
    consteval Parameter(const char* literal) : name(literal) {}
};

struct CloseDatabase {
    void operator()(sqlite3* database) const;
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const;
};

/// One connection. Not to be shared by threads.
class Database {
public:
    enum class Mode { read_only, read_write };

    /// read_write creates the file, readable by its owner alone. Throws not_found where read_only
    /// finds no file, else as throw_error() says.
    Database(const std::filesystem::path& file, Mode mode, std::chrono::milliseconds busy_timeout);

    void execute(std::string_view script);  // several statements, no parameters, no rows
    [[nodiscard]] std::int64_t last_insert_id() const;
    [[nodiscard]] std::int64_t changed_rows() const;  // by the last INSERT, UPDATE or DELETE

private:
    friend class Query;
    /// A statement, and its parameters in the order in which they were bound the first time: they
    /// nearly always are again, and SQLite finds a name by comparing it with all others.
    struct Statement {
        std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
        std::vector<std::pair<const char*, int>> parameters;
    };
    [[nodiscard]] Statement& prepare(Sql sql);  // once; cached by the literal's address
    [[noreturn]] void throw_error() const;

    std::string file_name_;
    std::unique_ptr<sqlite3, CloseDatabase> handle_;
    // After handle_, so that the statements go first.
    std::unordered_map<const char*, Statement> statements_;
};

/// One run of a statement: bind, then run() or step() through the rows and read the columns of each
/// from left to right. The same statement must not run twice at once.
class Query {
public:
    Query(Database& database, Sql sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& bind(Parameter parameter, std::string_view text);
    Query& bind(Parameter parameter, const char* text) {
        return bind(parameter, std::string_view(text));
    }
    Query& bind(Parameter parameter, const std::string& text) {
        return bind(parameter, std::string_view(text));
    }
    /// The same without a copy: the text has to outlive the query.
    Query& bind_in_place(Parameter parameter, std::string_view text);
    Query& bind(Parameter parameter, double real);
    Query& bind(Parameter parameter, std::nullopt_t);
    Query& bind_blob(Parameter parameter, std::string_view bytes);
    template <std::integral T>
    Query& bind(Parameter parameter, T integer) {
        return bind_integer(parameter, static_cast<std::int64_t>(integer));
    }
    template <class Tag>
    Query& bind(Parameter parameter, Id<Tag> id) {
        return bind_integer(parameter, id.value);
    }
    Query& bind(Parameter parameter, Instant instant) {
        return bind_integer(parameter, instant.time_since_epoch().count());
    }
    template <class T>
    Query& bind(Parameter parameter, const std::optional<T>& value) {
        return value ? bind(parameter, *value) : bind(parameter, std::nullopt);
    }

    /// The next row; false after the last.
    [[nodiscard]] bool step();
    void run();  // to the end

    [[nodiscard]] std::int64_t integer();
    [[nodiscard]] bool boolean() { return integer() != 0; }
    [[nodiscard]] double real();
    [[nodiscard]] std::string text();  // also of a blob; empty for NULL
    [[nodiscard]] Instant instant() { return Instant{std::chrono::seconds{integer()}}; }
    [[nodiscard]] std::optional<Instant> maybe_instant();

private:
    Query& bind_integer(Parameter parameter, std::int64_t integer);
    [[nodiscard]] int index_of(Parameter parameter);
    void check(int code) const;

    Database& database_;
    Database::Statement& cached_;
    sqlite3_stmt* statement_;
    std::size_t bound_ = 0;
    int column_ = 0;
};

/// A writing transaction, rolled back unless committed. IMMEDIATE: a deferred one that comes to
/// write after another's commit fails at once, whatever the busy timeout.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& database_;
    bool open_ = true;
};

/// A part of a transaction that can fail alone: undone unless released. Savepoints do not nest.
class Savepoint {
public:
    explicit Savepoint(Database& database);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    void release();

private:
    Database& database_;
    bool open_ = true;
};

}  // namespace sawthis::store
