#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sawthis::matcher {

/// Where a key of 64 even bits stands among `range` places: 0 to `range` - 1, in the order of keys.
[[nodiscard]] inline std::size_t place_of(std::uint64_t key, std::size_t range) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::size_t>(static_cast<Wide>(key) * range >> 64);
}

/// A set of keys that may take one for another, in far less memory than they have: a Bloom filter
/// whose bits for one key stand in one word. The memory is another's.
class PhraseFilter {
public:
    PhraseFilter() = default;
    explicit PhraseFilter(std::span<std::uint64_t> words) : words_(words) {}

    /// How many words for so many keys: one key in thirty that is not there seems to be.
    [[nodiscard]] static std::size_t words_for(std::size_t keys) { return keys * 12 / 64 + 1; }

    void add(std::uint64_t key) { words_[place_of(key, words_.size())] |= bits_of_key(key); }

    /// One access.
    [[nodiscard]] bool may_have(std::uint64_t key) const {
        const std::uint64_t bits = bits_of_key(key);
        return (words_[place_of(key, words_.size())] & bits) == bits;
    }

    /// Brings the memory that may_have() will read.
    void prefetch(std::uint64_t key) const {
        __builtin_prefetch(words_.data() + place_of(key, words_.size()));
    }

private:
    [[nodiscard]] static std::uint64_t bits_of_key(std::uint64_t key) {
        return std::uint64_t{1} << (key & 63) | std::uint64_t{1} << (key >> 6 & 63) |
               std::uint64_t{1} << (key >> 12 & 63);
    }

    std::span<std::uint64_t> words_;
};

}  // namespace sawthis::matcher
