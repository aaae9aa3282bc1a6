#pragma once

#include <optional>
#include <string>
#include <string_view>

/// URLs as browsers and the fetcher read them. Only http and https exist here.
namespace sawthis::net {

/// An absolute http(s) URL in normal form: scheme and host in lower case (host by UTS #46), default
/// port dropped, blanks and non-ASCII escaped, dot segments resolved. nullopt if it is none:
/// another scheme, no host, over 8 KiB, control characters inside.
[[nodiscard]] std::optional<std::string> parse_url(std::string_view text);

/// `reference` as it stands in a document of address `base` (RFC 3986 §5). A fragment is kept, the
/// user name and password of `base` are not.
/// nullopt if the outcome is not http(s).
[[nodiscard]] std::optional<std::string> resolve_url(std::string_view base,
                                                     std::string_view reference);

/// The form in which two addresses of one article meet: parse_url(), then without fragment,
/// tracking parameters, session ids, user name and password, AMP and mobile variants; redirectors
/// that state their target give it. Query parameters that select the page stay, in their order, and
/// so do fragments that do ("#!/a"). Empty if `url` is no http(s) URL. Idempotent.
[[nodiscard]] std::string canonical_url(std::string_view url);

/// bare_address() of canonical_url(). Empty if `url` is no http(s) URL.
[[nodiscard]] std::string url_key(std::string_view url);

/// "news.example.org" of an absolute URL, without port; empty if there is none.
[[nodiscard]] std::string host_of(std::string_view url);

/// The part of a host that somebody can register ("example.co.uk"), by the public suffix list; the
/// host itself where it has none (IP addresses, "localhost").
[[nodiscard]] std::string registrable_domain(std::string_view host);

/// `url` without user name and password, for messages and logs.
[[nodiscard]] std::string without_credentials(std::string_view url);

}  // namespace sawthis::net
