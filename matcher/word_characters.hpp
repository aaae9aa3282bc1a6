#pragma once

#include <array>
#include <string_view>

namespace sawthis::matcher {

/// What a byte of UTF-8 text is to words.
enum class Kind : unsigned char {
    symbol,
    blank,
    word,  // letter or digit of ASCII
    wide,  // of a longer character
};

inline constexpr auto kKinds = [] {
    std::array<Kind, 256> kinds{};
    for (std::size_t c = 0; c < kinds.size(); ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c >= 0x80) {
            kinds[c] = Kind::wide;
        } else if (letter || (c >= '0' && c <= '9')) {
            kinds[c] = Kind::word;
        } else if (c == ' ' || (c >= 0x09 && c <= 0x0D)) {
            kinds[c] = Kind::blank;
        }
    }
    return kinds;
}();

[[nodiscard]] constexpr Kind kind_of(char c) {
    return kKinds[static_cast<unsigned char>(c)];
}

/// Of ASCII.
[[nodiscard]] constexpr bool is_letter(char c) {
    const auto lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'z';
}

/// Blank, or a mark that does not show (soft hyphen, zero-width space, byte order mark).
[[nodiscard]] constexpr bool is_wide_blank(char32_t c) {
    return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x2060 ||
           c == 0x3000 || c == 0xFEFF;
}

/// Signs that are written in several ways, as one.
[[nodiscard]] constexpr char32_t unify(char32_t c) {
    if (c == 0x2019 || c == 0x2018 || c == 0x02BC) return U'\'';
    if (c == 0x2010 || c == 0x2011 || c == 0x2013) return U'-';
    return c;
}

}  // namespace sawthis::matcher
