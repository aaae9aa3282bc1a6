#pragma once

#include <string_view>

namespace sawthis::fetchers {

/// The month that a word of a page's text names, whole or as it is abbreviated, in some thirty
/// languages: 1 to 12; 0 if it names none. Any case, with or without accents.
[[nodiscard]] unsigned page_month_of(std::string_view word);

}  // namespace sawthis::fetchers
