#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "core/id.hpp"
#include "core/time.hpp"

namespace sawthis {

/// One item of a source after cleaning: what is stored, indexed and matched. All texts are plain
/// UTF-8 with entities decoded and without markup; they are escaped only by renderers.
struct Article {
    ArticleId id;
    SourceId source;
    StoryId story;       // 0 until it is grouped
    std::string guid;    // the source's own id, or one made from URL or content; unique per source
    std::string url;     // canonical form (net/url.hpp); may be empty if the source gives none
    std::string title;   // one line, at most 1,000 characters
    std::string author;  // names separated by ", "; may be empty
    std::string publisher;  // who published it: the item's own outlet if the feed names one, else
                            // the source
    std::string
        text;  // body, paragraphs separated by a line feed; the summary where there is no body
    std::string language;              // BCP 47 primary tag, "en"; empty if it could not be told
    std::optional<Instant> published;  // UTC; nullopt if the source gave no readable date
    Instant first_seen;                // UTC; when we fetched it
    bool operator==(const Article&) const = default;
};

/// When an article counts as having appeared: feeds lie about the future, never about the past.
[[nodiscard]] inline Instant appeared(const Article& article) {
    return std::min(article.published.value_or(article.first_seen), article.first_seen);
}

}  // namespace sawthis
