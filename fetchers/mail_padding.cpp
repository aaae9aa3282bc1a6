#include "fetchers/mail_padding.hpp"

#include <cstddef>

#include "core/text.hpp"

namespace sawthis::fetchers {

std::string without_padding(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_word = false;
    std::string_view joiner;  // seen behind a letter, not yet before one
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = decode_utf8(text, at);
        const auto bytes = text.substr(begin, at - begin);
        const bool filler = c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || c == 0x200B ||
                            c == 0x2060 || c == 0xFEFF;
        const bool joins = c >= 0x200C && c <= 0x200F;
        if (joins && in_word) joiner = bytes;
        if (filler || joins) continue;
        constexpr char32_t kPictures = 0x1F000;
        in_word = c >= 0x80 && (is_word_character(c) || c >= kPictures || c == 0xFE0F ||
                                (c >= 0x2600 && c < 0x2800));
        if (in_word) out += joiner;
        joiner = {};
        out += bytes;
    }
    return out;
}

}  // namespace sawthis::fetchers
