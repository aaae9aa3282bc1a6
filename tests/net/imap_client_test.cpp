#include "net/imap_client.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "tests/support/dovecot.hpp"

using namespace sawthis;
using namespace sawthis::net;
using sawthis::test::Dovecot;

namespace {

/// Skips loudly: nullopt where the server is not installed.
std::optional<Dovecot> start_dovecot() {
    if (!Dovecot::is_installed()) {
        WARN("SKIPPED: dovecot-imapd or openssl is not installed");
        return std::nullopt;
    }
    return std::optional<Dovecot>(std::in_place);
}

std::string message(int number, std::string_view body = "Hello.") {
    return "From: News <news@example.org>\r\nSubject: Number " + std::to_string(number) +
           "\r\nMessage-ID: <" + std::to_string(number) + "@example.org>\r\n\r\n" +
           std::string(body) + "\r\n";
}

ImapOptions options_for(const Dovecot& server) {
    ImapOptions options;
    options.allow_private = server.hosts();
    options.ca_file = server.ca_file();
    return options;
}

ImapRequest request_for(const std::string& url) {
    return {url, Dovecot::kPassword, std::nullopt, Instant{}};
}

ImapReading want(Fetched<ImapReading> reading) {
    if (!reading) FAIL(describe(reading.error()));
    return std::move(*reading);
}

Failure refusal(const Fetched<ImapReading>& reading) {
    REQUIRE_FALSE(reading);
    return reading.error();
}

}  // namespace

TEST_CASE("a mail folder is read once, then only what is new, and nothing is marked as read",
          "[net][imap]") {
    auto server = start_dovecot();
    if (!server) return;
    for (int i = 1; i <= 20; ++i) server->deliver(message(i));
    const auto options = options_for(*server);
    const bool tls = GENERATE(true, false);
    auto request = request_for(tls ? server->url() : server->plain_url());
    CAPTURE(request.url);
    const auto first = want(read_mail_folder(request, options));
    REQUIRE(first.messages.size() == 20);
    CHECK(first.messages.front() == message(1));
    CHECK(first.messages.back() == message(20));
    CHECK(first.position.uid == 20);
    CHECK_FALSE(first.more);

    request.position = first.position;
    CHECK(want(read_mail_folder(request, options)).messages.empty());
    server->deliver(message(21));
    const auto third = want(read_mail_folder(request, options));
    REQUIRE(third.messages.size() == 1);
    CHECK(third.messages[0] == message(21));
    CHECK(third.position == FolderPosition{first.position.uid_validity, 21});
    CHECK(server->seen_count() == 0);
}

TEST_CASE("a folder below another is found whatever parts its levels", "[net][imap]") {
    auto server = start_dovecot();
    if (!server) return;
    server->deliver(message(1), "News.M&AOQ-rkte");
    for (const char* name : {"News/M%C3%A4rkte", "News.M\xC3\xA4rkte"}) {
        CAPTURE(name);
        const auto reading =
            want(read_mail_folder(request_for(server->url(name)), options_for(*server)));
        CHECK(reading.messages.size() == 1);
    }
    const auto failure =
        refusal(read_mail_folder(request_for(server->url("Nowhere")), options_for(*server)));
    CHECK(failure.kind == FailureKind::status);
    CHECK(failure.detail.find("the folder cannot be opened") == 0);
}

TEST_CASE("limits bound a reading, and the next goes on from there", "[net][imap]") {
    auto server = start_dovecot();
    if (!server) return;
    for (int i = 1; i <= 30; ++i) server->deliver(message(i));
    auto options = options_for(*server);
    auto request = request_for(server->url());

    SECTION("of a folder never read the newest") {
        options.max_messages = 10;
        const auto reading = want(read_mail_folder(request, options));
        CHECK(reading.messages.size() == 10);
        CHECK(reading.messages.back() == message(30));
        CHECK_FALSE(reading.more);
        request.position = reading.position;
        CHECK(want(read_mail_folder(request, options)).messages.empty());
    }
    SECTION("of a backlog the oldest") {
        options.max_messages = 10;
        const auto all = want(read_mail_folder(request, options));
        request.position = FolderPosition{all.position.uid_validity, 5};
        const auto reading = want(read_mail_folder(request, options));
        CHECK(reading.messages.front() == message(6));
        CHECK(reading.position.uid == 15);
        CHECK(reading.more);
    }
    SECTION("by bytes") {
        options.max_total_bytes = 100;
        const auto reading = want(read_mail_folder(request, options));
        CHECK(reading.messages.size() < 30);
        CHECK(reading.more);
        CHECK(reading.position.uid == reading.messages.size());
    }
    SECTION("a message too long is cut") {
        server->deliver(message(31, std::string(50'000, 'x')));
        options.max_message_bytes = 1'000;
        const auto reading = want(read_mail_folder(request, options));
        REQUIRE(reading.messages.size() == 31);
        CHECK(reading.messages.back().size() == 1'000);
    }
    SECTION("older messages are left alone at first") {
        request.since = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) +
                        std::chrono::hours(48);
        const auto reading = want(read_mail_folder(request, options));
        CHECK(reading.messages.empty());
        CHECK(reading.position.uid == 30);
    }
}

TEST_CASE("another UIDVALIDITY makes the folder be read anew", "[net][imap]") {
    auto server = start_dovecot();
    if (!server) return;
    server->deliver(message(1));
    auto request = request_for(server->url());
    const auto before = want(read_mail_folder(request, options_for(*server)));
    server->renumber();
    request.position = before.position;
    const auto after = want(read_mail_folder(request, options_for(*server)));
    CHECK(after.position.uid_validity != before.position.uid_validity);
    CHECK(after.messages == before.messages);
}

TEST_CASE("why a mail folder cannot be read is said by its kind", "[net][imap]") {
    auto server = start_dovecot();
    if (!server) return;
    auto options = options_for(*server);
    auto request = request_for(server->url());
    SECTION("wrong password") {
        request.password = "a guess";
        const auto failure = refusal(read_mail_folder(request, options));
        CHECK(failure.kind == FailureKind::login);
        CHECK(describe(failure).find("a guess") == std::string::npos);
    }
    SECTION("certificate of nobody's") {
        options.ca_file.clear();
        CHECK(refusal(read_mail_folder(request, options)).kind == FailureKind::tls);
    }
    SECTION("private address that nobody allowed") {
        options.allow_private.clear();
        CHECK(refusal(read_mail_folder(request, options)).kind == FailureKind::blocked_address);
        request.url = server->plain_url();
        CHECK(refusal(read_mail_folder(request, options)).kind == FailureKind::insecure);
    }
    SECTION("no server") {
        request.url = "imaps://kim@localhost:1/INBOX";
        options.allow_private = {"localhost:1"};
        CHECK(refusal(read_mail_folder(request, options)).kind == FailureKind::refused);
    }
    SECTION("no address") {
        request.url = "https://example.org/";
        CHECK(refusal(read_mail_folder(request, options)).kind == FailureKind::bad_url);
    }
    SECTION("stopped") {
        std::stop_source stop;
        stop.request_stop();
        CHECK(refusal(read_mail_folder(request, options, stop.get_token())).kind ==
              FailureKind::timeout);
    }
}
