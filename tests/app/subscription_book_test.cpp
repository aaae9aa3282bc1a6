#include "app/subscription_book.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace std::chrono_literals;
using app::CallbackEvent;
using app::SubscriptionBook;

namespace {

constexpr Instant kNow{std::chrono::seconds{1'000'000}};

store::StoredSource feed(std::int64_t id, const std::string& hub = "https://hub.example/") {
    store::StoredSource stored;
    stored.source.id = {id};
    stored.state.hub = hub;
    stored.state.topic = "https://a.example/" + std::to_string(id);
    return stored;
}

net::HttpOutcome accepted() {
    return {.response = net::HttpResponse{.status = 202}};
}

net::HttpOutcome refused() {
    net::HttpOutcome outcome;
    outcome.response = tl::unexpected(Failure{FailureKind::status, "HTTP 500"});
    return outcome;
}

/// A book whose tokens are "1", "2", ...
struct Book {
    int tokens = 0;
    SubscriptionBook book{{}, [this] { return std::optional(std::to_string(++tokens)); }};

    void follow(const std::vector<store::StoredSource>& sources, Instant now = kNow) {
        book.follow(sources, now);
    }
    const Subscription& only() const {
        REQUIRE(book.all().size() == 1);
        return book.all()[0];
    }
    void confirm(std::chrono::seconds lease, Instant now = kNow) {
        book.note_said({.kind = CallbackEvent::Kind::confirmed, .token = "1", .lease = lease}, now);
    }
    void say(CallbackEvent::Kind kind) { book.note_said({.kind = kind, .token = "1"}, kNow); }
};

}  // namespace

TEST_CASE("a feed that announces a hub is subscribed to, nothing else is", "[app][websub]") {
    auto page = feed(2);
    page.source.kind = SourceKind::page;
    auto ended = feed(3);
    ended.state.retired = true;
    Book book;
    book.follow({feed(1), page, ended, feed(4, "")});
    CHECK(book.only().source == SourceId{1});
    CHECK(book.only().topic == "https://a.example/1");
    CHECK(book.only().token != book.only().secret);
    CHECK(book.book.due(kNow).size() == 1);
    book.follow({feed(1)});
    CHECK(book.only().token == "1");
}

TEST_CASE("a lease is renewed before it ends", "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.book.note_asked("1", accepted(), kNow);
    book.confirm(3h);
    CHECK(book.only().state == SubscriptionState::active);
    CHECK(book.only().lease_end == kNow + 3h);
    CHECK(book.only().failures == 0);
    CHECK(book.book.due(kNow + 2h - 1s).empty());
    CHECK(book.book.due(kNow + 2h).size() == 1);
    CHECK(book.book.next_due() == kNow + 2h);
    book.confirm(3h, kNow + 2h);
    CHECK(book.only().lease_end == kNow + 5h);
    // A hub cannot make us ask every second.
    book.confirm(1s);
    CHECK(book.book.next_due() == kNow + 5min);
}

TEST_CASE("a hub that fails or does not confirm is asked again, later each time", "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.book.note_asked("1", accepted(), kNow);
    CHECK(book.only().last_failure.kind == FailureKind::hub_silent);
    CHECK(book.only().next_ask == kNow + 10min);
    book.book.note_asked("1", refused(), kNow);
    CHECK(book.only().last_failure == Failure{FailureKind::status, "HTTP 500"});
    CHECK(book.only().next_ask == kNow + 20min);
    auto busy = refused();
    busy.retry_after = 5h;
    book.book.note_asked("1", busy, kNow);
    CHECK(book.only().next_ask == kNow + 5h);
    for (int i = 0; i < 100; ++i) book.book.note_asked("1", refused(), kNow);
    CHECK(book.only().next_ask == kNow + 24h);
}

TEST_CASE("a hub that refuses is left alone for a week", "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.book.note_asked("1", accepted(), kNow);
    book.book.note_said({.kind = CallbackEvent::Kind::denied, .token = "1", .reason = "not\nyou"},
                        kNow);
    CHECK(book.only().state == SubscriptionState::denied);
    CHECK(book.only().last_failure == Failure{FailureKind::hub_denied, "not you"});
    CHECK(book.book.next_due() == kNow + 7 * 24h);
    book.confirm(3h);
    CHECK(book.only().state == SubscriptionState::active);
}

TEST_CASE("what is not wanted any more is left, and goes when the hub knows", "[app][websub]") {
    const bool removed = GENERATE(true, false);
    CAPTURE(removed);
    Book book;
    book.follow({feed(1)});
    book.book.note_asked("1", accepted(), kNow);
    book.confirm(3h);
    const auto sources = removed ? std::vector<store::StoredSource>{}
                                 : std::vector{feed(1, "https://other.example/")};
    book.follow(sources);
    REQUIRE(book.book.all().size() == (removed ? 1 : 2));
    CHECK(book.book.all()[0].state == SubscriptionState::leaving);
    CHECK(book.book.due(kNow).at(0).token == "1");
    if (!removed) {
        CHECK(book.book.all()[1].hub == "https://other.example/");
        CHECK(book.book.all()[1].state == SubscriptionState::asked);
    }
    SECTION("the hub confirms that") {
        book.say(CallbackEvent::Kind::left);
    }
    SECTION("the hub never answers") {
        for (int i = 0; i < 3; ++i) book.book.note_asked("1", refused(), kNow);
        book.follow(sources);
    }
    SECTION("the lease ends") {
        book.follow(sources, kNow + 3h);
    }
    CHECK(book.book.find("1") == nullptr);
    CHECK(book.book.take_gone().at(0) == "1");
    CHECK(book.book.take_gone().empty());
}

TEST_CASE("a hub that was never asked is not told goodbye", "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.follow({});
    CHECK(book.book.all().empty());
}

TEST_CASE("a confirmation that comes too late does not bring a subscription back",
          "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.book.note_asked("1", accepted(), kNow);
    book.follow({});
    book.confirm(3h);
    CHECK(book.only().state == SubscriptionState::leaving);
    book.say(CallbackEvent::Kind::denied);
    CHECK(book.book.all().empty());
    book.say(CallbackEvent::Kind::confirmed);
    CHECK(book.book.all().empty());
}

TEST_CASE("a push that can be read counts, another is remembered with its failure",
          "[app][websub]") {
    Book book;
    book.follow({feed(1)});
    book.confirm(3h);
    book.book.note_push("1", {FailureKind::not_a_feed, "x"}, kNow);
    CHECK_FALSE(book.only().last_push);
    CHECK(book.only().last_failure.kind == FailureKind::not_a_feed);
    book.book.note_push("1", {}, kNow + 1s);
    CHECK(book.only().last_push == kNow + 1s);
    CHECK(book.only().last_failure.kind == FailureKind::none);
}

TEST_CASE("without random bytes nobody is asked", "[app][websub]") {
    SubscriptionBook book({}, [] { return std::optional<std::string>(); });
    book.follow(std::vector{feed(1)}, kNow);
    CHECK(book.all().empty());
}
