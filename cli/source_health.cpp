#include "cli/source_health.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "core/time.hpp"

namespace sawthis::cli {

std::string describe_silence(const app::Silence& silence) {
    return fmt::format("silent for {} times its usual rhythm of {}", silence.times,
                       describe_duration(silence.usual_gap.value()));
}

std::string describe_pushes(const app::SourceRow& row) {
    if (!row.subscription) return {};
    const auto& one = *row.subscription;
    const bool failing = one.last_failure.kind != FailureKind::none;
    const auto until = one.lease_end ? format_rfc3339(*one.lease_end) : std::string();
    if (row.pushed) {
        return "pushed until " + until + (failing ? "; " + describe(one.last_failure) : "");
    }
    if (failing) return "not pushed: " + describe(one.last_failure);
    if (one.state != SubscriptionState::active) return "its hub is asked to push";
    return "its hub has agreed to push until " + until + "; polled as before";
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
