#pragma once

#include <string_view>

namespace sawthis::matcher {

/// Whether it may follow a company's or a person's name after a comma: "Acme, Inc."
[[nodiscard]] bool follows_comma(std::string_view word);

/// Whether it is one whose stop ends no sentence: "St. Louis", "J. P. Morgan".
[[nodiscard]] bool is_abbreviation(std::string_view word);

}  // namespace sawthis::matcher
