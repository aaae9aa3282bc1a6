#include "web/callback_listener.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <string>
#include <vector>

#include "tests/support/raw_exchange.hpp"
#include "tests/support/websub_hub.hpp"

using namespace sawthis;
using namespace std::chrono_literals;
using test::raw_exchange;
using test::status_of;

namespace {

constexpr std::size_t kMaxBody = 100'000;

/// A listener with one subscription, whose token is "t".
struct Served {
    app::CallbackDesk desk{10 * kMaxBody};
    Result<web::CallbackListener> listener = fail(ErrorCode::conflict, "");

    explicit Served(web::ListenerLimits limits = {.max_body_bytes = kMaxBody}) {
        Subscription one;
        one.token = "t";
        one.topic = "https://a.example/";
        one.secret = "key";
        one.state = SubscriptionState::active;
        desk.expect({&one, 1});
        listener = web::CallbackListener::start("127.0.0.1:0", desk, limits);
        REQUIRE(listener);
    }
    std::string ask(std::string_view bytes, bool half = false) const {
        return raw_exchange(listener->port(), bytes, half);
    }
    bool answers() const {
        return status_of(ask("GET /websub/t?hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F"
                             "&hub.challenge=c HTTP/1.1\r\nHost: x\r\n\r\n")) == 200;
    }
};

std::string post(std::string_view more, std::string_view body = "") {
    return "POST /websub/t HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n" +
           std::string(body);
}

}  // namespace

TEST_CASE("a challenge comes back as plain text that no browser runs", "[web][listener]") {
    const Served served;
    const auto answer = served.ask(
        "GET /websub/t?hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F"
        "&hub.challenge=%3Cscript%3E HTTP/1.1\r\nHost: x\r\n\r\n");
    CHECK(status_of(answer) == 200);
    CHECK(test::body_of(answer) == "<script>");
    CHECK(answer.find("Content-Type: text/plain") != std::string::npos);
    CHECK(answer.find("nosniff") != std::string::npos);
}

TEST_CASE("what hubs would not send is refused, and the next is served", "[web][listener]") {
    const auto large = std::to_string(kMaxBody + 1);
    const auto [name, bytes, want] = GENERATE_COPY(table<std::string, std::string, int>({
        {"no such address", "GET /websub/u HTTP/1.1\r\nHost: x\r\n\r\n", 404},
        {"a body for no such address",
         "POST /websub/u HTTP/1.1\r\nContent-Length: 99999\r\n\r\nabc", 404},
        {"another method", "DELETE /websub/t HTTP/1.1\r\nHost: x\r\n\r\n", 405},
        {"a body said to be too large", post("Content-Length: " + large + "\r\n"), 413},
        {"a body that grows too large",
         post("Transfer-Encoding: chunked\r\n", "fffff\r\n" + std::string(0xfffff, 'x')), 413},
        {"a head without end", "GET /" + std::string(70'000, 'x'), 431},
        {"two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), 400},
        {"a length and chunks", post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0"),
         400},
        {"a negative length", post("Content-Length: -1\r\n"), 400},
        {"no HTTP at all", "\x16\x03\x01\x02\x01 hello\r\n\r\n", 400},
        {"a coded body", post("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "x"), 415},
    }));
    CAPTURE(name);
    Served served;
    CHECK(status_of(served.ask(bytes)) == want);
    CHECK(served.desk.take().empty());
    CHECK(served.answers());
}

TEST_CASE("a body comes through byte by byte, in chunks or after a question", "[web][listener]") {
    const std::string body("<feed>\0\xff</feed>", 15);
    const auto head = "X-Hub-Signature: " + test::hub_signature(body, "key") + "\r\n";
    const auto [name, request] = GENERATE_COPY(table<std::string, std::string>({
        {"whole", post(head + "Content-Length: 15\r\n", body)},
        {"in chunks",
         post(head + "Transfer-Encoding: chunked\r\n",
              "5\r\n" + body.substr(0, 5) + "\r\na\r\n" + body.substr(5) + "\r\n0\r\n\r\n")},
        {"asked for", post(head + "Expect: 100-continue\r\nContent-Length: 15\r\n", body)},
    }));
    CAPTURE(name);
    Served served;
    const auto answer = served.ask(request);
    CHECK(status_of(answer) == (name == "asked for" ? 100 : 202));
    CHECK(answer.find("HTTP/1.1 202") != std::string::npos);
    const auto events = served.desk.take();
    REQUIRE(events.size() == 1);
    CHECK(events[0].body == body);
}

TEST_CASE("a request that is cut anywhere does no harm", "[web][listener]") {
    Served served;
    const auto whole = post("X-Hub-Signature: sha1=00\r\nContent-Length: 3\r\n", "abc");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CHECK(status_of(served.ask(whole.substr(0, size), true)) != 202);
    }
    CHECK(served.desk.take().empty());
    CHECK(served.answers());
}

TEST_CASE("whoever is silent is let go, and beyond the most connections nobody is let in",
          "[web][listener]") {
    const Served served({.max_body_bytes = kMaxBody, .max_connections = 3, .timeout = 1s});
    std::vector<std::future<std::string>> silent;
    for (int i = 0; i < 12; ++i) {
        silent.push_back(std::async(std::launch::async, [&] { return served.ask("GET / HT"); }));
    }
    for (auto& one : silent) CHECK_NOTHROW(one.get());  // each ends although it never said more
    CHECK(served.answers());
}

TEST_CASE("an address that cannot be listened on is named", "[web][listener]") {
    app::CallbackDesk desk(1);
    for (const auto* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "nowhere:80"}) {
        const auto listener = web::CallbackListener::start(wrong, desk, {});
        REQUIRE_FALSE(listener);
        CHECK(listener.error().code == ErrorCode::bad_input);
    }
    const auto first = web::CallbackListener::start("localhost:0", desk, {});
    REQUIRE(first);
    const auto second = web::CallbackListener::start(first->address(), desk, {});
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::conflict);
    CHECK(second.error().detail.find(first->address()) != std::string::npos);
    CHECK(web::CallbackListener::start("[::1]:0", desk, {})->address().starts_with("[::1]:"));
}
