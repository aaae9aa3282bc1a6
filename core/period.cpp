#include "core/period.hpp"
#include "core/number.hpp"

namespace sawthis {

namespace {

using namespace std::chrono;

/// A number of exactly `text.size()` digits.
std::optional<int> read_digits(std::string_view text) {
    if (text.starts_with('-')) return std::nullopt;
    return parse_number<int>(text);
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
    const bool shape = text.size() == 4 || (text.size() == 7 && text[4] == '-') ||
                       (text.size() == 10 && text[4] == '-' && text[7] == '-');
    if (!shape) return std::nullopt;
    const auto year_read = read_digits(text.substr(0, 4));
    const auto month_read = text.size() >= 7 ? read_digits(text.substr(5, 2)) : 1;
    const auto day_read = text.size() == 10 ? read_digits(text.substr(8, 2)) : 1;
    if (!year_read || !month_read || !day_read) return std::nullopt;
    const year_month_day date{year{*year_read}, month{static_cast<unsigned>(*month_read)},
                              day{static_cast<unsigned>(*day_read)}};
    if (!date.ok()) return std::nullopt;
    sys_days next = sys_days{date} + days{1};
    if (text.size() == 4) next = sys_days{(date.year() + years{1}) / January / 1};
    if (text.size() == 7) next = sys_days{(date.year() / date.month() + months{1}) / 1};
    return Period{sys_days{date}, Instant{next} - seconds{1}};
}

}  // namespace sawthis
