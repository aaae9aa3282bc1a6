#include "net/mail_url.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::net;

TEST_CASE("the address of a mail folder comes in one normal form", "[net][mail]") {
    const auto [name, given, want] = GENERATE(table<std::string, std::string, std::string>({
        {"as it is", "imaps://kim@mail.example.org/INBOX/News",
         "imaps://kim@mail.example.org/INBOX/News"},
        {"user with a domain", "imaps://kim@example.org@mail.example.org/News",
         "imaps://kim%40example.org@mail.example.org/News"},
        {"escaped user", "imaps://kim%40example.org@mail.example.org/News",
         "imaps://kim%40example.org@mail.example.org/News"},
        {"capitals and the scheme's own port", " IMAPS://kim@Mail.Example.ORG:993/News ",
         "imaps://kim@mail.example.org/News"},
        {"another port", "imap://kim@127.0.0.1:1143/News", "imap://kim@127.0.0.1:1143/News"},
        {"the web's port", "imap://kim@127.0.0.1:80/News", "imap://kim@127.0.0.1:80/News"},
        {"the web's other port", "imaps://kim@[::1]:443/News", "imaps://kim@[::1]:443/News"},
        {"no folder", "imaps://kim@mail.example.org", "imaps://kim@mail.example.org/INBOX"},
        {"blank and umlaut", "imaps://kim@mail.example.org/Zu lesen/M\xC3\xA4rkte/",
         "imaps://kim@mail.example.org/Zu%20lesen/M%C3%A4rkte"},
    }));
    CAPTURE(name);
    const auto url = parse_mail_url(given);
    REQUIRE(url);
    CHECK(*url == want);
    CHECK(parse_mail_url(*url).value() == want);
}

TEST_CASE("the parts of a mail folder's address are decoded", "[net][mail]") {
    const auto folder = parse_mail_folder("imaps://kim@example.org@mail.example.org/Zu%20lesen");
    REQUIRE(folder);
    CHECK(*folder == MailFolder{true, "kim@example.org", "mail.example.org", "993", "Zu lesen"});
}

TEST_CASE("what is no address of a mail folder is refused without repeating it", "[net][mail]") {
    const auto [given, why] = GENERATE(table<std::string, std::string>({
        {"https://example.org/a", "no imap"},
        {"imaps://mail.example.org/News", "names no user"},
        {"imaps://@mail.example.org/News", "names no user"},
        {"imaps://kim:secret@mail.example.org/News", "password must not"},
        {"imaps://kim@/News", "names no host"},
        {"imaps://kim@mail.example.org:99999/News", "names no host"},
        {"imaps://kim@mail.example.org/a%0D%0Ab", "no address"},
        {"imaps://kim@mail.example.org/%FF", "no address"},
    }));
    CAPTURE(given);
    const auto url = parse_mail_url(given);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == ErrorCode::bad_input);
    CHECK(url.error().detail.find(why) != std::string::npos);
    CHECK(url.error().detail.find("secret") == std::string::npos);
}
