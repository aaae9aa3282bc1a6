#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/subscription.hpp"

/// What hubs say at the addresses that we gave them (WebSub §5 to §8).
namespace sawthis::app {

/// A request as it came; what a hub did not send is empty.
struct CallbackRequest {
    std::string method;
    std::string target;  // path and query
    std::string content_type;
    std::string signature;  // X-Hub-Signature
    std::string body;
};

struct CallbackAnswer {
    int status = 200;
    std::string body;  // plain text
};

/// What a request came to, once it was found to be from a hub.
struct CallbackEvent {
    enum class Kind { confirmed, left, denied, pushed };
    Kind kind = Kind::confirmed;
    std::string token;                          // of the subscription
    std::optional<std::chrono::seconds> lease;  // confirmed: as the hub grants it
    std::string reason;                         // denied
    std::string content_type;                   // pushed
    std::string body;                           // pushed
};

/// Answers hubs at once and keeps what they said until somebody has time for it. Thread safe. What
/// waits is bounded: a hub is told to push again later.
class CallbackDesk {
public:
    explicit CallbackDesk(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// The subscriptions that there are from now on.
    void expect(std::span<const Subscription> subscriptions);

    /// The answer to a request that needs no body to be refused: 404 for an address that is no
    /// subscription's, 405, 410 where one is being left.
    [[nodiscard]] std::optional<CallbackAnswer> refuse(const CallbackRequest& head) const;

    /// Confirms what we asked for and nothing else. A push whose signature is wrong is answered
    /// like any other, and ignored (§8).
    [[nodiscard]] CallbackAnswer answer(CallbackRequest request);

    /// All that was said since.
    [[nodiscard]] std::vector<CallbackEvent> take();

    /// Until something was said, `patience` is over or `stop` is requested.
    void wait(std::chrono::seconds patience, const std::stop_token& stop);

private:
    [[nodiscard]] std::optional<Subscription> find(std::string_view target) const;
    [[nodiscard]] CallbackAnswer answer_question(const Subscription& subscription,
                                                 std::string_view target);
    [[nodiscard]] CallbackAnswer take_push(const Subscription& subscription,
                                           CallbackRequest request);
    [[nodiscard]] bool keep(CallbackEvent event);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    std::condition_variable_any said_;
    std::map<std::string, Subscription, std::less<>> subscriptions_;  // guarded by mutex_
    std::vector<CallbackEvent> events_;                               // guarded by mutex_
    std::size_t bytes_ = 0;                                           // guarded by mutex_
};

/// Where the hub reaches us: below `public_url`, which has no slash at its end.
[[nodiscard]] std::string callback_url(std::string_view public_url, std::string_view token);

}  // namespace sawthis::app
