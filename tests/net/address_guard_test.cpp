#include "net/address_guard.hpp"

#include <arpa/inet.h>

#include <array>
#include <catch2/catch.hpp>
#include <vector>

#include "net/url.hpp"

using namespace sawthis;
using namespace sawthis::net;

namespace {

bool is_public(const std::string& text) {
    std::array<std::uint8_t, 16> bytes{};
    const bool is_ipv6 = text.find(':') != std::string::npos;
    REQUIRE(inet_pton(is_ipv6 ? AF_INET6 : AF_INET, text.c_str(), bytes.data()) == 1);
    return is_public_address(std::span(bytes).first(is_ipv6 ? 16U : 4U));
}

}  // namespace

TEST_CASE("addresses that are not on the public Internet are told apart", "[net][guard]") {
    for (const std::string text :
         {"1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.255.255",
          "172.32.0.1", "192.167.1.1", "223.255.255.255", "2606:4700:4700::1111",
          "2a00:1450:4001::1"}) {
        CAPTURE(text);
        CHECK(is_public(text));
    }
    for (const std::string text : {"0.0.0.0",
                                   "10.1.2.3",
                                   "100.64.0.1",
                                   "100.127.255.255",
                                   "127.0.0.1",
                                   "127.255.255.255",
                                   "169.254.77.77",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.0.0.8",
                                   "192.0.2.1",
                                   "192.168.0.1",
                                   "198.18.0.1",
                                   "198.19.255.255",
                                   "198.51.100.1",
                                   "203.0.113.9",
                                   "224.0.0.1",
                                   "239.1.1.1",
                                   "240.0.0.1",
                                   "255.255.255.255",
                                   "::",
                                   "::1",
                                   "::ffff:8.8.8.8",
                                   "::ffff:127.0.0.1",
                                   "::127.0.0.1",
                                   "64:ff9b::7f00:1",
                                   "64:ff9b:1::1",
                                   "100::1",
                                   "2001::1",
                                   "2001:db8::1",
                                   "2002:7f00:1::",
                                   "fc00::1",
                                   "fd12:3456::1",
                                   "fe80::1",
                                   "fec0::1",
                                   "ff02::1",
                                   "3fff::1"}) {
        CAPTURE(text);
        CHECK_FALSE(is_public(text));
    }
    CHECK_FALSE(is_public_address({}));
}

TEST_CASE("the allow list holds hosts with their ports, and nothing else", "[net][guard]") {
    const std::vector<std::string> entries{"127.0.0.1:8080", "Localhost:*", "[::1]:81",
                                           "*.Intranet.example:8080"};
    const auto list = AllowList::parse(entries);
    REQUIRE(list);
    for (const auto& entry : entries) CHECK(AllowList::is_entry(entry));
    CHECK(list->holds("127.0.0.1", "8080"));
    CHECK_FALSE(list->holds("127.0.0.1", "8081"));
    CHECK_FALSE(list->holds("127.0.0.2", "8080"));
    CHECK(list->holds("localhost", "1"));
    CHECK(list->holds("[::1]", "81"));
    CHECK(list->holds("wiki.intranet.example", "8080"));
    CHECK(list->holds("a.wiki.intranet.example", "8080"));
    CHECK_FALSE(list->holds("wiki.intranet.example", "80"));
    CHECK_FALSE(list->holds("intranet.example", "8080"));
    CHECK_FALSE(list->holds("wikiintranet.example", "8080"));
    for (const std::string bad :
         {"", "localhost", "localhost:", "localhost:http", ":80", "*.:80", "*:80", "a.*:80",
          "http://localhost:80", "a b:80", "localhost:123456"}) {
        CAPTURE(bad);
        const auto refused = AllowList::parse(std::vector{bad});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::bad_input);
        CHECK(refused.error().detail.find("allow_private") == 0);
        CHECK_FALSE(AllowList::is_entry(bad));
    }
}

TEST_CASE("a URL that says itself that it leads to no public address is told", "[net][guard]") {
    const std::vector<std::string> entries{"127.0.0.1:8080", "intranet.example:*"};
    const auto allowed = AllowList::parse(entries);
    REQUIRE(allowed.has_value());
    const auto [url, want] = GENERATE(table<std::string, bool>({
        {"http://127.0.0.1:9090/f", true},
        {"http://127.0.0.1:8080/f", false},
        {"http://127.1/f", true},
        {"http://2130706433/f", true},
        {"http://0x7f000001/f", true},
        {"http://0177.0.0.1/f", true},
        {"http://127.0.0.1./f", true},
        {"http://10.0.0.1/f", true},
        {"http://169.254.169.254/f", true},
        {"http://[::1]/f", true},
        {"http://[::ffff:127.0.0.1]/f", true},
        {"http://[fe80::1]/f", true},
        {"http://LOCALHOST/f", true},
        {"http://localhost./f", true},
        {"http://www.localhost/f", true},
        {"http://ip6-localhost/f", true},
        {"http://user@127.0.0.1/f", true},
        {"http://intranet.example/f", false},
        {"https://example.org/f", false},
        {"https://1.1.1.1/f", false},
        {"https://[2606:4700:4700::1111]/f", false},
        {"https://localhost.example.org/f", false},
    }));
    CAPTURE(url);
    const auto normal = parse_url(url);
    REQUIRE(normal.has_value());
    CHECK(is_private_url(*normal, *allowed) == want);
}
