#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "app/listening.hpp"
#include "app/poll.hpp"
#include "app/search.hpp"
#include "tests/app/world.hpp"
#include "tests/support/raw_exchange.hpp"
#include "tests/support/websub_hub.hpp"
#include "web/callback_listener.hpp"

/// Subscriptions from end to end: a feed, its hub, our listener, the store.

using namespace sawthis;
using namespace std::chrono_literals;
using test::at;
using test::status_of;
using test::want;

namespace {

constexpr const char* kType = "application/atom+xml";

/// An installation that listens, and a feed that announces a hub.
struct PushedWorld : test::World {
    test::WebSubHub hub;
    std::optional<app::Listening> listening;
    std::optional<web::CallbackListener> listener;

    explicit PushedWorld(bool hub_allowed = true) {
        folder.write(
            "config.toml",
            fmt::format("[fetch]\npage_gap = 0\nallow_private = [\"{}\", \"{}\"]\n"
                        "[websub]\nenabled = true\npublic_url = "
                        "\"https://hooks.example/sawthis/\"\n",
                        server.host_port(), hub_allowed ? hub.server().host_port() : "x:1"));
        publish({"One"});
        {
            auto app = open();
            add(app, "/feed");
            want(app::poll(app, {}, {}));
        }
        listen();
    }
    /// What the feed says from now on, whether it is pushed or not.
    std::string publish(const std::vector<std::string>& titles) {
        auto text = fmt::format(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Ledger</title>"
            "<link rel='hub' href='{}'/><link rel='self' href='{}'/>",
            hub.server().url("/hub"), server.url("/feed"));
        for (const auto& title : titles) {
            text += fmt::format(
                "<entry><id>{0}</id><title>{0} of the council</title><updated>2026-11-20T07:00:00Z"
                "</updated><link href='https://ledger.example/{0}'/><content>The council met over "
                "number {0} for the whole of the morning.</content></entry>",
                title);
        }
        site["/feed"] = {200, {{"Content-Type", kType}}, text + "</feed>"};
        return site["/feed"].body;
    }
    void listen() {
        listener.reset();
        listening.reset();
        auto begun = app::Listening::begin(options());
        if (!begun) FAIL(begun.error().detail);
        listening = std::move(*begun);
        auto started = web::CallbackListener::start("127.0.0.1:0", listening->desk(), {});
        if (!started) FAIL(started.error().detail);
        listener = std::move(*started);
        hub.reach(listener->port());
    }
    app::AppOptions options() const {
        return {folder.path() / "data", folder.path() / "config.toml", true, at(now)};
    }
    app::ListenTurn turn() { return want(listening->turn()); }
    /// It is then, and the listener was started again: what it knows stands in the store.
    void pass_to(const std::string& then) {
        now = then;
        listen();
    }
    void subscribe(std::string_view lease = "864000") {
        turn();
        CHECK(status_of(hub.confirm(hub.requests().back(), lease)) == 200);
        turn();
    }
    app::SourceRow row() {
        auto app = open(app::Access::read);
        return want(app::list_sources(app)).at(0);
    }
    std::vector<Subscription> subscriptions() {
        return want(open(app::Access::read).store().load_subscriptions());
    }
    std::size_t articles() { return want(open(app::Access::read).store().article_count()); }
    std::size_t polled() {
        auto app = open();
        return want(app::poll(app, {}, {})).sources.size();
    }
};

}  // namespace

TEST_CASE("what a hub pushes is kept as if it had been polled", "[web][websub]") {
    PushedWorld world;
    const auto polled_at = world.row().stored.state.last_poll;
    CHECK(world.turn().asked == 1);
    const auto asked = world.hub.requests().at(0);
    CHECK(asked.mode == "subscribe");
    CHECK(asked.topic == world.server.url("/feed"));
    CHECK(asked.callback.starts_with("https://hooks.example/sawthis/websub/"));
    CHECK(asked.lease == "864000");
    CHECK(asked.secret.size() == 64);

    const auto confirmed = world.hub.confirm(asked, "864000");
    CHECK(status_of(confirmed) == 200);
    CHECK(test::body_of(confirmed) == "a-challenge");
    CHECK(world.turn().asked == 0);
    CHECK(world.row().subscription->state == SubscriptionState::active);
    CHECK_FALSE(world.row().pushed);  // nothing has come yet

    world.now = "2026-11-20T07:31:00Z";
    world.listen();
    CHECK(status_of(world.hub.push(asked, kType, world.publish({"Two", "One"}))) == 202);
    const auto pushed = world.turn().pushed;
    CHECK(pushed.taken == store::TakenIn{1, 0, 1});
    CHECK(pushed.sources.at(0).outcome == app::PollOutcome::fresh);
    CHECK(world.articles() == 2);
    const auto row = world.row();
    CHECK(row.pushed);
    CHECK(row.stored.state.last_new == at(world.now));
    CHECK(row.stored.state.last_poll == polled_at);
    auto app = world.open();
    CHECK(want(app::search(app, {.query = "title:Two"})).rows.size() == 1);
    CHECK(want(app.store().ungrouped_articles(10)).empty());
}

