// Both readers of pages on any bytes: the first byte chooses, so one corpus serves both.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/page_article.hpp"
#include "fetchers/page_links.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis::fetchers;
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    constexpr sawthis::Instant kFetched{std::chrono::seconds{1'800'000'000}};
    constexpr std::string_view kUrl = "https://news.example/press/2026/";
    if (data[0] % 3 == 0) {
        const auto article = extract_article(bytes, kUrl, "text/html; charset=utf-8", kFetched);
        if (article && !sawthis::is_utf8(article->text)) std::abort();
        return 0;
    }
    PageContext context{std::string(kUrl), "text/html", "", kFetched};
    const auto cut = data[0] % 3 == 1 ? std::string_view::npos : bytes.find('\n');
    if (cut != std::string_view::npos) context.links = bytes.substr(0, cut);
    const auto found = find_page_links(bytes, context);
    if (!found) return 0;
    for (const auto& entry : found->entries) {
        if (!entry.url.starts_with("http")) std::abort();
    }
    return 0;
}
