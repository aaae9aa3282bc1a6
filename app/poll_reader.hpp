#pragma once

#include <span>
#include <stop_token>

#include "app/bounded_queue.hpp"
#include "app/poll_answer.hpp"
#include "core/time.hpp"
#include "net/http_client.hpp"
#include "store/store.hpp"

/// Private to app/: the two of a poll's steps that come before the store.
namespace sawthis::app {

using PollAnswers = BoundedQueue<PollAnswer>;

/// What may wait between two steps.
constexpr std::size_t kMostWaitingPolls = 64;
constexpr std::size_t kMostWaitingPollBytes = 32U << 20U;  // of bodies, or of articles' texts

/// Of the texts that an answer holds, for the queue.
[[nodiscard]] std::size_t bytes_of(const PollAnswer& answer);

/// Fetches feeds and pages on the calling thread and reads what comes on others, into `answers`;
/// ends when all of `due` are answered, `stop` is requested or `answers` is closed.
void fetch_and_read(net::HttpClient& client, std::span<const store::StoredSource> due, Instant now,
                    PollAnswers& answers, const std::stop_token& stop);

}  // namespace sawthis::app
