#pragma once

#include <chrono>
#include <optional>

#include "core/source.hpp"
#include "core/time.hpp"

namespace sawthis::app {

/// For how long a source has brought nothing, by its own rhythm.
struct Silence {
    int times = 0;                                  // its usual gap; 0 if it is not silent
    std::optional<std::chrono::seconds> usual_gap;  // not known of a young source
};

[[nodiscard]] Silence silence_of(const PollState& state, Instant now);

/// The same for a source that was not silent yet at its last success; else none.
[[nodiscard]] Silence new_silence(const PollState& state, Instant now);

}  // namespace sawthis::app
