#include "app/source_reading.hpp"

#include "fetchers/article_maker.hpp"
#include "fetchers/next_page.hpp"
#include "fetchers/page_links.hpp"

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

}  // namespace

Fetched<SourceReading> read_source(const Source& source, std::string_view body,
                                   std::string_view url, std::string_view content_type,
                                   Instant now) {
    auto feed = read_document(source, body, url, content_type, now);
    if (!feed) {
        return tl::unexpected(Failure{FailureKind::not_a_feed, feed.error().detail});
    }
    if (source.kind == SourceKind::page && feed->entries.empty()) {
        return tl::unexpected(
            Failure{FailureKind::not_a_feed, "no article links found on the page"});
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
