#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/time.hpp"
#include "fetchers/feed_date_words.hpp"

namespace sawthis::fetchers {

/// What has been read of a date. Parts that were not given are empty.
struct DateParts {
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;  // of the month, or of the year if there is no month
    std::optional<int> hour;
    int minute = 0;
    int second = 0;
    std::optional<HalfDay> half_day;
    std::optional<std::chrono::minutes> offset;
    bool offset_is_number = false;
    std::string zone;  // an IANA name
    bool korean = false;
};

/// The instant that the parts make; nullopt if there is no such day or time, or no year.
[[nodiscard]] std::optional<Instant> instant_of(const DateParts& parts);

}  // namespace sawthis::fetchers
