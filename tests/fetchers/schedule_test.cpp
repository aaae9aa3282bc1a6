#include "fetchers/schedule.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

using namespace sawthis;
using namespace sawthis::fetchers;
using namespace std::chrono_literals;

namespace {

const Instant kNow =
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 7h + 10min;  // Friday
const PollLimits kLimits{15min, 24h};

std::chrono::seconds wait_of(const PollState& state) {
    return *state.next_poll - kNow;
}

PollHint with_news(std::size_t count) {
    PollHint hint;
    hint.new_articles = count;
    return hint;
}

Failure timeout() {
    return {FailureKind::timeout, "30 s"};
}

}  // namespace

TEST_CASE("news shortens the interval and silence lengthens it, within the limits",
          "[fetchers][schedule]") {
    PollState state = after_success({}, with_news(0), kLimits, kNow);
    CHECK(state.interval == 1h);
    CHECK(after_success(state, with_news(3), kLimits, kNow).interval == 30min);
    CHECK(after_success(state, with_news(0), kLimits, kNow).interval == 90min);
    for (int i = 0; i < 30; ++i) state = after_success(state, with_news(0), kLimits, kNow);
    CHECK(state.interval == 24h);
    for (int i = 0; i < 30; ++i) state = after_success(state, with_news(1), kLimits, kNow);
    CHECK(state.interval == 15min);
}

TEST_CASE("a poll that succeeded clears the failures and notes when", "[fetchers][schedule]") {
    PollState state;
    state.failures = 3;
    state.last_failure = timeout();
    state = after_success(state, with_news(0), kLimits, kNow);
    CHECK(state.failures == 0);
    CHECK(state.last_failure.kind == FailureKind::none);
    CHECK(state.last_poll == kNow);
    CHECK(state.last_success == kNow);
    CHECK_FALSE(state.last_new);
    CHECK(after_success(state, with_news(1), kLimits, kNow).last_new == kNow);
}

TEST_CASE("the source's own rhythm is respected, up to the ceiling", "[fetchers][schedule]") {
    auto hint = with_news(1);
    hint.ttl = 6h;
    CHECK(wait_of(after_success({}, hint, kLimits, kNow)) >= 6h);
    hint.max_age = 8h;
    CHECK(wait_of(after_success({}, hint, kLimits, kNow)) >= 8h);
    hint.ttl = 1000h;
    CHECK(wait_of(after_success({}, hint, kLimits, kNow)) <= 24h + 24h / 10);
    hint.ttl = -5h;
    hint.max_age.reset();
    CHECK(wait_of(after_success({}, hint, kLimits, kNow)) >= 1h);
}

TEST_CASE("skipped hours and days are skipped, unless they are all", "[fetchers][schedule]") {
    auto hint = with_news(0);
    hint.skip_hours = {8, 9};
    const auto late = *after_success({}, hint, kLimits, kNow).next_poll;
    CHECK(late == std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 10h);
    hint.skip_days = {5, 6, 0};
    const auto monday = *after_success({}, hint, kLimits, kNow).next_poll;
    CHECK(monday == std::chrono::sys_days{std::chrono::year{2026} / 11 / 23});
    hint.skip_days = {0, 1, 2, 3, 4, 5, 6};
    CHECK(wait_of(after_success({}, hint, kLimits, kNow)) < 2h);
}

TEST_CASE("failures double the wait up to a day", "[fetchers][schedule]") {
    PollState state;
    state.interval = 1h;
    for (const std::chrono::seconds want : {1h, 2h, 4h, 8h, 16h, 24h, 24h}) {
        state = after_failure(state, timeout(), {}, kLimits, kNow);
        CHECK(wait_of(state) >= want);
        CHECK(wait_of(state) <= want + want / 10 + 1s);
    }
    CHECK(state.failures == 7);
    CHECK(state.interval == 1h);  // and it comes back at its own rhythm
    CHECK_FALSE(state.retired);
    state.failures = 1'000'000;
    CHECK(wait_of(after_failure(state, timeout(), {}, kLimits, kNow)) <= 27h);
}

TEST_CASE("Retry-After is waited for, but not longer than a day", "[fetchers][schedule]") {
    PollHint hint;
    hint.retry_after = 3h;
    CHECK(wait_of(after_failure({}, timeout(), hint, kLimits, kNow)) >= 3h);
    hint.retry_after = std::chrono::seconds::max();
    CHECK(wait_of(after_failure({}, timeout(), hint, kLimits, kNow)) <= 27h);
    hint.retry_after = -1s;
    CHECK(wait_of(after_failure({}, timeout(), hint, kLimits, kNow)) >= 15min);
}

TEST_CASE("410 Gone retires the source", "[fetchers][schedule]") {
    const auto state = after_failure({}, {FailureKind::gone, "HTTP 410"}, {}, kLimits, kNow);
    CHECK(state.retired);
    CHECK_FALSE(state.next_poll);
}

TEST_CASE("jitter spreads sources and is the same each time", "[fetchers][schedule]") {
    std::vector<std::chrono::seconds> waits;
    for (int i = 1; i <= 100; ++i) {
        PollHint hint;
        hint.source = SourceId{i};
        const auto state = after_failure({}, timeout(), hint, kLimits, kNow);
        CHECK(state == after_failure({}, timeout(), hint, kLimits, kNow));
        waits.push_back(wait_of(state));
    }
    std::sort(waits.begin(), waits.end());
    CHECK(std::unique(waits.begin(), waits.end()) - waits.begin() >= 8);
}
