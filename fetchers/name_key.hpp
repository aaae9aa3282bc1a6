#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace sawthis::fetchers {

namespace name_key_parts {

constexpr std::uint64_t kOnes = 0x0101010101010101;

/// Eight characters with A to Z in lower case.
constexpr std::uint64_t lower(std::uint64_t word) {
    const std::uint64_t low_bits = word & (0x7F * kOnes);
    const std::uint64_t above_z = low_bits + (0x7F - 'Z') * kOnes;
    const std::uint64_t from_a = low_bits + (0x80 - 'A') * kOnes;
    const std::uint64_t upper = (from_a ^ above_z) & ~word & (0x80 * kOnes);
    return word | (upper >> 2);
}

/// The first `size` bytes as a number, the first one lowest; 4 or 8.
template <std::size_t size>
constexpr std::uint64_t load(const char* at) {
    std::uint64_t word = 0;
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
        std::memcpy(&word, at, size);
    } else {
        for (std::size_t i = size; i-- > 0;) word = (word << 8) | static_cast<unsigned char>(at[i]);
    }
    return word;
}

/// All of a text of at most eight bytes. Texts of one size give different numbers.
constexpr std::uint64_t load_short(std::string_view text) {
    const auto byte = [&](std::size_t i) -> std::uint64_t {
        return static_cast<unsigned char>(text[i]);
    };
    const std::size_t size = text.size();
    if (size >= 4) return load<4>(text.data()) | load<4>(text.data() + size - 4) << 32;
    return size == 0 ? 0 : byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

constexpr std::uint64_t add(std::uint64_t key, std::uint64_t word) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    key = (key ^ lower(word)) * kOdd;
    return key ^ (key >> 32);
}

}  // namespace name_key_parts

/// A name of markup as a number, ASCII case ignored, so that a switch can tell names apart.
constexpr std::uint64_t name_key(std::string_view name) {
    std::uint64_t key = name.size();
    while (name.size() > 8) {
        key = name_key_parts::add(key, name_key_parts::load<8>(name.data()));
        name.remove_prefix(8);
    }
    return name_key_parts::add(key, name_key_parts::load_short(name));
}
consteval std::uint64_t operator""_name(const char* text, std::size_t size) {
    return name_key({text, size});
}

}  // namespace sawthis::fetchers
