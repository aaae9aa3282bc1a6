#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "core/failure.hpp"
#include "core/id.hpp"
#include "core/time.hpp"

namespace sawthis {

enum class SourceKind { feed, page, mail };

/// Something polled: a feed, a page that lists articles (a newsroom), or a folder of newsletters on
/// a mail server.
struct Source {
    SourceId id;
    SourceKind kind = SourceKind::feed;
    std::string url;    // as the user gave it, or where a permanent redirect moved it
    std::string title;  // the user's, else the feed's own; may be empty before the first poll
    std::vector<std::string> tags;
    std::string company;  // a page: whose newsroom it is; may be empty
    std::string links;    // a page: CSS selector or RE2 that picks the article links; may be empty
    std::string form;     // mail: what a message becomes, "auto" (or empty), "message" or "links"
    std::string password_place;  // mail: "env:NAME" or "file:/path"; never the password itself
    bool operator==(const Source&) const = default;
};

/// What polling a source has taught so far.
struct PollState {
    std::string etag;  // to be echoed byte for byte (RFC 9110 §8.8.3); of a mail folder how
                       // far it was read: "<uidvalidity>:<uid>"
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
    std::string moving_to;             // where a permanent redirect led at the last poll
    int move_sightings = 0;            // at how many polls in a row
    bool operator==(const PollState&) const = default;
};

/// "feed", "page", "mail".
[[nodiscard]] constexpr std::string_view name_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::feed:
            return "feed";
        case SourceKind::page:
            return "page";
        case SourceKind::mail:
            return "mail";
    }
    return "";
}

/// A feed if there is no such kind.
[[nodiscard]] constexpr SourceKind source_kind_of(std::string_view name) {
    for (const auto kind : {SourceKind::page, SourceKind::mail}) {
        if (name_of(kind) == name) return kind;
    }
    return SourceKind::feed;
}

}  // namespace sawthis
