#include "net/websub.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::net;
using namespace std::chrono_literals;

TEST_CASE("a subscription is asked for with all that the hub needs", "[net][websub]") {
    HubRequest request{HubMode::subscribe, "https://a.example/f?x=1&y", "https://me.example/cb/77",
                       "s3", 3600s};
    CHECK(hub_form(request) ==
          "hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ff%3Fx%3D1%26y"
          "&hub.callback=https%3A%2F%2Fme.example%2Fcb%2F77&hub.secret=s3&hub.lease_seconds=3600");
    request.mode = HubMode::unsubscribe;
    CHECK(hub_form(request) ==
          "hub.mode=unsubscribe&hub.topic=https%3A%2F%2Fa.example%2Ff%3Fx%3D1%26y"
          "&hub.callback=https%3A%2F%2Fme.example%2Fcb%2F77");
}

TEST_CASE("a hub's question is read, whatever its order and escapes", "[net][websub]") {
    const auto asked = parse_hub_question(
        "hub.lease_seconds=864000&hub.challenge=a%20b+c&x&hub.topic=https%3a%2f%2fa.example%2F"
        "&hub.mode=subscribe&=&");
    CHECK(asked.mode == "subscribe");
    CHECK(asked.topic == "https://a.example/");
    CHECK(asked.challenge == "a b c");
    CHECK(asked.lease == 864000s);
    const auto lease = GENERATE(as<std::string>{}, "", "0", "-5", "12x", "99999999999999999999");
    CHECK_FALSE(parse_hub_question("hub.lease_seconds=" + lease).lease);
}

TEST_CASE("a body is believed only under a signature made with our secret", "[net][websub]") {
    const std::string body = "<feed/>";
    const std::string secret = "key";
    // printf '<feed/>' | openssl dgst -sha256 -hmac key, and so on
    const auto [name, signature, want] = GENERATE(table<std::string, std::string, bool>({
        {"sha1", "sha1=aae08827d06d53607772c7ccb77533e223a6572f", true},
        {"sha256", "sha256=1024b4348490f3a9f5456a4f474a1db3fc482391906590310fbbe0ad71f86d8a", true},
        {"sha384",
         "sha384="
         "ee9c03dd7a76242e5a80bf9e4e95bc252c41297505b5af7f1d72dc4f0ba53f5bc962749b1c35b8a5ccf31aa21"
         "5d6747e",
         true},
        {"sha512",
         "sha512="
         "941f9c2b51a75214be370c5ece480f01a4f624b90a02e5ada7edcafbbf39c7248db687a562e5cc86fe3aaa4e3"
         "d40c8fb4b4d1858c2912edebc9a96b74d142313",
         true},
        {"capitals", "SHA256=1024B4348490F3A9F5456A4F474A1DB3FC482391906590310FBBE0AD71F86D8A",
         true},
        {"one digit off", "sha256=1024b4348490f3a9f5456a4f474a1db3fc482391906590310fbbe0ad71f86d80",
         false},
        {"another method", "md5=00000000000000000000000000000000", false},
        {"no method", "0123", false},
        {"cut short", "sha1=77", false},
        {"nothing", "", false},
    }));
    CAPTURE(name);
    CHECK(is_signed(body, signature, secret) == want);
    CHECK_FALSE(is_signed(body + " ", signature, secret));
    CHECK_FALSE(is_signed(body, signature, secret + "y"));
}

TEST_CASE("no two tokens are alike", "[net][websub]") {
    const auto one = make_token();
    const auto other = make_token();
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->size() == 64);
    CHECK(*one != *other);
}
