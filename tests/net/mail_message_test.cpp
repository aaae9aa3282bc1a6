#include "net/mail_message.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::net;

namespace {

MailMessage sample() {
    MailMessage mail;
    mail.from = "sawthis <digest@example.org>";
    mail.to = "\"J\xC3\xBCrgen, Dr.\" <juergen@example.org>";
    mail.subject = "Four people to write to \xE2\x80\x93 Friday";
    mail.text = "Gr\xC3\xBC\xC3\x9F Gott\nFrom here\n.\n";
    mail.html = "<p>Gr\xC3\xBC\xC3\x9F Gott</p>";
    mail.message_id = "digest-2026-11-20@example.org";
    mail.date = Instant(std::chrono::seconds(1'795'200'000));
    return mail;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("compose_mail writes both texts, encoded, with the headers a machine's mail has",
          "[net][mail]") {
    const auto mail = compose_mail(sample());
    REQUIRE(mail);
    CAPTURE(*mail);
    CHECK(holds(*mail, "From: sawthis <digest@example.org>\r\n"));
    CHECK(holds(*mail, "<juergen@example.org>\r\n"));
    CHECK(holds(*mail, "=?UTF-8?"));
    CHECK(holds(*mail, "Message-Id: <digest-2026-11-20@example.org>\r\n"));
    CHECK(holds(*mail, "Auto-Submitted: auto-generated\r\n"));
    CHECK(holds(*mail, "Date: Fri, 20 Nov 2026 18:40:00 +0000\r\n"));
    CHECK(holds(*mail, "MIME-Version: 1.0\r\n"));
    CHECK(holds(*mail, "Content-Type: multipart/alternative;"));
    CHECK(holds(*mail, "Content-Type: text/plain; charset=utf-8\r\n"));
    CHECK(holds(*mail, "Content-Type: text/html; charset=utf-8\r\n"));
    CHECK(holds(*mail, "Gr=C3=BC=C3=9F Gott"));
    CHECK(mail->find("text/plain") < mail->find("text/html"));
}

TEST_CASE("compose_mail gives the same bytes for the same message", "[net][mail]") {
    CHECK(compose_mail(sample()) == compose_mail(sample()));
    auto other = sample();
    other.message_id = "digest-2026-11-21@example.org";
    CHECK(compose_mail(sample()) != compose_mail(other));
}

TEST_CASE("compose_mail writes CRLF lines of bounded length in ASCII, whatever the text is",
          "[net][mail]") {
    auto mail = sample();
    mail.text = "a\rb\nc\r\nd\n\n" + std::string(5000, 'x') + "\n\xFF\xFE broken \x01\n";
    mail.text += std::string("nul \0 in it", 11);
    mail.subject = std::string(3000, 's');
    for (const auto* html : {"<b>x</b>", ""}) {
        mail.html = html;
        const auto bytes = compose_mail(mail);
        REQUIRE(bytes);
        std::size_t begin = 0;
        while (begin < bytes->size()) {
            const auto end = bytes->find("\r\n", begin);
            REQUIRE(end != std::string::npos);
            const auto line = bytes->substr(begin, end - begin);
            CHECK(line.size() <= 998);
            CHECK(line.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
            CHECK(std::all_of(line.begin(), line.end(),
                              [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
            begin = end + 2;
        }
        CHECK(bytes->find(".") != std::string::npos);
    }
}

TEST_CASE("a text that holds the boundary does not end its part", "[net][mail]") {
    auto mail = sample();
    const auto boundary_of = [](const std::string& bytes) {
        const auto begin = bytes.find("boundary=") + 9;
        return bytes.substr(begin, bytes.find("\r\n", begin) - begin);
    };
    const auto first = compose_mail(mail);
    REQUIRE(first);
    const auto boundary = boundary_of(*first);
    CHECK(holds(*first, "\r\n--" + boundary + "--\r\n"));
    mail.text = "--" + boundary + "--\n";
    const auto second = compose_mail(mail);
    REQUIRE(second);
    CHECK(boundary_of(*second) != boundary);
}

TEST_CASE("compose_mail lets nobody add a header", "[net][mail]") {
    for (const auto* evil : {"x\r\nBcc: spy@example.org", "x\nBcc: spy@example.org", "x\ry"}) {
        CAPTURE(evil);
        auto mail = sample();
        mail.subject = evil;
        CHECK_FALSE(compose_mail(mail));
        mail = sample();
        mail.from = std::string(evil) + " <digest@example.org>";
        CHECK_FALSE(compose_mail(mail));
        mail = sample();
        mail.to = std::string("juergen@example.org") + evil;
        CHECK_FALSE(compose_mail(mail));
        mail = sample();
        mail.message_id = std::string(evil) + "@example.org";
        const auto refused = compose_mail(mail);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::bad_input);
    }
    auto mail = sample();
    mail.subject = std::string("a\0b", 3);
    CHECK_FALSE(compose_mail(mail));
}

TEST_CASE("compose_mail refuses what is no address", "[net][mail]") {
    const auto text = GENERATE(values<std::string>(
        {"", "juergen", "@example.org", "juergen@", "a b@example.org", "a@b@example.org", "Jo <jo>",
         "a@example.org, b@example.org", "a@example.org>", "Jo <a@example.org> x"}));
    CAPTURE(text);
    auto mail = sample();
    mail.to = text;
    CHECK_FALSE(compose_mail(mail));
    mail = sample();
    mail.from = text;
    CHECK_FALSE(compose_mail(mail));
}
