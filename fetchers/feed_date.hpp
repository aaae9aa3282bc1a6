#pragma once

#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace sawthis::fetchers {

/// A date as feeds and pages write it: RFC 5322 §3.3, RFC 3339, ISO 8601, asctime, and what they
/// make of those (zone names, missing parts, month names of other languages, 12-hour clocks). No
/// zone means UTC, a missing time 00:00:00, a missing day or month the first; the weekday is
/// ignored. nullopt if it cannot be a date. Quick for RFC 5322 and RFC 3339 as they are usually
/// written; other forms take some ten times as long.
[[nodiscard]] std::optional<Instant> parse_feed_date(std::string_view text);

}  // namespace sawthis::fetchers
