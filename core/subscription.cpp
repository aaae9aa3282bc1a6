#include "core/subscription.hpp"

namespace sawthis {

bool is_pushed(const Subscription& subscription, std::optional<Instant> last_new, Instant now) {
    return subscription.state == SubscriptionState::active && subscription.lease_end &&
           *subscription.lease_end > now && subscription.last_push &&
           (!last_new || *last_new <= *subscription.last_push);
}

}  // namespace sawthis