TEST_CASE("a source that is pushed is polled once in the longest interval, until that falls silent",
          "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    world.hub.push(world.hub.requests().at(0), kType, world.publish({"Two", "One"}));
    world.turn();
    world.pass_to("2026-11-20T19:30:00Z");
    CHECK(world.polled() == 0);
    SECTION("nobody listens any more") {
        world.listener.reset();
        world.listening.reset();
        CHECK_FALSE(world.row().pushed);
        CHECK(world.polled() == 1);
    }
    SECTION("a poll that finds nothing new leaves it so") {
        world.pass_to("2026-11-21T07:30:00Z");
        CHECK(world.polled() == 1);
        world.pass_to("2026-11-21T19:30:00Z");
        CHECK(world.polled() == 0);
    }
    SECTION("a poll finds what should have been pushed") {
        world.pass_to("2026-11-21T07:30:00Z");
        world.publish({"Three", "Two", "One"});
        CHECK(world.polled() == 1);
        CHECK_FALSE(world.row().pushed);
        world.pass_to("2026-11-21T19:30:00Z");
        CHECK(world.polled() == 1);
    }
    SECTION("the lease ends") {
        world.pass_to("2026-11-30T07:29:00Z");
        CHECK(world.row().pushed);
        world.pass_to("2026-11-30T07:30:00Z");
        CHECK_FALSE(world.row().pushed);
    }
}

TEST_CASE("a body under a wrong signature is answered like any other, and ignored",
          "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    const auto asked = world.hub.requests().at(0);
    const auto body = world.publish({"Two", "One"});
    const auto wrong = test::hub_signature(body, "another secret");
    CHECK(status_of(world.hub.push_signed(asked, kType, body, wrong)) == 202);
    CHECK(status_of(world.hub.push_signed(asked, kType, body, "")) == 202);
    CHECK(world.turn().pushed.sources.empty());
    CHECK(world.articles() == 1);
    CHECK_FALSE(world.row().subscription->last_push);
}

TEST_CASE("what is pushed and is no feed harms nothing, and is told", "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    const auto before = world.row().stored.state;
    CHECK(status_of(world.hub.push(world.hub.requests().at(0), "text/plain", "no feed")) == 202);
    const auto pushed = world.turn().pushed;
    CHECK(pushed.sources.at(0).failure.kind == FailureKind::not_a_feed);
    CHECK(world.row().stored.state == before);
    CHECK(world.row().subscription->last_failure.kind == FailureKind::not_a_feed);
    CHECK_FALSE(world.row().pushed);
}

TEST_CASE("several pushes at once are each taken", "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    const auto asked = world.hub.requests().at(0);
    for (const auto* title : {"Two", "Three", "Four"}) {
        CHECK(status_of(world.hub.push(asked, kType, world.publish({title}))) == 202);
    }
    CHECK(world.turn().pushed.taken.added == 3);
    CHECK(world.articles() == 4);
    CHECK(world.row().pushed);
}

TEST_CASE("a hub that refuses is told, and the source is polled as before", "[web][websub]") {
    PushedWorld world;
    world.turn();
    CHECK(status_of(world.hub.deny(world.hub.requests().at(0), "not you")) == 200);
    world.turn();
    const auto one = world.row().subscription;
    CHECK(one->state == SubscriptionState::denied);
    CHECK(one->last_failure == Failure{FailureKind::hub_denied, "not you"});
    CHECK(world.polled() == 0);
    world.pass_to("2026-11-21T07:30:00Z");
    CHECK(world.turn().asked == 0);
    CHECK(world.polled() == 1);
}

