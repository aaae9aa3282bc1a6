#pragma once

#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace sawthis::fetchers {

/// What parse_feed_date() promises, for a date in any form: token by token, whatever their order.
/// `text` is trimmed.
[[nodiscard]] std::optional<Instant> read_feed_date(std::string_view text);

}  // namespace sawthis::fetchers
