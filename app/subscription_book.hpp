#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/callback_desk.hpp"
#include "core/subscription.hpp"
#include "core/time.hpp"
#include "net/http_client.hpp"
#include "store/store.hpp"

/// Private to app/: which subscriptions there should be, and what becomes of each. No I/O.
namespace sawthis::app {

/// How long a subscription is asked for; hubs may grant another time.
constexpr std::chrono::hours kLeaseAsked{10 * 24};

class SubscriptionBook {
public:
    /// 64 hex digits that nobody can guess; nullopt: the system has none.
    using MakeToken = std::function<std::optional<std::string>()>;

    SubscriptionBook(std::vector<Subscription> subscriptions, MakeToken make_token)
        : all_(std::move(subscriptions)), make_token_(std::move(make_token)) {}

    [[nodiscard]] const std::vector<Subscription>& all() const { return all_; }
    [[nodiscard]] const Subscription* find(std::string_view token) const;

    /// A subscription for each feed that announces a hub; those of sources that are removed, ended
    /// or announce another hub are left.
    void follow(std::span<const store::StoredSource> sources, Instant now);

    /// Those whose hub is to be asked now.
    [[nodiscard]] std::vector<Subscription> due(Instant now) const;
    /// When the next one is; nullopt if there is none.
    [[nodiscard]] std::optional<Instant> next_due() const;

    /// What a hub said to our request. It counts as failed until the hub confirms it, and is made
    /// again, later each time: at first after ten minutes, at last once a day.
    void note_asked(const std::string& token, const net::HttpOutcome& outcome, Instant now);
    /// All but pushes. A lease is renewed when two thirds of it are over.
    void note_said(const CallbackEvent& event, Instant now);
    /// A push was read; or, with a failure, it could not be.
    void note_push(const std::string& token, const Failure& failure, Instant now);

    /// The tokens of those that went since the last call.
    [[nodiscard]] std::vector<std::string> take_gone();

private:
    [[nodiscard]] Subscription* find_own(std::string_view token);
    void leave(Subscription& one, Instant now);
    void erase_gone(Instant now);
    void erase(std::string_view token);
    void begin(const store::StoredSource& stored, Instant now);

    std::vector<Subscription> all_;
    std::vector<std::string> gone_;
    MakeToken make_token_;
};

}  // namespace sawthis::app
