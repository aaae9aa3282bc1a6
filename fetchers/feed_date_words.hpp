#pragma once

#include <chrono>
#include <optional>
#include <string_view>

/// The words that stand in dates. All take folded words (core/text.hpp, fold_case), unless they say
/// otherwise.
namespace sawthis::fetchers {

/// 1 to 12; 0 if `word` is no month of the languages known here, whole or cut to three or more
/// letters.
[[nodiscard]] int month_of(std::string_view word);

/// 1 to 12 for "jan" to "dec" in any case, the words that nearly all dates have; else 0.
[[nodiscard]] int short_month_of(std::string_view word);

enum class HalfDay { am, pm };
[[nodiscard]] std::optional<HalfDay> half_day_of(std::string_view word);

/// The offset from UTC that a zone's name or abbreviation stands for. Abbreviations with several
/// meanings have the one of RFC 5322 §4.3, else the one most used in feeds. In any case.
[[nodiscard]] std::optional<std::chrono::minutes> zone_of(std::string_view word);

}  // namespace sawthis::fetchers
