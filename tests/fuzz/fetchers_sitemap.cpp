// Sitemaps on any bytes, and their news as a feed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "fetchers/sitemap.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::fetchers;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto sitemap = parse_sitemap(bytes, {"https://news.example/sitemap.xml", ""});
    if (!sitemap) return 0;
    for (const auto& entry : sitemap->entries) {
        if (!entry.url.starts_with("http")) std::abort();
    }
    const auto feed = feed_of(*sitemap, {"https://news.example/sitemap.xml", ""});
    if (feed && feed->entries.size() > sitemap->entries.size()) std::abort();
    return 0;
}
