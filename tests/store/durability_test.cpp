#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <random>
#include <set>

#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

constexpr int kArticlesPerPoll = 3;

std::vector<Article> articles_of(int number) {
    std::vector<Article> articles;
    for (int i = 0; i < kArticlesPerPoll; ++i) {
        const auto id = std::to_string(number) + "-" + std::to_string(i);
        articles.push_back(
            make_article(id, "https://e.org/" + id, "Title " + id, std::string(500, 'x') + id));
    }
    return articles;
}

/// The child: polls `first`, `first + 1`, ... each acknowledged through the pipe once it is saved.
[[noreturn]] void write_polls(const std::filesystem::path& file, int first, int acknowledge) {
    auto store = Store::open(file, Store::Mode::read_write);
    if (!store) ::_exit(1);
    for (int number = first;; ++number) {
        Store::Polled polled;
        polled.source = SourceId{1};
        polled.state.etag = std::to_string(number);
        polled.articles = articles_of(number);
        if (!store->save_poll(polled)) ::_exit(2);
        if (::write(acknowledge, &number, sizeof number) != sizeof number) ::_exit(3);
    }
}

/// Runs the child until it has been killed after `microseconds`; gives the last number it
/// acknowledged, or `first - 1`.
int run_killed(const std::filesystem::path& file, int first, int microseconds) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        write_polls(file, first, ends[1]);
    }
    ::close(ends[1]);
    ::poll(nullptr, 0, microseconds / 1000);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFSIGNALED(status));
    int last = first - 1;
    for (int number = 0; ::read(ends[0], &number, sizeof number) == sizeof number;) last = number;
    ::close(ends[0]);
    return last;
}

}  // namespace

TEST_CASE("a writer killed at any moment loses nothing it acknowledged and doubles nothing",
          "[store][durability]") {
    const Folder folder;
    {
        auto store = open_store(folder.file());
        REQUIRE(add_source(store, "https://e.org/feed") == SourceId{1});
    }
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    int next = 0;
    int kept_before = 0;
    for (int round = 0; round < 20; ++round) {
        CAPTURE(round);
        const int last = run_killed(folder.file(), next, static_cast<int>(random() % 120'000));
        auto store = open_store(folder.file());
        want(store.check());
        const auto count = static_cast<int>(want(store.article_count()));
        REQUIRE(count % kArticlesPerPoll == 0);  // a poll is kept whole or not at all
        const int kept = count / kArticlesPerPoll;
        CHECK(kept >= std::max(kept_before, last + 1));
        // The kill may fall between commit and acknowledgement, this time or the time before.
        CHECK(kept <= std::max(kept_before, last + 2));
        kept_before = kept;
        const auto state = want(store.load_sources()).at(0).state;
        CHECK(state.etag == (kept == 0 ? "" : std::to_string(kept - 1)));
        CHECK(want(store.last_change()) == count);
        next = std::max(0, last);  // the last one once more: it must be known
    }
    auto store = open_store(folder.file());
    std::set<std::string> guids;
    for (const auto& [article, change] : want(store.load_changed_articles(0, 1'000'000))) {
        CHECK(guids.insert(article.guid).second);
    }
    CHECK(guids.size() == want(store.article_count()));
}

TEST_CASE("processes that make the database at once all get it", "[store][durability]") {
    for (int round = 0; round < 10; ++round) {
        const Folder folder;
        std::vector<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            children.push_back(::fork());
            REQUIRE(children.back() >= 0);
            if (children.back() != 0) continue;
            const auto store = Store::open(folder.file(), Store::Mode::read_write);
            ::_exit(store ? 0 : 1);
        }
        for (const auto child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            CHECK(status == 0);
        }
    }
}
