#include "app/files.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
namespace fs = std::filesystem;

TEST_CASE("read_file takes regular files of bounded size only", "[app][files]") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("a.txt", "hello");
    CHECK(app::read_file(file, 5) == "hello");
    CHECK(app::read_file(file, 4).error().code == ErrorCode::bad_input);
    CHECK(app::read_file(folder.path() / "none", 5).error().code == ErrorCode::not_found);
    CHECK(app::read_file(folder.path(), 5).error().code == ErrorCode::bad_input);
    CHECK(app::read_file("/dev/zero", 5).error().code == ErrorCode::bad_input);
    const auto pipe = folder.path() / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(app::read_file(pipe, 5).error().code == ErrorCode::bad_input);
    const auto loop = folder.path() / "loop";
    fs::create_symlink(loop, loop);
    CHECK_FALSE(app::read_file(loop, 5));
}

TEST_CASE("write_file replaces a file whole, for its owner alone", "[app][files]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "a.txt";
    REQUIRE(app::write_file(file, "one"));
    REQUIRE(app::write_file(file, "two"));
    CHECK(app::read_file(file, 100) == "two");
    CHECK((fs::status(file).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
    CHECK_FALSE(app::write_file(folder.path() / "none" / "a.txt", "x"));
}

TEST_CASE("make_private_folder makes and tightens", "[app][files]") {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "a" / "b";
    REQUIRE(app::make_private_folder(path));
    CHECK((fs::status(path).permissions() & fs::perms::all) == fs::perms::owner_all);
    fs::permissions(path, fs::perms::all);
    REQUIRE(app::make_private_folder(path));
    CHECK((fs::status(path).permissions() & fs::perms::all) == fs::perms::owner_all);
    CHECK_FALSE(app::make_private_folder(folder.write("file", "x")));
}
