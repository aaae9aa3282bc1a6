#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/failure.hpp"
#include "core/source.hpp"
#include "fetchers/feed.hpp"

namespace sawthis::app {

/// What a source's document says.
struct SourceReading {
    fetchers::Feed feed;
    std::vector<Article> articles;
    std::string next_page;  // of a listing: where it goes on; empty if it does not
    std::string feed_url;  // of a page that lists nothing, as scripts fill it: the feed it declares
};

/// Reads the document of a feed or of a page, whichever the source is. Failure not_a_feed, or
/// no_list for a page.
[[nodiscard]] Fetched<SourceReading> read_source(const Source& source, std::string_view body,
                                                 std::string_view url,
                                                 std::string_view content_type, Instant now);

}  // namespace sawthis::app
