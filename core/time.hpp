#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sawthis {

/// Always UTC, whole seconds; an integer of Unix seconds in SQL.
using Instant = std::chrono::sys_seconds;

/// "2026-11-20T18:00:00Z".
[[nodiscard]] std::string format_rfc3339(Instant instant);

/// "2026-11-20", the day in UTC.
[[nodiscard]] std::string format_day(Instant instant);

/// RFC 3339 §5.6 date-time, offset required; a fraction is cut. nullopt if it is anything else or
/// names a day or time that does not exist. For what feeds call a date see fetchers/feed_date.hpp.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);

/// "90s", "15m", "12h", "7d", "2w"; a bare number is seconds. nullopt if it is anything else,
/// negative or more than 100 years.
[[nodiscard]] std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// For people, in the largest unit that fits and rounded down: "just now" (under a minute), "5
/// minutes", "1 hour", "3 days", "2 weeks", "4 months", "2 years".
[[nodiscard]] std::string describe_duration(std::chrono::seconds span);

}  // namespace sawthis
