#include "cli/source_health.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "core/time.hpp"

namespace sawthis::cli {

std::string describe_silence(const app::Silence& silence) {
    return fmt::format("silent for {} times its usual rhythm of {}", silence.times,
                       describe_duration(silence.usual_gap.value()));
}

std::string health_of(const app::SourceRow& row) {
    const auto& state = row.stored.state;
    if (state.retired) return "ended: " + describe(state.last_failure);
    if (state.failures > 0) {
        return fmt::format("failing ({} in a row): {}",
                           count(static_cast<std::size_t>(state.failures), "time"),
                           describe(state.last_failure));
    }
    if (!state.last_poll) return "not polled yet";
    if (row.silence.times > 0) return describe_silence(row.silence);
    return "well";
}

}  // namespace sawthis::cli
