#pragma once

#include <string>
#include <string_view>

#include "fetchers/page_date.hpp"

namespace sawthis::fetchers {

/// A stamp of a machine-readable place (meta, datetime, JSON-LD) as RFC 3339 with its own offset,
/// or as a bare day where it gives no time; a time without offset is taken for UTC. Anything else
/// that reads as a date too. Empty if it is none.
[[nodiscard]] std::string normal_stamp(std::string_view stamp,
                                       DayOrder order = DayOrder::day_first);

}  // namespace sawthis::fetchers
