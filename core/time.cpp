#include "core/time.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sawthis {

namespace chrono = std::chrono;

std::string format_rfc3339(Instant instant) {
    const auto day = chrono::floor<chrono::days>(instant);
    const chrono::year_month_day date{day};
    const chrono::hh_mm_ss clock{instant - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string format_day(Instant instant) {
    return format_rfc3339(instant).substr(0, 10);
}

namespace {

/// Exactly `width` digits at `at`.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool has_at(std::string_view text, std::size_t at, std::string_view one_of) {
    return at < text.size() && one_of.find(text[at]) != std::string_view::npos;
}

/// "Z", "+hh:mm" or "-hh:mm", nothing after it.
std::optional<chrono::minutes> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z") return chrono::minutes{0};
    const auto hours = digits(text, 1, 2);
    const auto minutes = digits(text, 4, 2);
    if (text.size() != 6 || !has_at(text, 0, "+-") || !has_at(text, 3, ":") || !hours || !minutes ||
        *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    const chrono::minutes span{*hours * 60 + *minutes};
    return text[0] == '-' ? -span : span;
}

}  // namespace

std::optional<Instant> parse_rfc3339(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second || !has_at(text, 4, "-") ||
        !has_at(text, 7, "-") || !has_at(text, 10, "Tt ") || !has_at(text, 13, ":") ||
        !has_at(text, 16, ":")) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year{*year},
                                      chrono::month{static_cast<unsigned>(*month)},
                                      chrono::day{static_cast<unsigned>(*day)}};
    // 60 is a leap second (RFC 3339 §5.7): it counts as the next minute's first.
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    std::size_t at = 19;
    if (has_at(text, at, ".")) {
        const std::size_t first = ++at;
        while (digits(text, at, 1)) ++at;
        if (at == first) return std::nullopt;
    }
    const auto offset = parse_offset(text.substr(at));
    if (!offset) return std::nullopt;
    return chrono::sys_days{date} + chrono::hours{*hour} + chrono::minutes{*minute} +
           chrono::seconds{*second} - *offset;
}

std::optional<chrono::seconds> parse_duration(std::string_view text) {
    long long count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0) return std::nullopt;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    long long factor = 0;
    if (unit.empty() || unit == "s") factor = 1;
    if (unit == "m" || unit == "min") factor = 60;
    if (unit == "h") factor = 3600;
    if (unit == "d") factor = 86400;
    if (unit == "w") factor = 604800;
    constexpr long long kLongest = 100LL * 366 * 86400;
    if (factor == 0 || count > kLongest / factor) return std::nullopt;
    return chrono::seconds{count * factor};
}

std::string describe_duration(chrono::seconds span) {
    struct Unit {
        long long seconds;
        std::string_view name;
    };
    constexpr std::array<Unit, 6> kUnits{{{365LL * 86400, "year"},
                                          {30LL * 86400, "month"},
                                          {7LL * 86400, "week"},
                                          {86400, "day"},
                                          {3600, "hour"},
                                          {60, "minute"}}};
    for (const auto& unit : kUnits) {
        const long long count = span.count() / unit.seconds;
        if (count > 0) return fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
    }
    return "just now";
}

}  // namespace sawthis
