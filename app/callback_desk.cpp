#include "app/callback_desk.hpp"

#include <algorithm>
#include <utility>

#include "core/log.hpp"
#include "core/text.hpp"
#include "net/websub.hpp"

namespace sawthis::app {

namespace {

constexpr std::string_view kFolder = "/websub/";
constexpr std::size_t kMostEvents = 1'000;

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

std::string_view query_of(std::string_view target) {
    return target.substr(std::min(path_of(target).size() + 1, target.size()));
}

/// A web server in front may have taken the beginning of the path away, or not.
std::string_view token_of(std::string_view target) {
    const auto path = path_of(target);
    const auto at = path.rfind(kFolder);
    return at == std::string_view::npos ? std::string_view{} : path.substr(at + kFolder.size());
}

CallbackAnswer not_here() {
    return {404, "nothing is expected here\n"};
}

/// `subscription`: that of the address, if there is one.
std::optional<CallbackAnswer> refusal(const std::optional<Subscription>& subscription,
                                      std::string_view method) {
    if (!subscription) return not_here();
    if (method == "GET") return std::nullopt;
    if (method != "POST") return CallbackAnswer{405, "GET and POST only\n"};
    if (subscription->state == SubscriptionState::leaving) {
        return CallbackAnswer{410, "not subscribed any more\n"};
    }
    return std::nullopt;
}

}  // namespace

void CallbackDesk::expect(std::span<const Subscription> subscriptions) {
    const std::lock_guard lock(mutex_);
    subscriptions_.clear();
    for (const auto& one : subscriptions) subscriptions_.emplace(one.token, one);
}

std::optional<Subscription> CallbackDesk::find(std::string_view target) const {
    const std::lock_guard lock(mutex_);
    const auto found = subscriptions_.find(token_of(target));
    if (found == subscriptions_.end()) return std::nullopt;
    return found->second;
}

std::optional<CallbackAnswer> CallbackDesk::refuse(const CallbackRequest& head) const {
    return refusal(find(head.target), head.method);
}

CallbackAnswer CallbackDesk::answer(CallbackRequest request) {
    const auto subscription = find(request.target);
    if (auto refused = refusal(subscription, request.method)) return *std::move(refused);
    if (request.method == "GET") return answer_question(*subscription, request.target);
    return take_push(*subscription, std::move(request));
}

CallbackAnswer CallbackDesk::answer_question(const Subscription& subscription,
                                             std::string_view target) {
    using Kind = CallbackEvent::Kind;
    auto question = net::parse_hub_question(query_of(target));
    if (question.topic != subscription.topic) return not_here();
    CallbackEvent event{.token = subscription.token};
    const bool leaving = subscription.state == SubscriptionState::leaving;
    const std::string_view asked_for = leaving ? "unsubscribe" : "subscribe";
    if (question.mode == "denied") {
        event.kind = Kind::denied;
        event.reason = std::move(question.reason);
        question.challenge.clear();
    } else if (question.mode == asked_for && !question.challenge.empty()) {
        event.kind = leaving ? Kind::left : Kind::confirmed;
        event.lease = question.lease;
    } else {
        return not_here();
    }
    if (!keep(std::move(event))) return {503, "try again later\n"};
    return {200, std::move(question.challenge)};
}

CallbackAnswer CallbackDesk::take_push(const Subscription& subscription, CallbackRequest request) {
    if (!net::is_signed(request.body, request.signature, subscription.secret)) {
        log_event(LogLevel::info, "push_ignored",
                  {{"source", std::to_string(subscription.source.value)}, {"why", "signature"}});
        return {202, ""};
    }
    CallbackEvent event{.kind = CallbackEvent::Kind::pushed, .token = subscription.token};
    event.content_type = std::move(request.content_type);
    event.body = std::move(request.body);
    if (!keep(std::move(event))) return {503, "try again later\n"};
    return {202, ""};
}

bool CallbackDesk::keep(CallbackEvent event) {
    {
        const std::lock_guard lock(mutex_);
        const auto bytes = event.body.size();
        if (events_.size() >= kMostEvents || bytes_ + bytes > most_bytes_) return false;
        bytes_ += bytes;
        events_.push_back(std::move(event));
    }
    said_.notify_one();
    return true;
}

std::vector<CallbackEvent> CallbackDesk::take() {
    const std::lock_guard lock(mutex_);
    bytes_ = 0;
    return std::exchange(events_, {});
}

void CallbackDesk::wait(std::chrono::seconds patience, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    said_.wait_for(lock, stop, patience, [this] { return !events_.empty(); });
}

std::string callback_url(std::string_view public_url, std::string_view token) {
    return std::string(public_url) + std::string(kFolder) + std::string(token);
}

}  // namespace sawthis::app
