#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

#include "app/config.hpp"
#include "app/source_reading.hpp"
#include "core/failure.hpp"
#include "core/source.hpp"
#include "core/time.hpp"

namespace sawthis::app {

struct MailPollOptions {
    std::chrono::seconds total_timeout{60};
    std::vector<std::string> allow_private;  // [fetch] allow_private
    std::string ca_file;                     // PEM; empty: what the system trusts
};

/// Twice the time of a feed, for the login; the other limits are net::ImapOptions'.
[[nodiscard]] MailPollOptions mail_poll_options(const FetchConfig& fetch);

struct MailReading {
    SourceReading reading;       // feed.title is the folder's name; nothing new: no articles
    std::string position;        // the next PollState::etag, once the articles are stored
    std::size_t messages = 0;    // read
    std::size_t unreadable = 0;  // of them: neither subject nor text
    bool more = false;           // further messages wait for the next poll
};

/// Polls a source of kind mail: logs in, reads what came after `state.etag` ("" the first time: the
/// newest 200 messages of the last 30 days) and makes articles of it. Uses the network and blocks
/// up to total_timeout; touches neither store nor clock, so any thread may call it. The password
/// comes from where source.password_place says and goes no further. Failures as
/// net::read_mail_folder(); login also: the place holds no password.
[[nodiscard]] Fetched<MailReading> read_mail_source(const Source& source, const PollState& state,
                                                    const MailPollOptions& options, Instant now,
                                                    const std::stop_token& stop = {});

/// The password at a place: "env:NAME" or "file:/path", whose first line it is and which nobody but
/// its owner may read (0600). Error bad_input or not_found, in words that hold no secret.
[[nodiscard]] Result<std::string> read_password(std::string_view place);

/// Error bad_input: no place, or one that cannot be: neither form, a path that is not absolute, a
/// name that no variable can have.
[[nodiscard]] Result<void> check_password_place(std::string_view place);

}  // namespace sawthis::app
