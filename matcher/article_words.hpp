#pragma once

#include <cstdint>
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

/// A stem and how often it stands in each zone.
struct StemCount {
    std::uint64_t stem = 0;
    std::uint16_t title = 0;
    std::uint16_t lead = 0;
    std::uint16_t body = 0;
};

/// The words of an article as bags of words see them.
struct ArticleWords {
    std::vector<ArticleWord> words;  // title, then text, in order
    std::vector<StemCount> stems;    // each once, by stem
    std::vector<Word> read;          // of the part read last; memory that is used again
};

/// Reads title and the first kBodyBytes of the text into `words`, whose memory is used again.
void read_words(const Article& article, StemNumbers& stems, ArticleWords& words);

}  // namespace sawthis::matcher
