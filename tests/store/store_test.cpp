#include "store/store.hpp"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "store/database.hpp"
#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;
namespace fs = std::filesystem;

namespace {

mode_t mode_of(const fs::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

void run_script(const fs::path& file, std::string_view script) {
    Database(file, Database::Mode::read_write, std::chrono::milliseconds{100}).execute(script);
}

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

void write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

Error refusal(const fs::path& file, Store::Mode mode = Store::Mode::read_write) {
    const auto store = Store::open(file, mode);
    REQUIRE_FALSE(store.has_value());
    return store.error();
}

}  // namespace

TEST_CASE("the database and its companions are readable by their owner alone", "[store]") {
    const mode_t old_mask = ::umask(0);
    OneSource one;
    poll(one.store, one.source, {make_article("g", "", "T")});
    for (const auto* suffix : {"", "-wal", "-shm"}) {
        CAPTURE(suffix);
        CHECK(mode_of(one.folder.file().string() + suffix) == 0600);
    }
    ::umask(old_mask);
}

TEST_CASE("a restored copy that others could read is closed to them", "[store]") {
    const Folder folder;
    open_store(folder.file());
    fs::permissions(folder.file(), fs::perms::others_read, fs::perm_options::add);
    open_store(folder.file());
    CHECK(mode_of(folder.file()) == 0600);
}

TEST_CASE("a database of a newer version is refused with both numbers and the mend", "[store]") {
    const Folder folder;
    open_store(folder.file());
    run_script(folder.file(), "PRAGMA user_version = 987");
    for (const auto mode : {Store::Mode::read_write, Store::Mode::read_only}) {
        const auto error = refusal(folder.file(), mode);
        CHECK(error.code == ErrorCode::storage);
        CHECK(error.detail.find("987") != std::string::npos);
        CHECK(error.detail.find("up to " + std::to_string(Store::newest_schema())) !=
              std::string::npos);
        CHECK(error.detail.find("install the newer sawthis") != std::string::npos);
    }
}

TEST_CASE("another program's database is refused and left as it was", "[store]") {
    const Folder folder;
    run_script(folder.file(), "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    const auto before = read_file(folder.file());
    CHECK(refusal(folder.file()).detail.find("another program") != std::string::npos);
    CHECK(read_file(folder.file()) == before);
}

TEST_CASE("read_only needs a database that is there", "[store]") {
    const Folder folder;
    CHECK(refusal(folder.file(), Store::Mode::read_only).code == ErrorCode::not_found);
    CHECK_FALSE(fs::exists(folder.file()));
    write_file(folder.file(), "");
    CHECK(refusal(folder.file(), Store::Mode::read_only).code == ErrorCode::not_found);
}

TEST_CASE("a folder that is not there is named in the error", "[store]") {
    const Folder folder;
    const auto error = refusal(folder.file().parent_path() / "nowhere" / "sawthis.db");
    CHECK(error.code == ErrorCode::storage);
    CHECK(error.detail.find("nowhere") != std::string::npos);
}

TEST_CASE("a damaged file is a storage error with a mend, never a crash", "[store]") {
    const Folder folder;
    SECTION("no database at all") {
        write_file(folder.file(), std::string(10'000, 'x'));
        for (const auto mode : {Store::Mode::read_write, Store::Mode::read_only}) {
            const auto error = refusal(folder.file(), mode);
            CHECK(error.code == ErrorCode::storage);
            CHECK(error.detail.find("put a copy of it back") != std::string::npos);
        }
    }
    SECTION("cut or overwritten anywhere") {
        {
            auto store = open_store(folder.file());
            const auto source = add_source(store, "https://e.org/f");
            for (int i = 0; i < 40; ++i) {
                const auto n = std::to_string(i);
                poll(store, source,
                     {make_article(n, "https://e.org/" + n, n, std::string(900, 'a'))});
            }
        }
        const std::string whole = read_file(folder.file());
        for (std::size_t at = 0; at < whole.size(); at += 4096 + 1000) {
            for (const bool cut : {true, false}) {
                CAPTURE(at, cut);
                std::string broken = whole.substr(0, at);
                if (!cut)
                    broken +=
                        std::string(2000, '\x5a') + whole.substr(std::min(whole.size(), at + 2000));
                write_file(folder.file(), broken);
                const auto store = Store::open(folder.file(), Store::Mode::read_write);
                if (!store) {
                    CHECK(store.error().code == ErrorCode::storage);
                    continue;
                }
                const auto listed = store->list_articles({});
                if (!listed) CHECK(listed.error().code == ErrorCode::storage);
                const auto checked = store->check();
                if (!listed) CHECK_FALSE(checked.has_value());
                fs::remove(folder.file().string() + "-wal");
                fs::remove(folder.file().string() + "-shm");
            }
        }
    }
}

TEST_CASE("a reader sees what a writer has committed, and cannot write", "[store]") {
    OneSource one;
    auto reader = open_store(one.folder.file(), Store::Mode::read_only);
    for (std::size_t i = 1; i <= 5; ++i) {
        const auto n = std::to_string(i);
        poll(one.store, one.source, {make_article(n, "", n, n)});
        CHECK(want(reader.article_count()) == i);
    }
    Source source;
    source.url = "https://e.org/other";
    CHECK(reader.put_source(source).error().code == ErrorCode::storage);
}

TEST_CASE("whoever waits too long for a writer is told so", "[store]") {
    OneSource one;
    Database busy(one.folder.file(), Database::Mode::read_write, std::chrono::milliseconds{1});
    Database other(one.folder.file(), Database::Mode::read_write, std::chrono::milliseconds{1});
    const Transaction transaction(busy);
    const auto result = guard("writing", [&]() -> Result<void> {
        Transaction second(other);
        return {};
    });
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::conflict);
    CHECK(result.error().detail.find("another sawthis process") != std::string::npos);
}

TEST_CASE("a transaction rolls back unless committed, and a savepoint alone", "[store]") {
    const Folder folder;
    Database database(folder.file(), Database::Mode::read_write, std::chrono::milliseconds{100});
    database.execute("CREATE TABLE t (x INTEGER) STRICT");
    const auto count = [&] {
        Query query(database, "SELECT count(*) FROM t");
        return query.step() ? query.integer() : -1;
    };
    const auto insert = [&] {
        Query(database, "INSERT INTO t (x) VALUES (:x)").bind(":x", 1).run();
    };
    {
        Transaction transaction(database);
        insert();
    }
    CHECK(count() == 0);
    {
        Transaction transaction(database);
        insert();
        {
            Savepoint savepoint(database);
            insert();
        }
        {
            Savepoint savepoint(database);
            insert();
            savepoint.release();
        }
        transaction.commit();
    }
    CHECK(count() == 2);
}

TEST_CASE("a filled database of each earlier schema opens with all that was in it", "[store]") {
    const char* root = std::getenv("SAWTHIS_SOURCE_DIR");
    const fs::path data = fs::path(root == nullptr ? "." : root) / "tests/store/data";
    for (int schema = 1; schema <= Store::newest_schema(); ++schema) {
        CAPTURE(schema);
        const auto dump = read_file(data / ("schema_" + std::to_string(schema) + ".sql"));
        REQUIRE_FALSE(dump.empty());
        const Folder folder;
        run_script(folder.file(), dump);
        auto store = open_store(folder.file());
        CHECK(want(store.article_count()) == 2);
        CHECK(want(store.last_change()) == 3);
        CHECK(want(store.load_sources()).at(0).state.etag == "\"abc\"");
        CHECK(want(store.find_contact("ana-ruiz"))->teams == std::vector<std::string>{"Giants"});
        // Matches are made anew from judgements; those that the database holds stay.
        const bool judges = schema >= 4;
        CHECK(want(store.load_judgements(std::nullopt)).size() == (judges ? 1 : 0));
        CHECK(want(store.load_judged_targets()).size() == (judges ? 1 : 0));
        CHECK(want(store.load_feedback()).size() == (judges ? 1 : 0));
        CHECK(want(store.judge_position()).change == (judges ? 3 : 0));
        CHECK(want(store.load_suggestions()).size() == 1);
        CHECK(want(store.load_notices({.untold = true})).size() == (schema >= 9 ? 1 : 0));
        CHECK(want(store.load_subscriptions()).size() == (schema >= 10 ? 1 : 0));
        CHECK(want(store.ungrouped_articles(10)).size() == 1);
        want(store.check());
        const auto known = want(store.find_article("g1"));
        CHECK(poll(store, known->source, {*known}) == TakenIn{0, 0, 1});
    }
}
