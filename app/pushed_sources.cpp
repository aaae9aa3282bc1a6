#include "app/pushed_sources.hpp"

#include <algorithm>

#include "app/data_lock.hpp"

namespace sawthis::app {

Result<PushedSources> PushedSources::load(App& app) {
    PushedSources pushed;
    auto subscriptions = app.store().load_subscriptions();
    if (!subscriptions) return tl::unexpected(subscriptions.error());
    for (auto& one : *subscriptions) {
        if (one.state == SubscriptionState::leaving) continue;
        const auto source = one.source;
        pushed.subscriptions_.emplace(source, std::move(one));
    }
    pushed.max_interval_ = app.config().fetch.max_interval;
    pushed.listening_ = DataLock::is_taken(app.data_folder(), DataRight::listen);
    return pushed;
}

const Subscription* PushedSources::find(SourceId source) const {
    const auto found = subscriptions_.find(source);
    return found == subscriptions_.end() ? nullptr : &found->second;
}

bool PushedSources::is_pushed(SourceId source, const PollState& state, Instant now) const {
    const auto* const subscription = find(source);
    return listening_ && subscription != nullptr &&
           sawthis::is_pushed(*subscription, state.last_new, now);
}

std::optional<Instant> PushedSources::next_poll(SourceId source, const PollState& state,
                                                Instant now) const {
    if (!state.next_poll || !state.last_poll || !is_pushed(source, state, now)) {
        return state.next_poll;
    }
    return std::max(*state.next_poll, *state.last_poll + max_interval_);
}

}  // namespace sawthis::app
