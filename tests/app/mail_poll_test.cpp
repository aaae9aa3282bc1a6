#include "app/mail_poll.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

#include "app/app.hpp"
#include "app/poll.hpp"
#include "app/sources.hpp"
#include "app/sources_file.hpp"
#include "store/store.hpp"
#include "tests/support/dovecot.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
using namespace sawthis::app;
using sawthis::test::Dovecot;

namespace {

constexpr const char* kVariable = "SAWTHIS_TEST_MAIL_PASSWORD";

std::string letter(const std::string& id, const std::string& subject) {
    return "From: The Ledger <news@ledger.example>\r\nTo: reader@example.org\r\nSubject: " +
           subject + "\r\nMessage-ID: <" + id +
           "@ledger.example>\r\nDate: Fri, 20 Nov 2026 07:30:00 +0000\r\n\r\nThe council voted "
           "nine "
           "to two for the bridge over the Alder.\r\nTold in letter " +
           id + ".\r\n";
}

Instant now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

template <class T>
T want(Result<T> result) {
    if (!result) FAIL(result.error().detail);
    return std::move(*result);
}

/// A mail source in a store of its own, polled as the program does it.
struct Polled {
    explicit Polled(const Dovecot& server)
        : store(want(store::Store::open(folder.path() / "s.db", store::Store::Mode::read_write))) {
        source.kind = SourceKind::mail;
        source.url = server.url();
        source.password_place = std::string("env:") + kVariable;
        source.id = want(store.put_source(source)).id;
        options.allow_private = server.hosts();
        options.ca_file = server.ca_file();
        ::setenv(kVariable, Dovecot::kPassword, 1);
    }

    store::TakenIn poll() {
        const auto stored = want(store.find_source(source.url)).value();
        const auto mail = read_mail_source(stored.source, stored.state, options, now());
        if (!mail) FAIL(describe(mail.error()));
        store::Store::Polled polled;
        polled.source = source.id;
        polled.state = stored.state;
        polled.state.etag = mail->position;
        polled.articles = mail->reading.articles;
        return want(store.save_poll(polled));
    }

    test::TemporaryFolder folder;
    store::Store store;
    Source source;
    MailPollOptions options;
};

}  // namespace

TEST_CASE("newsletters become articles, each once, and stay unread", "[app][mail]") {
    if (!Dovecot::is_installed()) {
        WARN("SKIPPED: dovecot-imapd or openssl is not installed");
        return;
    }
    Dovecot server;
    server.deliver(letter("1", "Bridge agreed"));
    server.deliver(letter("2", "Ferry to go"));
    Polled one(server);
    CHECK(one.poll().added == 2);
    CHECK(one.poll() == store::TakenIn{});
    server.deliver(letter("3", "=?utf-8?Q?M=C3=A4rkte?="));
    CHECK(one.poll().added == 1);
    const auto article = want(one.store.find_article("3@ledger.example")).value();
    CHECK(article.title == "M\xC3\xA4rkte");
    CHECK(article.publisher == "The Ledger");
    CHECK(article.text ==
          "The council voted nine to two for the bridge over the Alder. Told in letter 3.");
    CHECK(article.published == parse_rfc3339("2026-11-20T07:30:00Z"));

    // The server gives new numbers: all comes again and all is known.
    server.renumber();
    const auto again = one.poll();
    CHECK(again.added == 0);
    CHECK(again.known == 3);
    CHECK(server.seen_count() == 0);

    ::setenv(kVariable, "a guess", 1);
    const auto refused = read_mail_source(one.source, {}, one.options, now());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == FailureKind::login);
    CHECK(describe(refused.error()).find("lets nobody in") != std::string::npos);
    CHECK(describe(refused.error()).find("a guess") == std::string::npos);
    ::unsetenv(kVariable);
}

TEST_CASE("poll reads mail folders beside feeds", "[app][mail]") {
    if (!Dovecot::is_installed()) {
        WARN("SKIPPED: dovecot-imapd or openssl is not installed");
        return;
    }
    Dovecot server;
    server.deliver(letter("1", "Bridge agreed"));
    ::setenv(kVariable, Dovecot::kPassword, 1);
    test::TemporaryFolder folder;
    std::string hosts;
    for (const auto& host : server.hosts()) hosts += "\"" + host + "\",";
    folder.write("config.toml", "[fetch]\nallow_private = [" + hosts + "]\n");
    auto app = want(App::open({folder.path() / "data", folder.path() / "config.toml", true, now()},
                              Access::write, "test"));
    Source source;
    source.kind = SourceKind::mail;
    source.url = server.plain_url();
    source.password_place = std::string("env:") + kVariable;
    want(add_source(app, source));
    CHECK(want(poll(app, {}, {})).taken.added == 1);
    server.deliver(letter("2", "Ferry to go"));
    const auto again = want(poll(app, {.all = true}, {}));
    CHECK(again.taken == store::TakenIn{1, 0, 0});
    CHECK(again.sources.at(0).outcome == PollOutcome::fresh);

    ::setenv(kVariable, "a guess", 1);
    CHECK(want(poll(app, {.all = true}, {})).sources.at(0).failure.kind == FailureKind::login);
    ::unsetenv(kVariable);
}

TEST_CASE("a mail folder's password comes from where it is kept", "[app][mail]") {
    const test::TemporaryFolder folder;
    namespace fs = std::filesystem;
    const auto file = folder.write("secret", "open sesame\nrest\n");
    const auto place = "file:" + file.string();
    fs::permissions(file, fs::perms(0644));
    CHECK(read_password(place).error().detail.find("chmod 600") != std::string::npos);
    fs::permissions(file, fs::perms(0600));
    CHECK(read_password(place).value() == "open sesame");
    CHECK(read_password("file:/no/such/file").error().code == ErrorCode::not_found);
    ::setenv(kVariable, "open sesame", 1);
    CHECK(read_password(std::string("env:") + kVariable).value() == "open sesame");
    ::unsetenv(kVariable);
    CHECK(read_password(std::string("env:") + kVariable).error().code == ErrorCode::not_found);
    for (const char* wrong : {"", "secret", "env:", "env:A B", "file:here", "pass:x"}) {
        CAPTURE(wrong);
        CHECK(read_password(wrong).error().code == ErrorCode::bad_input);
    }
}

TEST_CASE("a mail source without its password fails in words", "[app][mail]") {
    Source source;
    source.kind = SourceKind::mail;
    source.url = "imaps://kim@mail.example.org/News";
    source.password_place = "env:SAWTHIS_NO_SUCH_VARIABLE";
    const auto failure = read_mail_source(source, {}, {}, now());
    REQUIRE_FALSE(failure);
    CHECK(failure.error().kind == FailureKind::login);
    CHECK(failure.error().detail.find("SAWTHIS_NO_SUCH_VARIABLE") != std::string::npos);
}
