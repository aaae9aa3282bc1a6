#include "app/callback_desk.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace std::chrono_literals;
using app::CallbackEvent;

namespace {

// printf '<feed/>' | openssl dgst -sha1 -hmac key
constexpr const char* kSigned = "sha1=aae08827d06d53607772c7ccb77533e223a6572f";

Subscription subscription(std::string token, SubscriptionState state) {
    Subscription one;
    one.token = std::move(token);
    one.source = {1};
    one.topic = "https://a.example/f";
    one.secret = "key";
    one.state = state;
    return one;
}

struct Desk {
    app::CallbackDesk desk{20};

    Desk() {
        using enum SubscriptionState;
        desk.expect(std::vector{subscription("asked", asked), subscription("active", active),
                                subscription("denied", denied), subscription("left", leaving)});
    }
    int get(const std::string& target) { return ask(target).status; }
    app::CallbackAnswer ask(const std::string& target) {
        return desk.answer({.method = "GET", .target = target});
    }
    int push(const std::string& target, const std::string& signature = kSigned) {
        return desk
            .answer({.method = "POST",
                     .target = target,
                     .content_type = "application/xml",
                     .signature = signature,
                     .body = "<feed/>"})
            .status;
    }
};

const std::string kTopic = "&hub.topic=https%3A%2F%2Fa.example%2Ff&hub.challenge=c+1";

}  // namespace

TEST_CASE("a hub's question is confirmed only where it is what we asked for", "[app][websub]") {
    const auto [target, want] = GENERATE(table<std::string, int>({
        {"/websub/asked?hub.mode=subscribe" + kTopic, 200},
        {"/websub/active?hub.mode=subscribe" + kTopic, 200},
        {"/websub/denied?hub.mode=subscribe" + kTopic, 200},
        {"/behind/a/proxy/websub/asked?hub.mode=subscribe" + kTopic, 200},
        {"/websub/left?hub.mode=unsubscribe" + kTopic, 200},
        {"/websub/active?hub.mode=denied&hub.topic=https%3A%2F%2Fa.example%2Ff", 200},
        {"/websub/left?hub.mode=subscribe" + kTopic, 404},
        {"/websub/active?hub.mode=unsubscribe" + kTopic, 404},
        {"/websub/asked?hub.mode=publish" + kTopic, 404},
        {"/websub/asked?hub.mode=subscribe&hub.topic=https%3A%2F%2Fb.example&hub.challenge=c", 404},
        {"/websub/asked?hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ff", 404},
        {"/websub/asked", 404},
        {"/websub/other?hub.mode=subscribe" + kTopic, 404},
        {"/websub/?hub.mode=subscribe" + kTopic, 404},
        {"/asked?hub.mode=subscribe" + kTopic, 404},
        {"?", 404},
        {"", 404},
    }));
    CAPTURE(target);
    Desk desk;
    CHECK(desk.get(target) == want);
    CHECK(desk.desk.take().size() == (want == 200 ? 1 : 0));
}

TEST_CASE("the challenge comes back as it was, and the lease is kept", "[app][websub]") {
    Desk desk;
    CHECK(desk.ask("/websub/asked?hub.mode=subscribe&hub.lease_seconds=60" + kTopic).body == "c 1");
    const auto events = desk.desk.take();
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == CallbackEvent::Kind::confirmed);
    CHECK(events[0].token == "asked");
    CHECK(events[0].lease == 60s);
    CHECK(desk.desk.take().empty());
}

TEST_CASE("a push is taken under our signature; under another it is answered alike and ignored",
          "[app][websub]") {
    Desk desk;
    for (const auto* wrong : {"", "sha1=00", "md5=00"}) {
        CHECK(desk.push("/websub/active", wrong) == 202);
    }
    CHECK(desk.desk.take().empty());
    CHECK(desk.push("/websub/active") == 202);
    const auto events = desk.desk.take();
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == CallbackEvent::Kind::pushed);
    CHECK(events[0].body == "<feed/>");
    CHECK(events[0].content_type == "application/xml");
    CHECK(desk.push("/websub/left") == 410);
    CHECK(desk.push("/websub/other") == 404);
    CHECK(desk.desk.answer({.method = "PUT", .target = "/websub/active"}).status == 405);
}

TEST_CASE("a hub is told to come back while too much waits", "[app][websub]") {
    Desk desk;
    CHECK(desk.push("/websub/active") == 202);
    CHECK(desk.push("/websub/active") == 202);
    CHECK(desk.push("/websub/active") == 503);
    CHECK(desk.desk.take().size() == 2);
    CHECK(desk.push("/websub/active") == 202);
    CHECK(desk.desk.take().size() == 1);
    for (int i = 0; i < 1'000; ++i) desk.get("/websub/asked?hub.mode=subscribe" + kTopic);
    CHECK(desk.get("/websub/asked?hub.mode=subscribe" + kTopic) == 503);
}

TEST_CASE("waiting ends when a hub says something, or at a request to stop", "[app][websub]") {
    Desk desk;
    desk.push("/websub/active");
    desk.desk.wait(3600s, {});
    CHECK(desk.desk.take().size() == 1);
    std::stop_source stop;
    stop.request_stop();
    desk.desk.wait(3600s, stop.get_token());
    desk.desk.wait(0s, {});
}
