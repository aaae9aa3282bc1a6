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

bool is_page(const Source& source) {
    return source.kind == SourceKind::page;
}

/// At the address of a page there may be a feed or a sitemap, too.
Result<fetchers::Feed> read_document(const Source& source, std::string_view body,
                                     std::string_view url, std::string_view content_type,
                                     Instant now) {
    auto feed = fetchers::parse_feed(body, {std::string(url), std::string(content_type)});
    if (feed || !is_page(source)) return feed;
    return fetchers::find_page_links(
        body, {std::string(url), std::string(content_type), source.links, now});
}

/// The feed that a page declares; empty if it has none.
std::string feed_of_page(std::string_view body, std::string_view url,
                         std::string_view content_type) {
    for (const auto& feed :
         fetchers::find_linked_feeds(body, {std::string(url), std::string(content_type), ""})) {
        if (feed.declared && !feed.comments) return feed.url;
    }
    return {};
}

Failure failure_of(const Source& source, const Error& error, const std::string& feed_url) {
    auto detail = error.detail;
    if (!feed_url.empty()) {
        detail += fmt::format(", but it names a feed: {}", net::without_credentials(feed_url));
    }
    const auto kind = is_page(source) ? FailureKind::no_list : FailureKind::not_a_feed;
    return {kind, std::move(detail)};
}

}  // namespace

Fetched<SourceReading> read_source(const Source& source, std::string_view body,
                                   std::string_view url, std::string_view content_type,
                                   Instant now) {
    auto feed = read_document(source, body, url, content_type, now);
    if (!feed) {
        const auto named = feed_of_page(body, url, content_type);
        return tl::unexpected(failure_of(source, feed.error(), named));
    }
    SourceReading reading{std::move(*feed), {}, {}, {}};
    if (is_page(source) && reading.feed.entries.empty()) {
        reading.feed_url = feed_of_page(body, url, content_type);
        if (!reading.feed_url.empty()) return reading;
        return tl::unexpected(Failure{FailureKind::no_list, ""});
    }
    reading.articles = fetchers::make_articles(reading.feed, source, now);
    if (is_page(source)) {
        const fetchers::PageContext context{std::string(url), std::string(content_type), ""};
        reading.next_page = fetchers::find_next_page(body, context).value_or("");
    }
    return reading;
}

}  // namespace sawthis::app
