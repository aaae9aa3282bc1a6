#include "fetchers/schedule.hpp"

#include <algorithm>
#include <cstdint>

namespace sawthis::fetchers {

namespace {

namespace chrono = std::chrono;
using chrono::seconds;

// Half the wait when there was news, half as much again when there was none: a source that brings
// news at every third poll stays where it is.
constexpr int kPercentAfterNews = 50;
constexpr int kPercentAfterSilence = 150;
constexpr seconds kFirstInterval{3600};
constexpr int kMostDoublings = 16;

// Of the interval; what comes on top never brings a poll forward.
constexpr int kMostJitterPercent = 10;

/// 0 to kMostJitterPercent, the same each time for one source at one count: sources that failed
/// together do not come back together, and a replay gives the same times.
int jitter_percent(SourceId source, int count) {
    auto bits = static_cast<std::uint64_t>(source.value) * 0x9E3779B97F4A7C15 +
                static_cast<std::uint64_t>(count);
    bits ^= bits >> 31;  // splitmix64
    bits *= 0xBF58476D1CE4E5B9;
    bits ^= bits >> 27;
    return static_cast<int>(bits % (kMostJitterPercent + 1));
}

seconds with_jitter(seconds interval, SourceId source, int count) {
    return interval + interval / 100 * jitter_percent(source, count);
}

seconds within(seconds interval, const PollLimits& limits) {
    return std::clamp(interval, limits.min_interval,
                      std::max(limits.min_interval, limits.max_interval));
}

/// What the source asks for, but never more than we are willing to wait.
seconds asked_for(const PollHint& hint, const PollLimits& limits) {
    const auto zero = seconds{0};
    const auto most = std::max(hint.ttl.value_or(zero), hint.max_age.value_or(zero));
    return std::clamp(most, zero, std::max(limits.min_interval, limits.max_interval));
}

bool contains(const std::vector<int>& values, int value) {
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// `time`, or the first full hour after it that the source does not ask to be spared; a source that
/// spares all of them is not listened to.
Instant outside_skipped(Instant time, const PollHint& hint) {
    constexpr int kHoursOfAWeek = 7 * 24;
    Instant at = time;
    for (int i = 0; i <= kHoursOfAWeek; ++i) {
        const auto day = chrono::floor<chrono::days>(at);
        const auto hour = static_cast<int>(chrono::floor<chrono::hours>(at - day).count());
        const auto weekday = static_cast<int>(chrono::weekday{day}.c_encoding());
        if (!contains(hint.skip_hours, hour) && !contains(hint.skip_days, weekday)) return at;
        at = chrono::floor<chrono::hours>(at) + chrono::hours{1};
    }
    return time;
}

}  // namespace

PollState after_success(PollState state, const PollHint& hint, const PollLimits& limits,
                        Instant now) {
    const bool first = state.interval <= seconds{0};
    const bool news = hint.new_articles > 0;
    const int percent = news ? kPercentAfterNews : kPercentAfterSilence;
    state.interval =
        within(first ? kFirstInterval : within(state.interval, limits) / 100 * percent, limits);
    const seconds wait = std::max(state.interval, asked_for(hint, limits));
    state.failures = 0;
    state.last_failure = {};
    state.last_poll = now;
    state.last_success = now;
    if (news) state.last_new = now;
    state.next_poll = outside_skipped(now + with_jitter(wait, hint.source, 0), hint);
    return state;
}

PollState after_failure(PollState state, const Failure& failure, const PollHint& hint,
                        const PollLimits& limits, Instant now) {
    ++state.failures;
    state.last_failure = failure;
    state.last_poll = now;
    if (failure.kind == FailureKind::gone) {
        state.retired = true;
        state.next_poll.reset();
        return state;
    }
    seconds wait = within(state.interval, limits);
    for (int i = 1; i < std::min(state.failures, kMostDoublings); ++i) {
        wait = within(wait * 2, limits);
    }
    const auto longest = std::max(limits.min_interval, limits.max_interval);
    const auto told = std::clamp(hint.retry_after.value_or(seconds{0}), seconds{0}, longest);
    state.next_poll = now + with_jitter(std::max(wait, told), hint.source, state.failures);
    return state;
}

}  // namespace sawthis::fetchers
