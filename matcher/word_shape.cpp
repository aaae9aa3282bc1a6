#include "matcher/word_shape.hpp"

#include "core/text.hpp"
#include "matcher/word_characters.hpp"

namespace sawthis::matcher {

std::size_t find_word_end(std::string_view text, std::size_t begin, bool& ascii) {
    std::size_t end = begin;
    if (text[end] == '.') ++end;
    while (end < text.size()) {
        const Kind kind = kind_of(text[end]);
        if (kind == Kind::word) {
            ++end;
            continue;
        }
        if (kind != Kind::wide) break;
        std::size_t next = end;
        const char32_t c = decode_utf8(text, next);
        if (!is_word_character(c)) break;
        if (stands_alone(c)) {
            if (end > begin) break;
            ascii = false;
            return next;
        }
        ascii = false;
        end = next;
    }
    std::size_t signs = end;
    while (signs < text.size() && signs < end + 2 && (text[signs] == '+' || text[signs] == '#')) {
        ++signs;
    }
    const bool name_goes_on = signs < text.size() && (kind_of(text[signs]) == Kind::word ||
                                                      text[signs] == '+' || text[signs] == '#');
    return is_letter(text[end - 1]) && !name_goes_on ? signs : end;
}

std::size_t find_initials_end(std::string_view text, std::size_t begin) {
    std::size_t at = begin;
    std::size_t letters = 0;
    std::size_t end = begin;
    while (at < text.size() && is_letter(text[at])) {
        const bool last = at + 1 >= text.size() || kind_of(text[at + 1]) == Kind::blank ||
                          (kind_of(text[at + 1]) == Kind::symbol && text[at + 1] != '.');
        const bool dotted = at + 1 < text.size() && text[at + 1] == '.';
        if (!last && !dotted) return letters > 1 ? end : begin;
        ++letters;
        end = at + (dotted ? 2 : 1);
        if (!dotted) break;
        at += 2;
    }
    return letters > 1 ? end : begin;
}

}  // namespace sawthis::matcher
