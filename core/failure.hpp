#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace sawthis {

/// Why a source could not be read, by what the user would do about it.
enum class FailureKind {
    none,
    bad_url,          // not http or https, or no URL at all
    dns,              // the name does not resolve
    refused,          // no connection to the host
    tls,              // certificate or handshake
    timeout,          // total time or low speed
    reset,            // the connection broke before the answer was whole
    protocol,         // not HTTP, or HTTP that contradicts itself
    too_large,        // body or headers over the limit
    redirects,        // too many, or to nowhere
    blocked_address,  // a private, loopback or link-local address that no configuration allows
    status,           // an HTTP status that is neither success nor "not modified"
    bot_wall,         // refused because we are a program
    paywall,          // wants a subscription
    gone,             // 410: the source has ended
    rate_limited,     // 429, or 503 with Retry-After
    robots,           // robots.txt forbids it
    not_a_feed,       // read, but no feed
    no_list,          // of a page: read, but no article links were found
    malformed,        // a feed that could not be read, even leniently
    login,            // a mail server refuses user name and password, or there is no password
    insecure,         // the password would travel unprotected
    not_kept,         // read, but it could not be stored
    hub_silent,       // a hub took our request, and has not confirmed it
    hub_denied,       // a hub refuses the subscription
};

/// One failed try. `detail` names what came back ("HTTP 404", "more than 16 MiB"), for the log and
/// the user; it holds no URL, as whoever shows it knows the source.
struct Failure {
    FailureKind kind = FailureKind::none;
    std::string detail;
    bool operator==(const Failure&) const = default;
};

template <class T>
using Fetched = tl::expected<T, Failure>;

/// "blocked_address"; the name stored and printed by --json.
[[nodiscard]] std::string_view name_of(FailureKind kind);
[[nodiscard]] FailureKind failure_kind_of(std::string_view name);  // none if there is no such kind

/// One sentence for people, without a full stop: what went wrong and what they could do.
[[nodiscard]] std::string describe(const Failure& failure);

}  // namespace sawthis
