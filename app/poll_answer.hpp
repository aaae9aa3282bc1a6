#pragma once

#include <stop_token>

#include "app/mail_poll.hpp"
#include "app/poll.hpp"
#include "fetchers/schedule.hpp"
#include "net/http_client.hpp"
#include "store/store.hpp"

/// Private to app/: one answer of a source, read.
namespace sawthis::app {

/// What is to be stored, what is to be told, and what it says about the next poll.
struct PollAnswer {
    store::Store::Polled polled;
    SourceReport report;
    fetchers::PollHint hint;
    std::string next_page;  // of a page: where its listing goes on
    bool more = false;      // of a mail folder: more messages wait, so the next poll comes soon
    bool pushed = false;    // by a hub: says nothing about the next poll
};

/// What to ask of a source: only what is new since its last full answer, but all of it once a week.
[[nodiscard]] net::HttpRequest poll_request(const store::StoredSource& stored, std::size_t tag,
                                            Instant now);

/// Reads what came; touches nothing but its arguments. A permanent redirect is believed when it has
/// been seen at three polls in a row that each brought a feed, or "not modified".
[[nodiscard]] PollAnswer read_poll_answer(const store::StoredSource& stored,
                                          const net::HttpOutcome& outcome, Instant now);

/// Polls a mail folder and reads what came. Blocks; touches neither store nor clock.
[[nodiscard]] PollAnswer poll_mail(const store::StoredSource& stored,
                                   const MailPollOptions& options, Instant now,
                                   const std::stop_token& stop);

/// What a hub sent in place of the source's own answer (WebSub).
struct PushedBody {
    std::string content_type;
    std::string body;
};

/// Reads what was pushed, as if it had been polled. What polling taught stays as it was: a hub may
/// send less than the whole feed.
[[nodiscard]] PollAnswer read_push(const store::StoredSource& stored, const PushedBody& push,
                                   Instant now);

/// A poll that was not made, and why.
[[nodiscard]] PollAnswer failed_answer(const store::StoredSource& stored, const Failure& failure);

}  // namespace sawthis::app
