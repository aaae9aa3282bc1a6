// parse_feed() on any bytes: the first chooses what the server said of them.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.hpp"
#include "fetchers/article_maker.hpp"
#include "fetchers/feed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sawthis;
    constexpr const char* kTypes[] = {"", "text/xml; charset=utf-8", "text/xml; charset=shift_jis",
                                      "application/json"};
    if (size == 0) return 0;
    fetchers::FeedContext context;
    context.base_url = "https://base.example/";
    context.content_type = kTypes[data[0] % 4];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto feed = fetchers::parse_feed(bytes, context);
    if (!feed) return 0;
    if (!is_utf8(fetchers::format_json_feed(*feed))) std::abort();
    for (const auto& article : fetchers::make_articles(*feed, {}, Instant{})) {
        if (!is_utf8(article.title) || !is_utf8(article.text) || article.guid.empty()) std::abort();
    }
    return 0;
}
