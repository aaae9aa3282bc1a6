#include "notifier/safe_link.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::notifier;

TEST_CASE("safe_link lets through http and https only", "[notifier][link]") {
    CHECK(safe_link("https://a.example/x?y=1&z=2#f") == "https://a.example/x?y=1&z=2#f");
    CHECK(safe_link("HTTP://a.example/") == "HTTP://a.example/");
    for (const std::string_view bad :
         {"", "javascript:alert(1)", " https://a.example", "data:text/html,x", "//a.example",
          "https://a.example/\"onclick=x", "https://a.example/<b>", "https://a.example/\r\nX: y",
          "https://a.example/\x1B[2J", "https://a.example/\u202E"}) {
        CAPTURE(bad);
        CHECK(safe_link(bad).empty());
    }
    CHECK(safe_link("https://a.example/" + std::string(3000, 'x')).empty());
}

TEST_CASE("mailto_link fills in the message and nothing else", "[notifier][link]") {
    CHECK(mailto_link("ana+news@a.example", "Hi & bye", "Zürich?\nTwo") ==
          "mailto:ana%2Bnews@a.example?subject=Hi%20%26%20bye&body=Z%C3%BCrich%3F%0D%0ATwo");
    for (const std::string_view bad : {"", "ana", "@a.example", "a@", "a@b.example?bcc=c@d.example",
                                       "a@b.example,c@d.example", "a b@c.example", "a@b@c"}) {
        CAPTURE(bad);
        CHECK(mailto_link(bad, "s", "b").empty());
    }
}

TEST_CASE("tel_link keeps the digits", "[notifier][link]") {
    CHECK(tel_link(" +44 (0)20 7946-0958") == "tel:+4402079460958");
    CHECK(tel_link("112") == "tel:112");
    for (const std::string_view bad : {"", "12", "call me", "555;ext=1", "1234567890123456"}) {
        CAPTURE(bad);
        CHECK(tel_link(bad).empty());
    }
}
