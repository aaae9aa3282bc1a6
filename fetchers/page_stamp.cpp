#include "fetchers/page_stamp.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/feed_date.hpp"

namespace sawthis::fetchers {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "T10:20:30.5+02:00" and its kin behind a day, as RFC 3339 writes it; empty if it is no time.
std::string normal_time(std::string_view text) {
    const auto digits = [&text](std::size_t at) {
        return at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1])
                   ? (text[at] - '0') * 10 + (text[at + 1] - '0')
                   : -1;
    };
    if (text.empty() || (text[0] != 'T' && text[0] != 't' && text[0] != ' ')) return {};
    const int hour = digits(1);
    const int minute = digits(4);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[3] != ':') return {};
    std::size_t at = 6;
    int second = 0;
    if (at < text.size() && text[at] == ':' && digits(at + 1) >= 0) {
        second = std::min(digits(at + 1), 59);
        at += 3;
    }
    while (at < text.size() && (text[at] == '.' || text[at] == ',' || is_digit(text[at]))) ++at;
    while (at < text.size() && text[at] == ' ') ++at;
    const char sign = at < text.size() ? text[at] : 'Z';
    const int zone_hour = digits(at + 1);
    const std::size_t minutes_at = at + 3 < text.size() && text[at + 3] == ':' ? at + 4 : at + 3;
    const int zone_minute = std::max(digits(minutes_at), 0);
    std::string zone = "Z";
    if ((sign == '+' || sign == '-') && zone_hour >= 0 && zone_hour <= 23 && zone_minute <= 59 &&
        (zone_hour != 0 || zone_minute != 0)) {
        zone = fmt::format("{}{:02}:{:02}", sign, zone_hour, zone_minute);
    }
    return fmt::format("T{:02}:{:02}:{:02}{}", hour, minute, second, zone);
}

}  // namespace

std::string normal_stamp(std::string_view stamp, DayOrder order) {
    constexpr std::size_t kLongest = 200;
    stamp = trim(stamp);
    if (stamp.empty() || stamp.size() > kLongest) return {};
    if (const auto day = find_day(stamp, order)) {
        auto text = format_day(*day);
        // A midnight that stands for "no time given" is still what the page says.
        if (day->where.begin == 0 && !day->numeric)
            text += normal_time(stamp.substr(day->where.end));
        return text;
    }
    if (const auto instant = parse_feed_date(stamp)) {
        const auto text = format_rfc3339(*instant);
        if (text.substr(0, 4) >= "1995" && text.substr(0, 4) <= "2099") return text;
    }
    return {};
}

}  // namespace sawthis::fetchers
