#pragma once

#include <string>

#include "core/result.hpp"
#include "core/time.hpp"

namespace sawthis::net {

/// A mail to the user: plain text with an HTML alternative.
struct MailMessage {
    std::string from;     // "Name <address>" or an address
    std::string to;       // likewise
    std::string subject;  // UTF-8
    std::string text;
    std::string html;        // empty: text only
    std::string message_id;  // "id@domain", derived from the delivery key so that a repeat is a
                             // visible duplicate
    Instant date{};
};

/// The message as RFC 5322 bytes with CRLF lines of at most 998 bytes, headers encoded by RFC 2047,
/// with Auto-Submitted: auto-generated (RFC 3834). Error bad_input: a header value holds CR, LF or
/// NUL, or an address is none.
[[nodiscard]] Result<std::string> compose_mail(const MailMessage& message);

}  // namespace sawthis::net
