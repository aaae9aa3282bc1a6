#pragma once

#include <string>

#include "core/time.hpp"

/// Time zones exist here and nowhere else; all else is UTC.
namespace sawthis::app {

/// Whether the tz database knows the name ("Europe/London"). Paths are refused.
[[nodiscard]] bool is_time_zone(const std::string& name);

/// The calendar day at `instant` in the zone, "2026-11-20"; UTC's where the zone is unknown.
[[nodiscard]] std::string local_day(Instant instant, const std::string& zone);

}  // namespace sawthis::app
