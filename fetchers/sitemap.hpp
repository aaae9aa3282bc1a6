#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "fetchers/feed.hpp"

namespace sawthis::fetchers {

/// One address of a sitemap; what it does not say is empty.
struct SitemapEntry {
    std::string url;  // absolute
    std::optional<Instant> modified;
    std::string title;  // of the news extension, as is all below
    std::optional<Instant> published;
    std::string language;
    std::string publisher;
    std::vector<std::string> tags;
    bool operator==(const SitemapEntry&) const = default;
};

/// A list of pages, or, as an index, of further sitemaps (https://www.sitemaps.org/protocol.html).
struct Sitemap {
    bool index = false;
    std::vector<SitemapEntry> entries;  // in document order
    bool operator==(const Sitemap&) const = default;
};

struct SitemapContext {
    std::string base_url;
    std::string content_type;          // the HTTP header; may be empty
    std::size_t max_entries = 50'000;  // the protocol's own limit; further ones are left out
};

/// Reads urlset and sitemapindex with the news extension
/// (http://www.google.com/schemas/sitemap-news/0.9), to where the XML breaks, and lists of
/// addresses, one a line. Unpacked: net takes gzip off ".xml.gz" files. Error malformed: no
/// sitemap, or more than 16 MiB.
[[nodiscard]] Result<Sitemap> parse_sitemap(std::string_view bytes, const SitemapContext& context);

/// The news of a sitemap as a feed, newest first: what has a title. Error malformed: it has none,
/// or is an index; the detail says which.
[[nodiscard]] Result<Feed> feed_of(const Sitemap& sitemap, const FeedContext& context);

}  // namespace sawthis::fetchers
