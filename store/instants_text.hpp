#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.hpp"

namespace sawthis::store {

/// Instants as a column holds them: Unix seconds separated by blanks.
[[nodiscard]] std::string format_instants(std::span<const Instant> instants);

/// Those of the text up to what is no number.
[[nodiscard]] std::vector<Instant> parse_instants(std::string_view text);

}  // namespace sawthis::store
