#pragma once

#include <string>
#include <string_view>

#include "fetchers/page_date.hpp"

/// What links say of where they lead.
namespace sawthis::fetchers {

/// `title` without a day that was written before or after it in the same line.
[[nodiscard]] std::string without_day(std::string title, DayOrder order);

/// The headline in what a link says: without "Read more about " and "(PDF, 120 KB)".
[[nodiscard]] std::string clean_link_title(std::string title);

/// Whether it says what the link leads to: more than "Read more", a date or a number.
[[nodiscard]] bool is_telling(std::string_view text);

/// "5 min read".
[[nodiscard]] bool is_reading_time(std::string_view text);

[[nodiscard]] bool is_sentence(std::string_view text);

}  // namespace sawthis::fetchers
