#include "app/subscription_book.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/log.hpp"
#include "core/text.hpp"

namespace sawthis::app {

namespace {

using std::chrono::seconds;

constexpr seconds kFirstWait{600};
constexpr seconds kLongestWait{86'400};
constexpr seconds kAfterDenial{7 * 86'400};
constexpr seconds kShortestLease{60};
constexpr seconds kLongestLease{365 * 86'400};
constexpr seconds kLeastBeforeRenewal{300};
constexpr int kMostFarewells = 3;
constexpr std::size_t kMaxReasonBytes = 200;

seconds wait_after(int failures, seconds told) {
    seconds wait = kFirstWait;
    for (int i = 1; i < failures && wait < kLongestWait; ++i) wait *= 2;
    return std::min(std::max(wait, told), kLongestWait);
}

bool wants_push(const store::StoredSource& stored) {
    return stored.source.kind == SourceKind::feed && !stored.state.retired &&
           !stored.state.hub.empty();
}

template <class Subscriptions>
auto find_in(Subscriptions& all, std::string_view token) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.token == token; });
    return found == all.end() ? nullptr : &*found;
}

void log_about(const Subscription& one, std::string_view what) {
    log_event(LogLevel::info, what,
              {{"source", std::to_string(one.source.value)},
               {"kind", std::string(name_of(one.last_failure.kind))}});
}

}  // namespace

const Subscription* SubscriptionBook::find(std::string_view token) const {
    return find_in(all_, token);
}

Subscription* SubscriptionBook::find_own(std::string_view token) {
    return find_in(all_, token);
}

void SubscriptionBook::follow(std::span<const store::StoredSource> sources, Instant now) {
    std::map<SourceId, const store::StoredSource*> wanted;
    for (const auto& stored : sources) {
        if (wants_push(stored)) wanted.emplace(stored.source.id, &stored);
    }
    for (auto& one : all_) {
        if (one.state == SubscriptionState::leaving) continue;
        const auto found = wanted.find(one.source);
        const bool stays = found != wanted.end() && found->second->state.hub == one.hub &&
                           found->second->state.topic == one.topic;
        if (stays) {
            wanted.erase(found);
        } else {
            leave(one, now);
        }
    }
    erase_gone(now);
    for (const auto& [source, stored] : wanted) begin(*stored, now);
}

void SubscriptionBook::begin(const store::StoredSource& stored, Instant now) {
    auto token = make_token_();
    auto secret = make_token_();
    if (!token || !secret) return;
    Subscription one;
    one.token = *std::move(token);
    one.secret = *std::move(secret);
    one.source = stored.source.id;
    one.hub = stored.state.hub;
    one.topic = stored.state.topic;
    one.next_ask = now;
    all_.push_back(std::move(one));
}

void SubscriptionBook::leave(Subscription& one, Instant now) {
    // A hub that refused, or was never asked, has nothing to end.
    const bool nothing = one.state == SubscriptionState::denied ||
                         (one.state == SubscriptionState::asked && one.failures == 0);
    one.state = SubscriptionState::leaving;
    one.next_ask = now;
    one.failures = nothing ? kMostFarewells : 0;
    one.last_failure = {};
}

/// A hub that does not hear us out forgets us when the lease ends.
void SubscriptionBook::erase_gone(Instant now) {
    for (std::size_t i = all_.size(); i-- > 0;) {
        const auto& one = all_[i];
        const bool over = one.lease_end && *one.lease_end <= now;
        if (one.state != SubscriptionState::leaving) continue;
        if (over || one.failures >= kMostFarewells) erase(std::string(one.token));
    }
}

void SubscriptionBook::erase(std::string_view token) {
    gone_.emplace_back(token);
    std::erase_if(all_, [&](const auto& one) { return one.token == token; });
}

std::vector<Subscription> SubscriptionBook::due(Instant now) const {
    std::vector<Subscription> due;
    for (const auto& one : all_) {
        if (one.next_ask && *one.next_ask <= now) due.push_back(one);
    }
    return due;
}

std::optional<Instant> SubscriptionBook::next_due() const {
    std::optional<Instant> next;
    for (const auto& one : all_) {
        if (one.next_ask && (!next || *one.next_ask < *next)) next = one.next_ask;
    }
    return next;
}

void SubscriptionBook::note_asked(const std::string& token, const net::HttpOutcome& outcome,
                                  Instant now) {
    auto* const one = find_own(token);
    if (one == nullptr) return;
    ++one->failures;
    one->last_failure =
        outcome.response ? Failure{FailureKind::hub_silent, ""} : outcome.response.error();
    one->next_ask = now + wait_after(one->failures, outcome.retry_after.value_or(seconds{0}));
    log_about(*one, "hub_asked");
}

void SubscriptionBook::note_said(const CallbackEvent& event, Instant now) {
    auto* const one = find_own(event.token);
    if (one == nullptr) return;
    const bool leaving = one->state == SubscriptionState::leaving;
    if (event.kind == CallbackEvent::Kind::left || leaving) {
        if (leaving && event.kind != CallbackEvent::Kind::confirmed) erase(event.token);
        return;
    }
    if (event.kind == CallbackEvent::Kind::denied) {
        one->state = SubscriptionState::denied;
        one->lease_end.reset();
        one->next_ask = now + kAfterDenial;
        ++one->failures;
        one->last_failure = {FailureKind::hub_denied,
                             shorten(one_line(event.reason), kMaxReasonBytes)};
        log_about(*one, "subscription_denied");
        return;
    }
    const auto lease = std::clamp(event.lease.value_or(kLeaseAsked), kShortestLease, kLongestLease);
    one->state = SubscriptionState::active;
    one->lease_end = now + lease;
    one->next_ask = now + std::max(lease / 3 * 2, kLeastBeforeRenewal);
    one->failures = 0;
    one->last_failure = {};
    log_about(*one, "subscription_confirmed");
}

void SubscriptionBook::note_push(const std::string& token, const Failure& failure, Instant now) {
    auto* const one = find_own(token);
    if (one == nullptr) return;
    one->last_failure = failure;
    if (failure.kind == FailureKind::none) {
        one->last_push = now;
    } else {
        log_about(*one, "push_unreadable");
    }
}

std::vector<std::string> SubscriptionBook::take_gone() {
    return std::exchange(gone_, {});
}

}  // namespace sawthis::app
