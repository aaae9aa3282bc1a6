#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/time.hpp"

namespace sawthis::fetchers {

/// How long before it was read something is said to have happened.
struct TimeAgo {
    std::chrono::seconds ago{0};
    bool days = false;  // counted in days or longer: the time of day is not known
    bool operator==(const TimeAgo&) const = default;
};

/// What a short text like "2 days ago", "vor 3 Stunden", "hier à 14:30" or "Posted yesterday by
/// Kim" says, in some twenty languages; nullopt if it says more than that, or counts in years.
/// `language` is that of the page ("de"; may be empty), as "hier" is a day in one and a place in
/// another.
[[nodiscard]] std::optional<TimeAgo> find_time_ago(std::string_view text,
                                                   std::string_view language);

/// The stamp, as normal_stamp() (page_stamp.hpp) writes it, of what a text read at `now` says.
[[nodiscard]] std::string stamp_of(const TimeAgo& time, Instant now);

}  // namespace sawthis::fetchers
