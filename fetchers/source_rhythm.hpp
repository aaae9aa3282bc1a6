#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "core/time.hpp"

/// How often a source brings news, by when its articles appeared; not by how often we ask.
namespace sawthis::fetchers {

/// The history of a source with the times of new articles: an hour or more apart, the last 21,
/// newest first.
[[nodiscard]] std::vector<Instant> add_arrivals(std::vector<Instant> arrivals,
                                                std::span<const Instant> more);

/// Half of its gaps are shorter. nullopt with fewer than five times: that is no rhythm yet.
[[nodiscard]] std::optional<std::chrono::seconds> usual_gap(std::span<const Instant> arrivals);

/// How many times its usual gap the source has brought nothing; 0 if these are fewer than three, or
/// less than three days, as many rest over a weekend.
[[nodiscard]] int times_silent(std::span<const Instant> arrivals, Instant now);

}  // namespace sawthis::fetchers
