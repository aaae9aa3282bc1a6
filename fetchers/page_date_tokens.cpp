#include "fetchers/page_date_tokens.hpp"

#include "core/number.hpp"

namespace sawthis::fetchers {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_word_character(c);
}

bool is_cjk(char32_t c) {
    return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

}  // namespace

std::vector<DateToken> read_date_tokens(std::string_view text) {
    using Kind = DateToken::Kind;
    std::vector<DateToken> tokens;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        DateToken token;
        if (is_digit(text[at])) {
            while (at < text.size() && is_digit(text[at])) ++at;
            token.kind = Kind::number;
            token.value =
                at - begin > 8 ? -1 : parse_number<int>(text.substr(begin, at - begin)).value_or(0);
        } else {
            const char32_t c = decode_utf8(text, at);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F) {
                blank = true;
                continue;
            }
            if (is_letter(c)) {
                token.kind = Kind::word;
                std::size_t next = at;
                while (!is_cjk(c) && next < text.size() && !is_digit(text[next])) {
                    const char32_t following = decode_utf8(text, next);
                    if (!is_letter(following) || is_cjk(following)) break;
                    at = next;
                }
            } else if (c < 0x80) {
                token.mark = static_cast<char>(c);
            }
        }
        token.where = {begin, at};
        token.blank = blank;
        blank = false;
        tokens.push_back(token);
    }
    return tokens;
}

}  // namespace sawthis::fetchers
