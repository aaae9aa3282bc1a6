#include "matcher/boolean_words.hpp"

#include "matcher/replace_all.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kTextBytes = 1024UL * 1024;

bool is_part(char32_t c) {
    return c == U'_' || is_word_character(c);
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_apostrophe(char32_t c) {
    return c == U'\'' || c == 0x2019 || c == 0x201B;
}

/// Whether `c` joins the characters beside it into one word.
bool joins(char32_t before, char32_t c, char32_t after) {
    if (!is_part(after) || stands_alone(after)) return false;
    if (is_apostrophe(c) || c == U'&' || c == 0xB7) return true;
    return (c == U',' || c == U'.' || c == U';') && is_digit(before) && is_digit(after);
}

/// Reads one word from `at` on and goes behind it.
std::string_view take_word(std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    char32_t last = decode_utf8(text, at);
    if (stands_alone(last)) return text.substr(begin, at - begin);
    while (at < text.size()) {
        std::size_t next = at;
        const char32_t c = decode_utf8(text, next);
        if (stands_alone(c)) break;
        if (!is_part(c)) {
            std::size_t after = next;
            if (after >= text.size() || !joins(last, c, decode_utf8(text, after))) break;
        }
        last = c;
        at = next;
    }
    std::size_t signs = at;
    while (signs < text.size() && signs < at + 3 && (text[signs] == '+' || text[signs] == '#')) {
        ++signs;
    }
    std::size_t behind = signs;
    if (signs > at && (signs == text.size() || !is_part(decode_utf8(text, behind)))) at = signs;
    return text.substr(begin, at - begin);
}

std::string normal_form(std::string_view word) {
    std::string normal = fold_case(word);
    for (const std::string_view curly : {"’", "‛"}) {
        if (normal.find(curly) != std::string::npos) normal = replace_all(normal, curly, "'");
    }
    return normal;
}

std::string_view head(std::string_view text) {
    if (text.size() <= kTextBytes) return text;
    std::size_t end = kTextBytes;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

}  // namespace

std::vector<QueryWord> split_query_words(std::string_view text) {
    std::vector<QueryWord> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!is_part(decode_utf8(text, at))) continue;
        at = begin;
        const std::string_view word = take_word(text, at);
        words.push_back({normal_form(word), {}, {begin, at}});
    }
    return words;
}

QueryArticle::QueryArticle(const Article& about, Stemmer& stemmer)
    : article(about),
      fields{split_query_words(about.title), split_query_words(head(about.text)),
             split_query_words(about.author), split_query_words(about.publisher)} {
    for (auto& field : fields) {
        for (auto& word : field) word.stem = stemmer.stem(word.normal);
    }
}

const std::vector<QueryWord>& QueryArticle::words(QueryField field) const {
    return fields[static_cast<std::size_t>(field) - 1];
}

}  // namespace sawthis::matcher
