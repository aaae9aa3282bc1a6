#include "fetchers/feed_date_parts.hpp"

#include <unicode/timezone.h>

#include <memory>

namespace sawthis::fetchers {

namespace {

namespace chrono = std::chrono;

/// The offset of an IANA zone at that local time; UTC for names that are none.
chrono::minutes offset_in_zone(const std::string& zone, chrono::sys_seconds local) {
    const std::unique_ptr<icu::TimeZone> rules(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    int32_t raw = 0;
    int32_t daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    const double local_ms = static_cast<double>(local.time_since_epoch().count()) * 1000.0;
    rules->getOffset(local_ms, true, raw, daylight, status);
    if (U_FAILURE(status)) return chrono::minutes{0};
    return chrono::duration_cast<chrono::minutes>(chrono::milliseconds{raw + daylight});
}

std::optional<chrono::sys_days> day_of(const DateParts& parts) {
    if (!parts.year) return std::nullopt;
    const chrono::year year{*parts.year};
    if (parts.day && !parts.month) {  // ISO 8601 ordinal date
        const auto first = chrono::sys_days{year / 1 / 1};
        const auto day = first + chrono::days{*parts.day - 1};
        const bool within = *parts.day >= 1 && chrono::year_month_day{day}.year() == year;
        return within ? std::optional(day) : std::nullopt;
    }
    const chrono::year_month_day date =
        year / chrono::month{static_cast<unsigned>(parts.month.value_or(1))} /
        chrono::day{static_cast<unsigned>(parts.day.value_or(1))};
    return date.ok() ? std::optional(chrono::sys_days{date}) : std::nullopt;
}

std::optional<chrono::seconds> clock_of(const DateParts& parts) {
    int hour = parts.hour.value_or(0);
    if (parts.half_day && hour <= 12) {
        hour = hour % 12 + (*parts.half_day == HalfDay::pm ? 12 : 0);
    }
    const bool end_of_day = hour == 24 && parts.minute == 0 && parts.second == 0;
    // A 60th second is a leap second and counts as the next minute's first.
    if ((hour > 23 && !end_of_day) || parts.minute > 59 || parts.second > 60) return std::nullopt;
    return chrono::hours{hour} + chrono::minutes{parts.minute} + chrono::seconds{parts.second};
}

}  // namespace

std::optional<Instant> instant_of(const DateParts& parts) {
    const auto day = day_of(parts);
    const auto clock = clock_of(parts);
    if (!day || !clock) return std::nullopt;
    const chrono::sys_seconds local = *day + *clock;
    if (parts.offset) return local - *parts.offset;
    if (!parts.zone.empty()) return local - offset_in_zone(parts.zone, local);
    // Dates written in Korean come from one zone.
    return parts.korean ? local - chrono::hours{9} : local;
}

}  // namespace sawthis::fetchers
