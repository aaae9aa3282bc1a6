#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/time.hpp"

namespace sawthis::net {

/// How far a folder has been read (RFC 3501 §2.3.1.1): UIDs up to `uid` are known, for as long as
/// the server keeps `uid_validity`.
struct FolderPosition {
    std::uint32_t uid_validity = 0;
    std::uint32_t uid = 0;
    bool operator==(const FolderPosition&) const = default;
};

struct ImapOptions {
    std::chrono::milliseconds total_timeout{60'000};
    std::chrono::milliseconds connect_timeout{10'000};
    std::size_t max_messages = 200;             // in one reading
    std::size_t max_message_bytes = 4U << 20U;  // of a longer one the first so many are read
    std::size_t max_total_bytes = 64U << 20U;   // in one reading, give or take a batch of messages
    std::vector<std::string> allow_private;  // as in HttpOptions; only these may be read by imap://
    std::string ca_file;                     // PEM; empty: what the system trusts
};

struct ImapRequest {
    std::string url;  // as parse_mail_folder() takes it
    std::string password;
    std::optional<FolderPosition> position;  // nullopt: never read before
    Instant since{};  // without a position that holds, older messages are left alone (by day)
};

struct ImapReading {
    FolderPosition position;            // where to go on
    std::vector<std::string> messages;  // RFC 5322 bytes, oldest first
    bool more = false;                  // there are further ones: a limit or the time was reached
};

/// The messages of a folder that came after `position`; where that is missing, or the server's
/// UIDVALIDITY is another, the newest ones since `since`. Changes nothing on the server: the folder
/// is opened by EXAMINE and messages are read by BODY.PEEK. libcurl connects (address guard, TLS)
/// and logs in; from there on the protocol is our own, as libcurl's IMAP can neither peek nor
/// return more than a message's first line otherwise. Blocks up to total_timeout; what was whole by
/// then is kept.
///
/// Failures: bad_url, login, insecure (imap:// to a host that is not allowed), blocked_address,
/// dns, refused, tls, timeout (also when `stop` is asked for), reset, protocol, too_large, status
/// (the server says no: no such folder).
[[nodiscard]] Fetched<ImapReading> read_mail_folder(const ImapRequest& request,
                                                    const ImapOptions& options,
                                                    const std::stop_token& stop = {});

}  // namespace sawthis::net
