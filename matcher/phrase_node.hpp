#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

namespace sawthis::matcher {

/// A phrase is a path of words. Where a path leads is a number, made of where it came from and the
/// next word, so there is no tree: a table says which numbers exist. Numbers have 64 bits: two
/// paths among a million meet by accident once in ten million dictionaries.

/// The number of the path of one word.
[[nodiscard]] inline std::uint64_t first_key(std::uint64_t word) {
    return std::min(word, std::numeric_limits<std::uint64_t>::max() - 1);  // the last is no key
}

/// Where one word more leads; `gap` is what parts it from the word before (Word::gap).
[[nodiscard]] inline std::uint64_t next_key(std::uint64_t from, std::uint64_t word,
                                            std::uint64_t gap) {
    std::uint64_t key = (from + gap) * 0x9E3779B97F4A7C15U ^ word;
    key = (key ^ (key >> 32)) * 0xD6E8FEB86659FD93U;
    return first_key(key ^ (key >> 29));
}

/// What is true of a path.
enum class NodeKind : std::uint32_t {
    passes,          // a longer phrase goes through
    begins,          // it is the first word of a phrase, and may be written without a capital
    begins_capital,  // it is the first word of a phrase, and may be written with a capital
    ends,            // a phrase ends, of any case and plain inflection
    ends_exact,      // a phrase ends whose words must be as written
};

/// Whether a phrase ends, whose id the node bears.
[[nodiscard]] inline bool is_end(NodeKind kind) {
    return kind >= NodeKind::ends;
}

/// The number of a phrase's first word together with whether it is written with a capital: phrases
/// of exact case are mostly names, and most words of a text are not.
[[nodiscard]] inline std::uint64_t first_word_key(std::uint64_t first, bool capital) {
    return capital ? first : ~first;
}

/// Of ASCII; of others it does not matter, as long as it is always the same.
[[nodiscard]] inline bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// One fact on one path: what tables are made of.
struct PhraseNode {
    std::uint64_t key = 0;
    std::uint64_t exact = 0;  // ends_exact: the key of the same path of words as written
    std::uint32_t id = 0;     // of the phrase that ends
    NodeKind kind = NodeKind::passes;

    auto operator<=>(const PhraseNode& other) const {
        return std::tie(key, kind, exact, id) <=>
               std::tie(other.key, other.kind, other.exact, other.id);
    }
    bool operator==(const PhraseNode&) const = default;
};

/// Sorts and drops what is there twice. Linear for evenly spread keys, with as much memory again.
void sort_nodes(std::vector<PhraseNode>& nodes);

}  // namespace sawthis::matcher
