#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

namespace sawthis::fetchers {

/// One item exactly as its feed gave it, in the words of JSON Feed 1.1. A string that the feed does
/// not give is empty. Nothing is made up: no title from the text, no link from an id.
struct Entry {
    std::string id;   // guid, atom:id, rdf:about, JSON Feed id; never resolved or rewritten
    std::string url;  // absolute; the alternate link
    std::string
        linked_url;     // absolute; JSON Feed external_url: the page elsewhere that it is about
    std::string title;  // plain text, white space squeezed
    std::string content_html;
    std::string content_text;  // where the feed gives plain text
    std::string summary;       // HTML of a second, shorter element; plain text is escaped
    std::optional<Instant> published;
    std::optional<Instant> modified;
    std::vector<std::string> authors;  // names
    std::vector<std::string> tags;
    std::string language;
    std::string publisher;  // RSS source, dc:publisher, atom:source title: the outlet, where the
                            // feed repeats others
    std::string image;      // absolute
    bool operator==(const Entry&) const = default;
};

struct Feed {
    std::string title;
    std::string home_page_url;  // absolute
    std::string feed_url;       // rel=self, absolute
    std::string hub;            // rel=hub, absolute: who tells subscribers what is new (WebSub)
    std::string description;
    std::string language;
    std::string format;                       // "rss 2.0", "atom 1.0", "rdf", "json feed 1.1", ...
    std::vector<Entry> entries;               // in document order
    std::optional<std::chrono::seconds> ttl;  // RSS ttl or sy:updatePeriod/updateFrequency
    std::vector<int> skip_hours;              // 0 to 23, UTC
    std::vector<int> skip_days;               // 0 Sunday to 6 Saturday
    bool repaired = false;                    // the strict parse failed; what was whole was kept
    bool cut = false;  // repaired, and the document ended before its elements did
    bool operator==(const Feed&) const = default;
};

struct FeedContext {
    std::string base_url;             // where the document came from; may be empty
    std::string content_type;         // the HTTP header; may be empty
    std::size_t max_entries = 5'000;  // further ones are left out
    std::size_t max_depth = 512;      // nesting of elements
};

/// RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, news sitemaps (sitemap.hpp), in
/// any encoding. Error malformed: no feed, or nothing of it could be read; the detail says which.
[[nodiscard]] Result<Feed> parse_feed(std::string_view bytes, const FeedContext& context);

/// The feed as one JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1/), indented.
[[nodiscard]] std::string format_json_feed(const Feed& feed);

}  // namespace sawthis::fetchers
