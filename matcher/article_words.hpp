#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/article.hpp"
#include "core/match.hpp"
#include "matcher/stem.hpp"
#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

/// Where in an article a word stands; what is said first weighs most.
enum class Zone : std::uint8_t { title, lead, body };

/// The first sentences of a text, in bytes.
inline constexpr std::size_t kLeadBytes = 400;
/// How much of a text is read for its words: what follows says little more of its subject.
inline constexpr std::size_t kBodyBytes = 4'000;

struct ArticleWord {
    std::uint64_t stem = 0;
    Evidence place;
    Zone zone = Zone::title;
};

/// A stem, and the places of its words.
struct StemPlaces {
    std::uint64_t stem = 0;
    std::uint32_t begin = 0;  // of its words among ArticleWords::by_stem
    std::uint32_t end = 0;
    Zone zone = Zone::title;  // of the first
};

/// The words of an article as bags of words see them.
struct ArticleWords {
    std::vector<ArticleWord> words;      // title, then text, in order
    std::vector<std::uint32_t> by_stem;  // places among `words`, by stem, then in order
    std::vector<StemPlaces> stems;       // each once, ascending
    std::vector<Word> read;              // of the part read last; memory that is used again

    /// Places among `words` of those with this stem, in order.
    [[nodiscard]] std::span<const std::uint32_t> places_of(std::uint64_t stem) const;
};

/// Reads title and the first kBodyBytes of the text into `words`, whose memory is used again.
void read_words(const Article& article, StemNumbers& stems, ArticleWords& words);

}  // namespace sawthis::matcher