TEST_CASE("a hub that fails is asked again later, one at a private address is not asked",
          "[web][websub]") {
    const bool allowed = GENERATE(true, false);
    PushedWorld world(allowed);
    world.hub.answer_with(500);
    CHECK(world.turn().asked == 1);
    CHECK(world.turn().asked == 0);
    CHECK(world.hub.requests().size() == (allowed ? 1 : 0));
    CHECK(world.row().subscription->last_failure.kind ==
          (allowed ? FailureKind::status : FailureKind::blocked_address));
    world.pass_to("2026-11-20T07:40:00Z");
    CHECK(world.turn().asked == 1);
}

TEST_CASE("a lease is renewed at the same address before it ends", "[web][websub]") {
    PushedWorld world;
    world.subscribe("3600");
    const auto first = world.hub.requests().at(0);
    CHECK(world.turn().asked == 0);
    world.pass_to("2026-11-20T08:10:00Z");
    CHECK(world.turn().asked == 1);
    const auto again = world.hub.requests().at(1);
    CHECK(again.callback == first.callback);
    CHECK(again.secret == first.secret);
    CHECK(status_of(world.hub.confirm(again, "3600")) == 200);
    world.turn();
    CHECK(world.row().subscription->lease_end == at("2026-11-20T09:10:00Z"));
}

TEST_CASE("a removed source is unsubscribed, and its hub told so when it goes on",
          "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    const auto first = world.hub.requests().at(0);
    {
        auto app = world.open();
        want(app::remove_source(app, "1"));
    }
    CHECK(world.turn().asked == 1);
    const auto farewell = world.hub.requests().at(1);
    CHECK(farewell.mode == "unsubscribe");
    CHECK(farewell.callback == first.callback);
    CHECK(status_of(world.hub.push(first, kType, world.publish({"Two"}))) == 410);
    CHECK(status_of(world.hub.confirm(farewell, "0")) == 200);
    world.turn();
    CHECK(world.subscriptions().empty());
    CHECK(status_of(world.hub.push(first, kType, "x")) == 404);
    CHECK(world.articles() == 1);
}

TEST_CASE("a hub may confirm before it answers, and what comes ends the wait", "[web][websub]") {
    PushedWorld world;
    world.hub.confirm_at_once("3600");
    std::stop_source stop;
    std::promise<void> asked;
    std::promise<std::size_t> added;
    std::jthread runner([&] {
        want(world.listening->run(
            [&](const app::ListenTurn& turn) {
                if (turn.asked > 0) asked.set_value();
                if (turn.pushed.sources.empty()) return;
                added.set_value(turn.pushed.taken.added);
                stop.request_stop();
            },
            stop.get_token()));
    });
    asked.get_future().get();
    const auto request = world.hub.requests().at(0);
    CHECK(status_of(world.hub.push(request, kType, world.publish({"Two", "One"}))) == 202);
    CHECK(added.get_future().get() == 1);
    runner.join();
    CHECK(world.row().pushed);
}

TEST_CASE("what was taken before the end is kept at the end", "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    world.hub.push(world.hub.requests().at(0), kType, world.publish({"Two", "One"}));
    std::stop_source stop;
    stop.request_stop();
    want(world.listening->run([](const auto&) { FAIL("no turn is left"); }, stop.get_token()));
    CHECK(want(world.listening->finish()).pushed.taken.added == 1);
}

TEST_CASE("another command that writes is waited for, and nothing is lost", "[web][websub]") {
    PushedWorld world;
    world.subscribe();
    world.hub.push(world.hub.requests().at(0), kType, world.publish({"Two", "One"}));
    {
        const auto busy = world.open();
        const auto turn = world.listening->turn();
        REQUIRE_FALSE(turn);
        CHECK(turn.error().code == ErrorCode::conflict);
    }
    CHECK(world.turn().pushed.taken.added == 1);
}

TEST_CASE("who cannot listen is told why", "[web][websub]") {
    PushedWorld world;
    CHECK(
        app::Listening::begin(world.options()).error().detail.find("in use by `sawthis listen`") !=
        std::string::npos);
    world.folder.write("config.toml", "");
    const auto off = app::Listening::begin(world.options());
    CHECK(off.error().code == ErrorCode::bad_input);
    CHECK(off.error().detail.find("enabled = true") != std::string::npos);
    world.folder.write("config.toml", "[websub]\nenabled = true\n");
    CHECK(app::Listening::begin(world.options()).error().detail.find("public_url") !=
          std::string::npos);
}
