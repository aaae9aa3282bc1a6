#include <cstdint>
#include <cstdlib>

#include "notifier/digest_render.hpp"

/// The first four bytes are a span, the rest is the article's text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size < 4) return 0;
    const std::size_t begin = (std::size_t{bytes[0]} << 8U) | bytes[1];
    const std::size_t end = (std::size_t{bytes[2]} << 8U) | bytes[3];
    sawthis::Article article;
    article.text.assign(reinterpret_cast<const char*>(bytes) + 4, size - 4);
    const sawthis::Evidence evidence{sawthis::ArticlePart::text, {begin, end}};
    const auto excerpt = sawthis::notifier::make_excerpt(article, std::span(&evidence, 1));
    if (excerpt.text.size() > 300 || !sawthis::is_utf8(excerpt.text)) std::abort();
    for (const auto mark : excerpt.marks) {
        if (mark.begin >= mark.end || mark.end > excerpt.text.size()) std::abort();
    }
    return 0;
}
