#include "matcher/short_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "matcher/word_characters.hpp"

namespace sawthis::matcher {

namespace {

/// A word of at most four bytes in lower case, as one number; 0 for longer ones.
constexpr std::uint32_t pack(std::string_view word) {
    if (word.size() > 4) return 0;
    std::uint32_t packed = 0;
    for (const char c : word) packed = packed << 8 | (static_cast<unsigned char>(c) | 0x20U);
    return packed;
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::uint32_t, n>& words) {
    const std::uint32_t packed = pack(word);
    return packed != 0 && std::find(words.begin(), words.end(), packed) != words.end();
}

}  // namespace

bool follows_comma(std::string_view word) {
    static constexpr std::array kWords{
        pack("inc"), pack("ltd"),  pack("llc"), pack("llp"), pack("corp"), pack("co"), pack("plc"),
        pack("lp"),  pack("gmbh"), pack("sa"),  pack("ag"),  pack("nv"),   pack("jr"), pack("sr")};
    return is_one_of(word, kWords);
}

bool is_abbreviation(std::string_view word) {
    static constexpr std::array kWords{
        pack("st"),   pack("mr"),   pack("mrs"), pack("ms"),  pack("dr"),  pack("inc"), pack("co"),
        pack("corp"), pack("ltd"),  pack("jr"),  pack("sr"),  pack("mt"),  pack("ft"),  pack("no"),
        pack("bros"), pack("prof"), pack("gen"), pack("sen"), pack("rep"), pack("gov")};
    return (word.size() == 1 && is_letter(word[0])) || is_one_of(word, kWords);
}

}  // namespace sawthis::matcher
