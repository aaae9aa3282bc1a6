#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sawthis {

/// XXH3, 64 bits: the same for the same bytes on every machine and in every version, so it may be
/// stored. Quick and well spread, but not safe against somebody who wants two texts to collide.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes);

/// FNV-1a, 64 bits, for short texts and names: taken piece by piece, at compile time too. As stable
/// and as little safe as stable_hash(), with other values.
class HashChain {
public:
    static constexpr std::uint64_t kStart = 0xCBF29CE484222325;

    /// Another start makes another hash of the same bytes.
    constexpr explicit HashChain(std::uint64_t start = kStart) : hash_(start) {}

    constexpr HashChain& add(char byte) {
        hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3;
        return *this;
    }
    constexpr HashChain& add(std::string_view bytes) {
        for (const char byte : bytes) add(byte);
        return *this;
    }
    [[nodiscard]] constexpr std::uint64_t value() const { return hash_; }

private:
    std::uint64_t hash_;
};

/// A text to be added to what a chain has taken.
struct ChainedText {
    HashChain* chain = nullptr;
    std::string_view bytes;
};

/// Adds each text to its chain, all of them different chains. Several texts at a time: each step of
/// a chain waits for the one before, so that one alone leaves most of the processor idle.
void add_side_by_side(std::span<const ChainedText> texts);

}  // namespace sawthis
