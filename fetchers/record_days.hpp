#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/time.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/record_lines.hpp"

/// The days that stand around the links of a list.
namespace sawthis::fetchers {

/// A line that is longer is no date, and no heading of a group.
inline constexpr std::size_t kLongestDateLine = 160;

/// Whether a line gives a day and little else.
[[nodiscard]] bool is_day_line(std::string_view text, DayOrder order);

/// The stamp of the first time element or itemprop in the range; empty if there is none.
[[nodiscard]] std::string machine_day(const HtmlTree& tree, Range range, DayOrder order);

/// The day in the line that says the least beside it; `year` completes one that has none, unless
/// it is 0. Empty if there is none.
[[nodiscard]] std::string written_day(const std::vector<Line>& lines, DayOrder order, int year);

/// 2026 of "2026"; 0 if the text is no year.
[[nodiscard]] int year_in(std::string_view text);

/// The last day that `text` may mean, read at `fetched`, if it says "Nov 20" and little else. The
/// first article of a list may bear tomorrow's date where it is tomorrow already.
[[nodiscard]] std::string latest_day(std::string_view text, DayOrder order, Instant fetched);

/// Midnight UTC where `stamp` (of normal_stamp) is a bare day.
[[nodiscard]] std::optional<Instant> instant_of(std::string_view stamp);

}  // namespace sawthis::fetchers
