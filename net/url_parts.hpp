#pragma once

#include <string>
#include <string_view>

namespace sawthis::net {

/// The parts of a URL that parse_url() gave; views into it. Empty where there is none.
struct UrlParts {
    std::string_view scheme;
    std::string_view userinfo;  // "name:password", escaped as it stands
    std::string_view host;      // IPv6 with its brackets
    std::string_view port;      // digits; empty for the scheme's own
    std::string_view path;      // begins with '/'
    std::string_view query;     // without '?'
    std::string_view fragment;  // without '#'
};

/// Only for what parse_url() gave: nothing is checked here.
[[nodiscard]] UrlParts split_url(std::string_view url);

/// The port, the scheme's own where none is given.
[[nodiscard]] std::string port_of(const UrlParts& parts);

/// Split_url() backwards.
[[nodiscard]] std::string join_url(const UrlParts& parts);

/// The bytes behind %XX; '%' not followed by two hex digits stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// Escapes of unreserved characters decoded, other escapes with capital digits: the normal form of
/// RFC 3986 §6.2.2. '%' not followed by two hex digits becomes "%25".
[[nodiscard]] std::string normalise_escapes(std::string_view text);

/// The value of a hex digit, -1 if it is none.
[[nodiscard]] int hex_value(char c);

void append_escaped(std::string& out, char byte);

}  // namespace sawthis::net
