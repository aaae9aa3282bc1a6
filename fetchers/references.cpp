#include "fetchers/references.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "fetchers/html_entities.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kLongestName = 32;

// What windows-1252 has at 128 to 159 (HTML standard §13.2.5.80); 0 where it has nothing.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int digit_value(char c, unsigned base) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_name_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool has_semicolon(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] == ';';
}

/// The number after "&#"; `at` stands behind the "#".
std::size_t append_number(std::string& out, std::string_view text, std::size_t at,
                          ReferenceSyntax syntax) {
    const std::size_t start = at;
    const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
    const unsigned base = hex ? 16 : 10;
    if (hex) ++at;
    const std::size_t first = at;
    char32_t value = 0;
    constexpr char32_t kBeyondUnicode = 0x110000;
    for (; at < text.size() && digit_value(text[at], base) >= 0; ++at) {
        value = value * base + static_cast<char32_t>(digit_value(text[at], base));
        if (value > kBeyondUnicode) value = kBeyondUnicode;
    }
    const bool closed = has_semicolon(text, at);
    if (at == first || (!closed && syntax == ReferenceSyntax::xml)) return 0;
    append_number_reference(out, value);
    return at - start + (closed ? 1 : 0);
}

}  // namespace

UsualReference find_ascii_number(std::string_view text) {
    constexpr std::size_t kLongest = 7;
    const bool hex = text.size() > 2 && text[2] == 'x';
    const unsigned base = hex ? 16 : 10;
    char32_t value = 0;
    const std::size_t first = hex ? 3 : 2;
    const std::size_t end = std::min(text.size(), kLongest);
    std::size_t at = first;
    for (int digit = 0; at < end && (digit = digit_value(text[at], base)) >= 0; ++at) {
        value = value * base + static_cast<char32_t>(digit);
    }
    if (at == first || value >= 0x7F || !has_semicolon(text, at)) return {};
    if (!is_text_character(value)) return {};
    return {at + 1, static_cast<char>(value)};
}

bool is_text_character(char32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c < 0x7F || (c > 0x9F && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) ||
           (c > 0xFFFF && c <= 0x10FFFF);
}

void append_number_reference(std::string& out, char32_t number) {
    if (number >= 0x80 && number <= 0x9F) number = kWindows1252[number - 0x80];
    if (is_text_character(number)) append_utf8(out, number);
}

std::size_t append_reference(std::string& out, std::string_view text, std::size_t at,
                             ReferenceSyntax syntax) {
    if (const auto usual = find_usual_reference(text.substr(at)); usual.size != 0) {
        out += usual.character;
        return usual.size;
    }
    if (at + 1 < text.size() && text[at + 1] == '#') {
        const std::size_t size = append_number(out, text, at + 2, syntax);
        return size == 0 ? 0 : size + 2;
    }
    std::size_t end = at + 1;
    while (end < text.size() && end - at <= kLongestName && is_name_character(text[end])) ++end;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (has_semicolon(text, end)) {
        if (const auto value = find_entity(name); !value.empty()) {
            out += value;
            return name.size() + 2;
        }
    }
    if (syntax == ReferenceSyntax::xml) return 0;
    const BareEntity bare = find_bare_entity(name);
    out += bare.text;
    return bare.size == 0 ? 0 : bare.size + 1;
}

}  // namespace sawthis::fetchers
