#include "app/data_lock.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <future>
#include <memory>

#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
using namespace std::chrono_literals;
using app::DataLock;

TEST_CASE("a second taker is told who holds the directory", "[app][lock]") {
    const test::TemporaryFolder folder;
    const auto first = DataLock::take(folder.path(), "poll", 0ms);
    REQUIRE(first);
    const auto second = DataLock::take(folder.path(), "match", 20ms);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::conflict);
    CHECK_THAT(second.error().detail, Catch::Matchers::Contains("in use by `sawthis poll`"));
    CHECK_THAT(second.error().detail, Catch::Matchers::Contains(std::to_string(::getpid())));
}

TEST_CASE("who may listen is another right than who may write", "[app][lock]") {
    using app::DataRight;
    const test::TemporaryFolder folder;
    CHECK_FALSE(DataLock::is_taken(folder.path(), DataRight::listen));
    {
        const auto listener = DataLock::take(folder.path(), "listen", 0ms, DataRight::listen);
        REQUIRE(listener);
        CHECK(DataLock::is_taken(folder.path(), DataRight::listen));
        CHECK_FALSE(DataLock::take(folder.path(), "listen", 0ms, DataRight::listen));
        CHECK(DataLock::take(folder.path(), "poll", 0ms));
    }
    CHECK_FALSE(DataLock::is_taken(folder.path(), DataRight::listen));
}

TEST_CASE("a waiting taker gets the directory when the first lets go", "[app][lock]") {
    const test::TemporaryFolder folder;
    auto first = std::make_unique<Result<DataLock>>(DataLock::take(folder.path(), "poll", 0ms));
    REQUIRE(*first);
    auto second = std::async(std::launch::async, [&] {
        return DataLock::take(folder.path(), "match", 10s).has_value();
    });
    first.reset();
    CHECK(second.get());
}

TEST_CASE("the lock of a killed process is free", "[app][lock]") {
    const test::TemporaryFolder folder;
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    const auto child = ::fork();
    if (child == 0) {
        const auto lock = DataLock::take(folder.path(), "poll", 0ms);
        const char done = lock ? 'y' : 'n';
        [[maybe_unused]] const auto written = ::write(ready[1], &done, 1);
        ::pause();
        ::_exit(0);
    }
    char done = 0;
    REQUIRE(::read(ready[0], &done, 1) == 1);
    CHECK(done == 'y');
    CHECK_FALSE(DataLock::take(folder.path(), "match", 0ms));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK(DataLock::take(folder.path(), "match", 0ms));
    ::close(ready[0]);
    ::close(ready[1]);
}
