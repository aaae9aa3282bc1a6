#include "app/silence.hpp"

#include "fetchers/source_rhythm.hpp"

namespace sawthis::app {

Silence silence_of(const PollState& state, Instant now) {
    return {state.retired ? 0 : fetchers::times_silent(state.arrivals, now),
            fetchers::usual_gap(state.arrivals)};
}

Silence new_silence(const PollState& state, Instant now) {
    const bool known = state.last_success && silence_of(state, *state.last_success).times > 0;
    return known ? Silence{} : silence_of(state, now);
}

}  // namespace sawthis::app
