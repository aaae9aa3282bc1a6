#pragma once

#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace sawthis {

/// Days in a row, in UTC.
struct Period {
    Instant first;
    Instant last;  // its last second
    bool operator==(const Period&) const = default;
};

/// "2026", "2026-11" or "2026-11-05"; nullopt if it is anything else or no such day exists.
[[nodiscard]] std::optional<Period> parse_period(std::string_view text);

}  // namespace sawthis
