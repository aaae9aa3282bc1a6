#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "core/failure.hpp"
#include "net/imap_client.hpp"
#include "net/imap_protocol.hpp"
#include "net/mail_url.hpp"

namespace sawthis::net {

/// What a function of Fetched<> returns when it failed; the details are joined.
template <class... Detail>
[[nodiscard]] tl::unexpected<Failure> failure(FailureKind kind, Detail&&... detail) {
    return tl::unexpected(Failure{kind, (std::string() + ... + detail)});
}

/// A connection to one IMAP server, with one command under way at a time. It logs out when it ends.
class ImapSession {
public:
    /// Keeps references to all three. The options' total_timeout runs from now on.
    ImapSession(const MailFolder& folder, const ImapOptions& options, const std::stop_token& stop);

    /// Connects and logs in, by libcurl. `private_allowed`: also to an address that is not public.
    /// Failures as of read_mail_folder().
    Fetched<void> log_in(const std::string& password, bool private_allowed);

    /// Sends a command and hands what comes, up to its completion, to `take`. Failure status, with
    /// the server's words: NO or BAD.
    Fetched<void> run(const std::string& command, const std::function<void(ImapResponse)>& take);

    ImapSession(ImapSession&&) = delete;
    ~ImapSession();

private:
    struct Impl;  // the connection; defined in the .cpp
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::net
