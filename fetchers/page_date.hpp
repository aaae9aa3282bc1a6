#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/text.hpp"

namespace sawthis::fetchers {

/// How "03/04/2026" is meant where nothing in it tells.
enum class DayOrder { day_first, month_first };

/// A day as a text for people names it.
struct FoundDay {
    int year = 0;  // 0 where the text gives none
    unsigned month = 1;
    unsigned day = 1;
    Span where;
    bool numeric = false;    // all digits: the order may have been guessed
    bool ambiguous = false;  // it was
};

/// The first day named in `text`, in figures or in words of some twenty languages. Years outside
/// 1995 to 2099 and days that do not exist are passed over. At most 64 KiB are read.
[[nodiscard]] std::optional<FoundDay> find_day(std::string_view text,
                                               DayOrder order = DayOrder::day_first,
                                               bool year_required = true);

/// "2026-03-04".
[[nodiscard]] std::string format_day(const FoundDay& day);

}  // namespace sawthis::fetchers
