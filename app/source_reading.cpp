#include "app/source_reading.hpp"

#include <fmt/format.h>

#include <utility>

#include "fetchers/article_maker.hpp"
#include "fetchers/linked_feeds.hpp"
#include "fetchers/next_page.hpp"
#include "fetchers/page_links.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

Result<fetchers::Feed> read_document(const Source& source, std::string_view body,
                                     std::string_view url, std::string_view content_type,
                                     Instant now) {
    if (source.kind != SourceKind::page) {
        return fetchers::parse_feed(body, {std::string(url), std::string(content_type)});
    }
    return fetchers::find_page_links(
        body, {std::string(url), std::string(content_type), source.links, now});
}

/// A page that scripts fill often has a feed.
Failure no_links(std::string_view body, std::string_view url, std::string_view content_type) {
    std::string detail = "no article links found on the page";
    for (const auto& feed :
         fetchers::find_linked_feeds(body, {std::string(url), std::string(content_type), ""})) {
        if (feed.comments) continue;
        detail += fmt::format(", but it has a feed: {}", net::without_credentials(feed.url));
        break;
    }
    return {FailureKind::not_a_feed, std::move(detail)};
}

}  // namespace

Fetched<SourceReading> read_source(const Source& source, std::string_view body,
                                   std::string_view url, std::string_view content_type,
                                   Instant now) {
    auto feed = read_document(source, body, url, content_type, now);
    if (!feed) {
        return tl::unexpected(Failure{FailureKind::not_a_feed, feed.error().detail});
    }
    if (source.kind == SourceKind::page && feed->entries.empty()) {
        return tl::unexpected(no_links(body, url, content_type));
    }
    SourceReading reading{std::move(*feed), {}, {}};
    reading.articles = fetchers::make_articles(reading.feed, source, now);
    if (source.kind == SourceKind::page) {
        const fetchers::PageContext context{std::string(url), std::string(content_type), ""};
        reading.next_page = fetchers::find_next_page(body, context).value_or("");
    }
    return reading;
}

}  // namespace sawthis::app
