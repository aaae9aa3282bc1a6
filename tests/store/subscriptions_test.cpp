#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

Subscription subscription(SourceId source, std::string token) {
    Subscription one;
    one.token = std::move(token);
    one.source = source;
    one.hub = "https://hub.example/";
    one.topic = "https://example.org/feed";
    one.secret = "s";
    one.next_ask = at(100);
    return one;
}

}  // namespace

TEST_CASE("a subscription is kept with all that became of it", "[store][subscriptions]") {
    OneSource one;
    auto kept = subscription(one.source, "a");
    want(one.store.save_subscriptions({&kept, 1}));
    CHECK(want(one.store.load_subscriptions()) == std::vector{kept});
    kept.state = SubscriptionState::active;
    kept.next_ask.reset();
    kept.lease_end = at(900);
    kept.last_push = at(200);
    kept.failures = 2;
    kept.last_failure = {FailureKind::status, "HTTP 500"};
    want(one.store.save_subscriptions({&kept, 1}));
    CHECK(want(one.store.load_subscriptions()) == std::vector{kept});
    want(one.store.remove_subscription("a"));
    CHECK(want(one.store.load_subscriptions()).empty());
    want(one.store.remove_subscription("a"));
}

TEST_CASE("a source has one subscription besides those it leaves", "[store][subscriptions]") {
    OneSource one;
    auto old = subscription(one.source, "a");
    const auto next = subscription(one.source, "b");
    want(one.store.save_subscriptions({&old, 1}));
    CHECK_FALSE(one.store.save_subscriptions({&next, 1}).has_value());
    old.state = SubscriptionState::leaving;
    const std::vector both{old, next};
    want(one.store.save_subscriptions(both));
    CHECK(want(one.store.load_subscriptions()) == both);
}

TEST_CASE("pushes stand for polls while they bring what there is", "[store][subscriptions]") {
    auto one = subscription({1}, "a");
    one.state = SubscriptionState::active;
    one.lease_end = at(900);
    CHECK_FALSE(is_pushed(one, std::nullopt, at(500)));  // nothing has come yet
    one.last_push = at(400);
    CHECK(is_pushed(one, std::nullopt, at(500)));
    CHECK(is_pushed(one, at(400), at(500)));
    CHECK_FALSE(is_pushed(one, at(401), at(500)));  // a poll found what was not pushed
    CHECK_FALSE(is_pushed(one, at(400), at(900)));  // the lease is over
    one.state = SubscriptionState::denied;
    CHECK_FALSE(is_pushed(one, at(400), at(500)));
}

TEST_CASE("what a feed announces is kept until the source is read anew", "[store][subscriptions]") {
    OneSource one;
    Store::Polled polled;
    polled.source = one.source;
    polled.state.hub = "https://hub.example/";
    polled.state.topic = "https://example.org/feed";
    want(one.store.save_poll(polled));
    CHECK(want(one.store.load_sources()).at(0).state == polled.state);
    want(one.store.remove_source(one.source));
    add_source(one.store, "https://example.org/feed");
    CHECK(want(one.store.load_sources()).at(0).state.hub.empty());
}

TEST_CASE("news that came after the last poll keeps its time", "[store][subscriptions]") {
    OneSource one;
    Store::Polled polled;
    polled.source = one.source;
    polled.articles = {make_article("1", "", "One")};
    polled.state.last_poll = at(100);
    polled.state.last_new = at(300);
    want(one.store.save_poll(polled));
    CHECK(want(one.store.load_sources()).at(0).state.last_new == at(300));
}
