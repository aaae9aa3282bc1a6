#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/failure.hpp"
#include "core/id.hpp"
#include "core/time.hpp"

namespace sawthis {

enum class SubscriptionState {
    asked,    // the hub has not confirmed it yet
    active,   // confirmed, until the lease ends
    denied,   // the hub refused it
    leaving,  // not wanted any more; ends when the hub confirms that, or does not answer
};

/// What a hub was asked to push (WebSub): the news of one source. A source has one that is not
/// leaving at the most.
struct Subscription {
    std::string token;  // ends the callback's address; nobody else can guess it
    SourceId source;
    std::string hub;
    std::string topic;   // the feed, as it names itself
    std::string secret;  // signs what is pushed
    SubscriptionState state = SubscriptionState::asked;
    std::optional<Instant> next_ask;  // when the hub is to be asked, the first time or again
    std::optional<Instant> lease_end;
    std::optional<Instant> last_push;  // that could be read
    int failures = 0;                  // in a row
    Failure last_failure;              // kind none once the hub confirms or pushes
    bool operator==(const Subscription&) const = default;
};

/// Whether the hub's pushes can stand for polls: the lease lasts, a push has come, and no poll
/// since has brought news (`last_new` of the source) that should have been pushed.
[[nodiscard]] bool is_pushed(const Subscription& subscription, std::optional<Instant> last_new,
                             Instant now);

/// "asked", "active", "denied", "leaving".
[[nodiscard]] constexpr std::string_view name_of(SubscriptionState state) {
    constexpr std::array<std::string_view, 4> kNames{"asked", "active", "denied", "leaving"};
    return kNames[static_cast<std::size_t>(state)];
}

/// Asked if there is no such state.
[[nodiscard]] constexpr SubscriptionState subscription_state_of(std::string_view name) {
    using enum SubscriptionState;
    for (const auto state : {active, denied, leaving}) {
        if (name_of(state) == name) return state;
    }
    return asked;
}

}  // namespace sawthis
