#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/id.hpp"
#include "core/time.hpp"

namespace sawthis {

enum class SourceKind { feed, page };

/// Something polled: a feed, or a page that lists articles (a newsroom).
struct Source {
    SourceId id;
    SourceKind kind = SourceKind::feed;
    std::string url;    // as the user gave it, or where a permanent redirect moved it
    std::string title;  // the user's, else the feed's own; may be empty before the first poll
    std::vector<std::string> tags;
    std::string company;  // a page: whose newsroom it is; may be empty
    std::string links;    // a page: CSS selector or RE2 that picks the article links; may be empty
    bool operator==(const Source&) const = default;
};

/// What polling a source has taught so far.
struct PollState {
    std::string etag;           // to be echoed byte for byte (RFC 9110 §8.8.3)
    std::string last_modified;  // likewise
    std::string body_hash;      // of the last body read: the same body is not read again
    std::optional<Instant> last_poll;
    std::optional<Instant> last_success;
    std::optional<Instant> last_full;  // when a body last came, rather than "not modified"
    std::optional<Instant> last_new;   // when it last brought an article
    std::optional<Instant> next_poll;
    std::chrono::seconds interval{0};  // the rhythm in force; 0 before the first poll
    int failures = 0;                  // in a row
    Failure last_failure;              // of the last poll; kind none if it succeeded
    bool retired = false;              // 410 Gone: not polled any more
    bool operator==(const PollState&) const = default;
};

/// "feed", "page".
[[nodiscard]] constexpr std::string_view name_of(SourceKind kind) {
    return kind == SourceKind::feed ? "feed" : "page";
}

}  // namespace sawthis
