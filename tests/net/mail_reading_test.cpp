#include "net/mail_reading.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "core/text.hpp"

using namespace sawthis;
using namespace sawthis::net;

namespace {

ReceivedMail read(std::string_view bytes) {
    auto mail = parse_mail(bytes);
    if (!mail) FAIL(mail.error().detail);
    return std::move(*mail);
}

}  // namespace

TEST_CASE("headers of a mail are read whatever their encoding", "[net][mail]") {
    const auto [name, header, want] = GENERATE(table<std::string, std::string, std::string>({
        {"plain", "Subject: Markets today", "Markets today"},
        {"folded", "Subject: Markets\r\n today", "Markets today"},
        {"base64 in two words, a character cut",
         "Subject: =?utf-8?B?TcOkcmt0ZSDi?=\r\n =?utf-8?B?gqwgaGV1dGU=?=",
         "M\xC3\xA4rkte \xE2\x82\xAC heute"},
        {"quoted-printable", "Subject: =?ISO-8859-1?Q?M=E4rkte_heute?=", "M\xC3\xA4rkte heute"},
        {"label wrong for windows-1252",
         "Subject: =?iso-8859-1?Q?=93Yes=94?=", "\xE2\x80\x9CYes\xE2\x80\x9D"},
        {"Japanese", "Subject: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "\xE6\x97\xA5\xE6\x9C\xAC"},
        {"Russian", "Subject: =?koi8-r?B?7s/Xz9PUyQ==?=",
         "\xD0\x9D\xD0\xBE\xD0\xB2\xD0\xBE\xD1\x81\xD1\x82\xD0\xB8"},
        {"bare UTF-8", "Subject: M\xC3\xA4rkte", "M\xC3\xA4rkte"},
        {"bare Latin", "Subject: M\xE4rkte heute", "M\xC3\xA4rkte heute"},
        {"control bytes", "Subject: a\x1B[31mb", "a[31mb"},
    }));
    CAPTURE(name);
    CHECK(read(header + "\r\n\r\nHello.\r\n").subject == want);
}

TEST_CASE("a sender is read by name and domain", "[net][mail]") {
    const auto [from, name, domain] = GENERATE(table<std::string, std::string, std::string>({
        {"The Ledger <news@ledger.example>", "The Ledger", "ledger.example"},
        {"\"Ledger, The\" <news@Ledger.Example>", "Ledger, The", "ledger.example"},
        {"=?utf-8?Q?M=C3=A4rkte?= <a@b.example>", "M\xC3\xA4rkte", "b.example"},
        {"news@ledger.example", "", "ledger.example"},
        {"\"news@ledger.example\" <news@ledger.example>", "", "ledger.example"},
        {"news@ledger.example (The Ledger)", "The Ledger", "ledger.example"},
        {"", "", ""},
    }));
    CAPTURE(from);
    const auto mail = read("From: " + from + "\r\nSubject: x\r\n\r\nHello.\r\n");
    CHECK(mail.from_name == name);
    CHECK(mail.from_domain == domain);
}

TEST_CASE("the rest of what a newsletter's headers say is read", "[net][mail]") {
    const auto mail = read(
        "Message-ID: <abc.123@mail.example>\nDate: Fri, 20 Nov 2026 07:30:00 +0100 (CET)\n"
        "To: Kim <KIM@example.org>, other@example.org\nDelivered-To: kim@example.org\n"
        "Archived-At: <https://list.example/m/7>\nList-Archive: <https://list.example/>\n"
        "Subject: x\n\nHello.\n");
    CHECK(mail.message_id == "abc.123@mail.example");
    CHECK(mail.date == "Fri, 20 Nov 2026 07:30:00 +0100 (CET)");
    CHECK(mail.archived_at == "https://list.example/m/7");
    CHECK(mail.recipients == std::vector<std::string>{"kim@example.org", "other@example.org"});
}

TEST_CASE("bodies are decoded, whatever wraps them", "[net][mail]") {
    struct Case {
        const char* name;
        std::string bytes;
        std::string text;
        std::string html;
    };
    const auto one = GENERATE(values<Case>({
        {"no MIME at all", "Subject: x\n\nHello.\n", "Hello.\n", ""},
        {"no MIME, Latin bytes", "Subject: x\n\nGr\xFC\xDF Gott\n", "Gr\xC3\xBC\xC3\x9F Gott\n",
         ""},
        {"quoted-printable",
         "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
         "Gr=C3=BC=C3=9F =\nGott\n",
         "Gr\xC3\xBC\xC3\x9F Gott\n", ""},
        {"base64, end missing",
         "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nSGVsbG8g",
         "Hello ", ""},
        {"HTML alone, label in meta",
         "Content-Type: text/html\n\n<meta charset=iso-8859-2><p>\xB1</p>", "",
         "<meta charset=iso-8859-2><p>\xC4\x85</p>"},
        {"label wrong: UTF-8 said, Latin meant",
         "Content-Type: text/plain; charset=utf-8\n\nGr\xFC\xDF Gott\n",
         "Gr\xC3\xBC\xC3\x9F Gott\n", ""},
        {"label unknown", "Content-Type: text/plain; charset=x-nothing\n\nGr\xC3\xBC\xC3\x9F\n",
         "Gr\xC3\xBC\xC3\x9F\n", ""},
        {"alternative",
         "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\n"
         "Content-Type: text/html\n\n<p>rich</p>\n--b--\n",
         "plain", "<p>rich</p>"},
        {"alternative within related within mixed, attachment and forwarded mail left out",
         "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/related; "
         "boundary=r\n\n--r\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\n"
         "Content-Type: text/html\n\n<p>rich</p>\n--a--\n--r\nContent-Type: image/png\n"
         "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--r--\n--m\n"
         "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nnot me\n"
         "--m\nContent-Type: message/rfc822\n\nSubject: y\n\nnor me\n--m--\n",
         "plain", "<p>rich</p>"},
        {"boundary never closed",
         "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nplain\n--b\n"
         "Content-Type: text/html\n\n<p>rich",
         "plain", "<p>rich"},
        {"boundary missing", "Content-Type: multipart/mixed\n\nplain\n", "", ""},
        {"footer of a mailing list",
         "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nplain\n--b\n\nfooter\n--b--\n",
         "plain\nfooter", ""},
        {"flowed",
         "Content-Type: text/plain; format=flowed\n\nOne \nline.\n Stuffed.\n>quoted \n>on\n-- \n"
         "Sender\n",
         "One line.\nStuffed.\n>quoted on\n-- \nSender", ""},
        {"flowed with DelSp",
         "Content-Type: text/plain; format=flowed; delsp=yes\n\n\xE6\x97\xA5 \n\xE6\x9C\xAC\n",
         "\xE6\x97\xA5\xE6\x9C\xAC", ""},
    }));
    CAPTURE(one.name);
    const auto mail = read("Subject: x\n" +
                           (one.bytes.starts_with("Subject") ? one.bytes.substr(11) : one.bytes));
    CHECK(mail.text == one.text);
    CHECK(mail.html == one.html);
}

TEST_CASE("what is no mail is refused", "[net][mail]") {
    for (const std::string bytes : {"", "\n", "\0\0\0", "\xFF\xFE", "From: a@b\n\n"}) {
        CHECK_FALSE(parse_mail(bytes));
    }
}

TEST_CASE("a mail that nests without end costs little and no stack", "[net][mail]") {
    std::string bytes = "Subject: deep\nMIME-Version: 1.0\n";
    for (int i = 0; i < 20'000; ++i) {
        bytes += fmt::format("Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n", i);
    }
    bytes += "Content-Type: text/plain\n\nbottom\n";
    const auto mail = parse_mail(bytes);
    REQUIRE(mail);
    CHECK(mail->subject == "deep");

    std::string messages = "Subject: deep\n";
    for (int i = 0; i < 50'000; ++i) messages += "Content-Type: message/rfc822\n\n";
    CHECK(parse_mail(messages));
}

TEST_CASE("a mail is read wherever it is cut", "[net][mail]") {
    const std::string whole =
        "From: =?utf-8?Q?M=C3=A4rkte?= <a@b.example>\nSubject: x\nContent-Type: multipart/mixed; "
        "boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<p>=C3=A4</p>\n--b--\n";
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const auto mail = parse_mail(std::string_view(whole).substr(0, size));
        if (mail) CHECK(is_utf8(mail->subject + mail->from_name + mail->html + mail->text));
    }
}
