#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// The messages of WebSub (W3C Recommendation, 23 January 2018) as a subscriber writes and reads
/// them: https://www.w3.org/TR/websub/
namespace sawthis::net {

enum class HubMode { subscribe, unsubscribe };

/// What a subscriber asks of a hub (§5.1).
struct HubRequest {
    HubMode mode = HubMode::subscribe;
    std::string topic;     // the feed, as it names itself
    std::string callback;  // where the hub reaches us
    std::string secret;    // signs what the hub will send; at most 199 bytes
    std::chrono::seconds lease{0};
};

/// The form to be posted to the hub.
[[nodiscard]] std::string hub_form(const HubRequest& request);

/// What a hub asks at the callback (§5.2, §5.3); what is not said is empty.
struct HubQuestion {
    std::string mode;  // "subscribe", "unsubscribe", "denied"
    std::string topic;
    std::string challenge;
    std::string reason;
    std::optional<std::chrono::seconds> lease;
};

/// Of the query part of the callback's address.
[[nodiscard]] HubQuestion parse_hub_question(std::string_view query);

/// Whether `signature`, the value of X-Hub-Signature ("sha256=<hex>"; sha1, sha384 and sha512 too),
/// is that of `body` under `secret` (§7.1). Takes the same time wherever they differ.
[[nodiscard]] bool is_signed(std::string_view body, std::string_view signature,
                             std::string_view secret);

/// 64 hex digits that nobody can guess: callbacks and secrets. nullopt: the system gives no
/// random bytes.
[[nodiscard]] std::optional<std::string> make_token();

}  // namespace sawthis::net
