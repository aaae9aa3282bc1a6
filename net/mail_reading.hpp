#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::net {

/// A mail as somebody received it: what reading it as news needs. All text is UTF-8; headers are
/// one line each. What the mail does not give is empty.
struct ReceivedMail {
    std::string message_id;  // without angle brackets
    std::string subject;
    std::string from_name;    // display name
    std::string from_domain;  // "news.example.org"
    std::string date;         // as it stands in the header
    std::string archived_at;  // URL of this message (RFC 5064); List-Archive is that of all
    std::vector<std::string> recipients;  // addresses it was sent to, lower case; only to be
                                          // recognised and left out
    std::string html;                     // the HTML parts that are no attachments
    std::string text;                     // the plain text parts; flowed lines (RFC 3676) are whole
    bool operator==(const ReceivedMail&) const = default;
};

struct MailReadingLimits {
    std::size_t parts = 500;
    std::size_t text_bytes = 4U << 20U;  // of html and of text, decoded
};

/// Reads RFC 5322 bytes with whatever MIME they hold: any nesting and transfer encoding, wrong
/// charset labels, encoded words, ends missing. Forwarded messages and attachments are left out.
/// Error malformed: neither a header nor a text.
[[nodiscard]] Result<ReceivedMail> parse_mail(std::string_view bytes,
                                              const MailReadingLimits& limits = {});

}  // namespace sawthis::net
