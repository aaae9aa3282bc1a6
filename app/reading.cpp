#include "app/reading.hpp"

#include "app/files.hpp"
#include "fetchers/feed.hpp"
#include "fetchers/page_links.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxDocumentBytes = 64U << 20U;

template <class Read>
auto read_document(const std::filesystem::path& file, Read read) -> decltype(read(std::string())) {
    const auto bytes = read_file(file, kMaxDocumentBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    auto document = read(*bytes);
    if (!document) return fail_in(file.string(), document.error());
    return document;
}

}  // namespace

Result<std::string> read_feed_file(const std::filesystem::path& file, std::string_view base_url,
                                   std::string_view content_type) {
    return read_document(file, [&](const std::string& bytes) {
        return fetchers::parse_feed(bytes, {std::string(base_url), std::string(content_type)})
            .transform([](const fetchers::Feed& feed) { return fetchers::format_json_feed(feed); });
    });
}

Result<fetchers::PageArticle> read_page_file(const std::filesystem::path& file,
                                             std::string_view url, std::string_view content_type,
                                             std::optional<Instant> fetched) {
    return read_document(file, [&](const std::string& bytes) {
        return fetchers::extract_article(bytes, url, content_type, fetched);
    });
}

Result<std::string> read_links_file(const std::filesystem::path& file, std::string_view url,
                                    std::string_view links, std::optional<Instant> fetched) {
    return read_document(file, [&](const std::string& bytes) {
        return fetchers::find_page_links(bytes, {std::string(url), "", std::string(links), fetched})
            .transform([](const fetchers::Feed& feed) { return fetchers::format_json_feed(feed); });
    });
}

}  // namespace sawthis::app
