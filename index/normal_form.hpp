#pragma once

#include <string>
#include <string_view>

namespace sawthis::index {

/// The form in which texts, titles and queries are compared: fold_case() of each run between ASCII
/// blanks, so that mostly plain text costs little.
[[nodiscard]] std::string normal_form(std::string_view text);

}  // namespace sawthis::index
