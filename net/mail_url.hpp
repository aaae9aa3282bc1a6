#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::net {

/// A folder on a mail server: "imaps://user@host/folder" (RFC 5092, without its parameters).
struct MailFolder {
    bool tls = true;     // imaps
    std::string user;    // decoded
    std::string host;    // lower case, by UTS #46
    std::string port;    // the scheme's own filled in
    std::string folder;  // decoded, UTF-8; "INBOX" where the URL names none
    bool operator==(const MailFolder&) const = default;
};

/// Whether `text` begins with imap:// or imaps://, in any case.
[[nodiscard]] bool is_mail_url(std::string_view text);

/// A user name may hold "@" as it is. Error bad_input, in words that do not repeat `text`: no user
/// name, host or folder; a password in it.
[[nodiscard]] Result<MailFolder> parse_mail_folder(std::string_view text);

/// The normal form of `text`, which parses to the same folder. Errors as parse_mail_folder().
[[nodiscard]] Result<std::string> parse_mail_url(std::string_view text);

}  // namespace sawthis::net
