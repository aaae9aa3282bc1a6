#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

/// Sixteen bytes of a text looked at together, to find the few that matter among many that do not.
/// Comparisons and "|" work on all of them at once (vector extensions of gcc and clang):
///     const ByteBlock bytes = load_block(at);
///     const unsigned found = bits_of((bytes == '<') | (bytes == '&'));
/// Assumes SSE2 for speed, which every x86-64 has; elsewhere the same is done byte by byte.
namespace sawthis {

using ByteBlock [[gnu::vector_size(16)]] = unsigned char;

[[nodiscard]] inline ByteBlock load_block(const char* at) {
    ByteBlock block;
    std::memcpy(&block, at, sizeof block);
    return block;
}

inline void store_block(char* to, ByteBlock block) {
    std::memcpy(to, &block, sizeof block);
}

/// Bit i is set where byte i of a comparison's outcome is.
template <class Mask>
[[nodiscard]] inline unsigned bits_of(Mask mask) {
    static_assert(sizeof mask == sizeof(ByteBlock));
#ifdef __SSE2__
    using Signed [[gnu::vector_size(16)]] = char;
    return static_cast<unsigned>(__builtin_ia32_pmovmskb128(reinterpret_cast<Signed&>(mask)));
#else
    unsigned bits = 0;
    for (unsigned i = 0; i < sizeof mask; ++i) bits |= (mask[i] != 0 ? 1U : 0U) << i;
    return bits;
#endif
}

/// Where the first byte that is one of `kWanted` stands from `at` on; the text's end if none does.
template <char... kWanted>
[[nodiscard]] inline std::size_t find_any(std::string_view text, std::size_t at) {
    for (; at + sizeof(ByteBlock) <= text.size(); at += sizeof(ByteBlock)) {
        const ByteBlock bytes = load_block(text.data() + at);
        const unsigned found = bits_of(((bytes == static_cast<unsigned char>(kWanted)) | ...));
        if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found));
    }
    while (at < text.size() && !((text[at] == kWanted) || ...)) ++at;
    return at;
}

}  // namespace sawthis
