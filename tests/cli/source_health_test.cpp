#include "cli/source_health.hpp"

#include <catch2/catch.hpp>

#include "cli/output.hpp"

using namespace sawthis;
using namespace std::chrono_literals;

namespace {

app::SourceRow polled_row() {
    app::SourceRow row;
    row.stored.state.last_poll = parse_rfc3339("2026-11-20T07:30:00Z");
    return row;
}

}  // namespace

TEST_CASE("a source's health is one sentence", "[cli]") {
    CHECK(cli::health_of({}) == "not polled yet");
    auto row = polled_row();
    CHECK(cli::health_of(row) == "well");
    row.silence = {12, 26h};
    CHECK(cli::health_of(row) == "silent for 12 times its usual rhythm of 1 day");
    row.stored.state.failures = 2;
    row.stored.state.last_failure = {FailureKind::timeout, ""};
    CHECK(cli::health_of(row).starts_with("failing (2 times in a row): "));
    row.stored.state.retired = true;
    CHECK(cli::health_of(row).starts_with("ended: "));
}

TEST_CASE("what a hub does is one sentence", "[cli]") {
    auto row = polled_row();
    CHECK(cli::describe_pushes(row).empty());
    row.subscription.emplace();
    CHECK(cli::describe_pushes(row) == "its hub is asked to push");
    row.subscription->state = SubscriptionState::active;
    row.subscription->lease_end = parse_rfc3339("2026-11-30T07:30:00Z");
    CHECK(cli::describe_pushes(row) ==
          "its hub has agreed to push until 2026-11-30T07:30:00Z; polled as before");
    row.pushed = true;
    CHECK(cli::describe_pushes(row) == "pushed until 2026-11-30T07:30:00Z");
    row.subscription->last_failure = {FailureKind::status, "HTTP 500"};
    CHECK(cli::describe_pushes(row) ==
          "pushed until 2026-11-30T07:30:00Z; the server answered with an error (HTTP 500)");
    row.pushed = false;
    CHECK(cli::describe_pushes(row) == "not pushed: the server answered with an error (HTTP 500)");
}

TEST_CASE("a mail folder is shown with its user, no other address with one", "[cli]") {
    Source source;
    source.url = "https://kim:secret@example.org/feed";
    CHECK(cli::shown_url(source) == "https://example.org/feed");
    source.kind = SourceKind::mail;
    source.url = "imaps://kim@mail.example.org/INBOX";
    CHECK(cli::shown_url(source) == source.url);
}
