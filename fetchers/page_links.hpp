#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "fetchers/feed.hpp"

namespace sawthis::fetchers {

struct PageContext {
    std::string url;           // of the page; links are resolved against it
    std::string content_type;  // the HTTP header; may be empty
    std::string
        links;  // CSS selector, or RE2 on the absolute URL when it starts with "re:"; empty: found
    std::optional<Instant> fetched;  // when; what "2 days ago" counts from
};

/// The article links of a listing page (a newsroom), best guess first in document order: entries
/// with URL, title and, where it stands beside the link, date and teaser. Without `links` they are
/// found by repeated structure, dates, link text and site. Error bad_input: the selector does not
/// parse; malformed: no HTML.
[[nodiscard]] Result<Feed> find_page_links(std::string_view bytes, const PageContext& context);

}  // namespace sawthis::fetchers
