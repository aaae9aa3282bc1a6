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

/// Which articles of a source are completed by fetching their pages: those of which the source gave
/// no more than a teaser, or all.
enum class FullText { never, teaser, always };

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
    std::optional<FullText> full_text;  // not given: full_text_of() says
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
    std::vector<Instant> arrivals;     // when its last articles appeared, newest first; see
                                       // fetchers/source_rhythm.hpp
    std::string more_at;               // of a page: where its listing goes on, still to be read
    int more_pages = 0;                // how far that was followed already
    std::string hub;    // of a feed: who pushes its news (WebSub); empty if nobody does
    std::string topic;  // of a feed: what it calls itself there
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

/// "never", "teaser", "always".
[[nodiscard]] constexpr std::string_view name_of(FullText full_text) {
    switch (full_text) {
        case FullText::never:
            return "never";
        case FullText::teaser:
            return "teaser";
        case FullText::always:
            return "always";
    }
    return "";
}

/// nullopt if there is no such choice.
[[nodiscard]] constexpr std::optional<FullText> full_text_choice(std::string_view name) {
    for (const auto choice : {FullText::never, FullText::teaser, FullText::always}) {
        if (name_of(choice) == name) return choice;
    }
    return std::nullopt;
}

/// What holds for a source. A listing has no texts of its own, so teasers are completed where
/// nothing is said; a feed's text is taken as it is. The links of mails tell the sender who follows
/// them: they are never fetched.
[[nodiscard]] inline FullText full_text_of(const Source& source) {
    if (source.kind == SourceKind::mail) return FullText::never;
    const bool page = source.kind == SourceKind::page;
    return source.full_text.value_or(page ? FullText::teaser : FullText::never);
}

/// A feed if there is no such kind.
[[nodiscard]] constexpr SourceKind source_kind_of(std::string_view name) {
    for (const auto kind : {SourceKind::page, SourceKind::mail}) {
        if (name_of(kind) == name) return kind;
    }
    return SourceKind::feed;
}

}  // namespace sawthis
