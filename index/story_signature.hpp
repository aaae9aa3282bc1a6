#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "index/story_grouper.hpp"

/// What a StorySignature says, and how alike two of them are. The bytes (little endian):
///
///     1   version, kSignatureVersion
///     1   number of title words
///     1   number of lead words
///     2   number of shingles
///     8   hash of the canonical URL from its host on; 0 if it has none or names no article
///   128   the 64 minima of the text's MinHash, 16 bits each; absent if there are no shingles
///   256   Bloom filter of the text's words; absent if there are no shingles
///     4   each title word, ascending
///     4   each lead word, ascending
///
/// A word is a hash whose lowest bit tells numbers from others.
namespace sawthis::index {

inline constexpr std::uint8_t kSignatureVersion = 5;
inline constexpr std::size_t kMinima = 64;
inline constexpr std::size_t kBloomWords = 32;
inline constexpr std::size_t kTitleWords = 20;
inline constexpr std::size_t kLeadWords = 34;

/// A set of at most `N` words, ascending.
template <std::size_t N>
struct WordSet {
    std::array<std::uint32_t, N> words{};
    std::uint8_t size = 0;

    [[nodiscard]] std::span<const std::uint32_t> all() const { return {words.data(), size}; }
};

struct StoryTraits {
    std::uint64_t url = 0;
    std::uint16_t shingles = 0;
    std::array<std::uint16_t, kMinima> minima{};  // of the first words of the text
    std::array<std::uint64_t, kBloomWords> bloom{};
    WordSet<kTitleWords> title;  // what the title says, without function words
    WordSet<kLeadWords> lead;    // what the text says first, and the title does not

    /// Whether the text has `word`: true for one word in a hundred that it has not.
    [[nodiscard]] bool text_may_have(std::uint32_t word) const;
};

[[nodiscard]] StoryTraits story_traits(const Article& article);
[[nodiscard]] StorySignature encode(const StoryTraits& traits);

/// nullopt if the bytes are none of ours, or of another version.
[[nodiscard]] std::optional<StoryTraits> decode(const StorySignature& signature);

/// Numbers, months, days of the week: what tells one number of a series from the next.
[[nodiscard]] constexpr bool is_number(std::uint32_t word) {
    return (word & 1U) != 0;
}

}  // namespace sawthis::index
