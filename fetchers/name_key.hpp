#pragma once

#include <cstdint>
#include <string_view>

#include "core/hash.hpp"

namespace sawthis::fetchers {

constexpr void add_to_key(HashChain& key, char c) {
    const bool upper = c >= 'A' && c <= 'Z';
    key.add(static_cast<char>(upper ? c | 0x20 : c));
}

/// A name of markup as a number, ASCII case ignored, so that a switch can tell names apart.
constexpr std::uint64_t name_key(std::string_view name) {
    HashChain key;
    for (const char c : name) add_to_key(key, c);
    return key.value();
}
consteval std::uint64_t operator""_name(const char* text, std::size_t size) {
    return name_key({text, size});
}

}  // namespace sawthis::fetchers
