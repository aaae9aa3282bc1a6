// What is read of a listing beside its articles' text, on any bytes: links, feeds, the next page.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/linked_feeds.hpp"
#include "fetchers/next_page.hpp"
#include "fetchers/page_links.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::fetchers;
    constexpr sawthis::Instant kFetched{std::chrono::seconds{1'800'000'000}};
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const PageContext context{"https://news.example/press/?page=2", "text/html", "", kFetched};
    if (const auto found = find_page_links(bytes, context)) {
        for (const auto& entry : found->entries) {
            if (!entry.url.starts_with("http") || entry.title.empty()) std::abort();
            if (!sawthis::is_utf8(entry.title)) std::abort();
        }
    }
    for (const auto& feed : find_linked_feeds(bytes, context)) {
        if (!feed.url.starts_with("http")) std::abort();
    }
    const auto next = find_next_page(bytes, context);
    if (next && (!next->starts_with("http") || *next == context.url)) std::abort();
    return 0;
}
