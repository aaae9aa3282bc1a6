#pragma once

#include <string>
#include <string_view>

namespace sawthis::matcher {

/// "at character 12": where byte `at` of what the user wrote stands, counted as people do.
[[nodiscard]] std::string place_in(std::string_view text, std::size_t at);

}  // namespace sawthis::matcher
