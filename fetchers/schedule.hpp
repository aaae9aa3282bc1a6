#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "core/source.hpp"
#include "fetchers/feed.hpp"

namespace sawthis::fetchers {

struct PollLimits {
    std::chrono::seconds min_interval{15 * 60};
    std::chrono::seconds max_interval{24 * 3600};
};

/// What one poll of a source told about when to come back.
struct PollHint {
    std::size_t new_articles = 0;
    std::optional<std::chrono::seconds> ttl;          // the feed's own (RSS ttl, sy:updatePeriod)
    std::optional<std::chrono::seconds> max_age;      // Cache-Control
    std::optional<std::chrono::seconds> retry_after;  // of 429 and 503; a day at most counts
    std::vector<int> skip_hours;                      // 0 to 23, UTC: when not to poll
    std::vector<int> skip_days;                       // 0 Sunday to 6 Saturday
    SourceId source;  // whose poll it was; spreads polls that would fall together (jitter)
};

/// `state` after a poll that succeeded at `now`: interval, next_poll, failures 0. New articles
/// shorten the interval, silence lengthens it, between the limits; never sooner than ttl and
/// max-age ask for (up to max_interval), nor in an hour or on a day that the source asks to skip.
/// Up to a tenth is added to each wait, the same for one source each time.
[[nodiscard]] PollState after_success(PollState state, const PollHint& hint,
                                      const PollLimits& limits, Instant now);

/// `state` after a poll that failed: the wait doubles with each failure in a row up to
/// max_interval, and is at least Retry-After (RFC 9110 §10.2.3). FailureKind::gone retires the
/// source.
[[nodiscard]] PollState after_failure(PollState state, const Failure& failure, const PollHint& hint,
                                      const PollLimits& limits, Instant now);

}  // namespace sawthis::fetchers
