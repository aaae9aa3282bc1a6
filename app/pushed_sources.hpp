#pragma once

#include <map>
#include <optional>

#include "app/app.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "core/subscription.hpp"

namespace sawthis::app {

/// What hubs push (WebSub), and what that means for polling.
class PushedSources {
public:
    [[nodiscard]] static Result<PushedSources> load(App& app);

    /// That of a source, unless it is being left; nullptr if it has none.
    [[nodiscard]] const Subscription* find(SourceId source) const;

    /// Whether a hub pushes the news of the source, and `sawthis listen` runs to take it.
    [[nodiscard]] bool is_pushed(SourceId source, const PollState& state, Instant now) const;

    /// When the source is to be polled: as its rhythm says, but where its news is pushed only as
    /// often as the longest interval says, to be sure of the hub. nullopt: at once.
    [[nodiscard]] std::optional<Instant> next_poll(SourceId source, const PollState& state,
                                                   Instant now) const;

private:
    std::map<SourceId, Subscription> subscriptions_;
    std::chrono::seconds max_interval_{0};
    bool listening_ = false;
};

}  // namespace sawthis::app
