#include <string>

#include "app/offline_watch.hpp"
#include "app/poll.hpp"
#include "app/search.hpp"
#include "tests/app/world.hpp"

using namespace sawthis;
using app::OfflineWatch;
using app::PollAnswer;
using app::PollOutcome;
using test::want;
using test::World;

namespace {

PollAnswer answer(const std::string& url, FailureKind failure, bool read_before = true) {
    PollAnswer answer;
    answer.report.source.url = url;
    answer.report.failure.kind = failure;
    if (failure != FailureKind::none) answer.report.outcome = PollOutcome::failed;
    if (read_before) answer.polled.state.last_success = test::at("2026-11-19T07:30:00Z");
    return answer;
}

/// How many answers of `batch` can be kept.
std::size_t sift(OfflineWatch& watch, std::vector<PollAnswer> batch) {
    return watch.sift(std::move(batch)).size();
}

/// A source that was read a day ago.
SourceId add_read_source(app::App& app, const std::string& url) {
    Source source;
    source.url = url;
    store::Store::Polled polled;
    polled.source = want(app.store().put_source(source)).id;
    polled.state.last_success = test::at("2026-11-19T07:30:00Z");
    polled.state.next_poll = test::at("2026-11-19T08:30:00Z");
    want(app.store().save_poll(polled));
    return polled.source;
}

}  // namespace

TEST_CASE("where no name of two hosts resolves there is no network", "[app][offline]") {
    OfflineWatch watch;
    CHECK(sift(watch, {answer("https://a.example/1", FailureKind::dns),
                       answer("https://a.example/2", FailureKind::dns)}) == 0);
    CHECK_FALSE(watch.is_offline());  // it may be the one host that is gone
    CHECK(sift(watch, {answer("https://b.example/", FailureKind::dns)}) == 0);
    CHECK(watch.is_offline());
    CHECK(watch.held_back() == 3);
}

TEST_CASE("one answer from the network lets all be kept", "[app][offline]") {
    const auto kind = GENERATE(FailureKind::none, FailureKind::refused, FailureKind::status);
    OfflineWatch watch;
    CHECK(sift(watch, {answer("https://a.example/", FailureKind::dns),
                       answer("https://b.example/", FailureKind::dns)}) == 0);
    CHECK(sift(watch, {answer("https://c.example/", kind)}) == 3);
    CHECK(sift(watch, {answer("https://d.example/", FailureKind::dns)}) == 1);
    CHECK_FALSE(watch.is_offline());
}

TEST_CASE("a source that was never read fails as such", "[app][offline]") {
    OfflineWatch watch;
    CHECK(sift(watch, {answer("https://a.example/", FailureKind::dns, false),
                       answer("https://b.example/", FailureKind::dns, false)}) == 2);
    CHECK_FALSE(watch.is_offline());
}

TEST_CASE("a poll without a network leaves all sources as they were", "[app][offline]") {
    World world;
    auto app = world.open();
    add_read_source(app, "http://a.invalid/feed");
    add_read_source(app, "http://b.invalid/feed");
    const auto states = [&] {
        std::vector<PollState> all;
        for (const auto& one : want(app.store().load_sources())) all.push_back(one.state);
        return all;
    };
    const auto before = states();
    SECTION("and says so once") {
        const auto report = want(app::poll(app, {}, {}));
        CHECK(report.unreached == 2);
        CHECK(report.sources.empty());
        CHECK(states() == before);
    }
    SECTION("and still catches up with what an earlier one left") {
        store::Store::Polled left;
        left.source = want(app.store().load_sources()).at(0).source.id;
        left.state = states().at(0);
        Article article;
        article.guid = "n1";
        article.title = "A bridge over the Alder";
        article.first_seen = test::at("2026-11-19T07:30:00Z");
        left.articles.push_back(article);
        want(app.store().save_poll(left));
        CHECK(want(app::poll(app, {}, {})).unreached == 2);
        CHECK(want(app::search(app, {"bridge", 0, 10, false})).rows.size() == 1);
    }
    SECTION("but not if another source answers") {
        world.serve("/a.rss", "application/rss+xml", "<rss><channel/></rss>");
        world.add(app, "/a.rss");
        const auto report = want(app::poll(app, {}, {}));
        CHECK(report.unreached == 0);
        CHECK(report.sources.size() == 3);
        CHECK(states().at(0).failures == 1);
    }
}
