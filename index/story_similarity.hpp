#pragma once

#include <array>
#include <cstdint>

#include "index/story_signature.hpp"
#include "index/word_postings.hpp"

namespace sawthis::index {

/// How much a word tells: the rarer among `articles` that were taken in, the more. In bits, about 1
/// for a word of every second article to 17 for one that was never seen.
class WordWeights {
public:
    enum class Counted { all, earlier };  // articles: those of today, too, or not

    WordWeights(const WordPostings& articles_by_word, std::size_t articles, Counted counted);

    [[nodiscard]] float of(std::uint32_t word) const;

private:
    const WordPostings& words_;
    Counted counted_;
    float never_seen_;
};

inline constexpr std::size_t kRarestWords = 6;

/// The weight of each word of an article, in eighths of a bit to take little room.
struct TraitWeights {
    TraitWeights() = default;
    TraitWeights(const StoryTraits& traits, const WordWeights& weights);

    std::array<std::uint8_t, kTitleWords> title{};
    std::array<std::uint8_t, kLeadWords> lead{};
    std::array<std::uint32_t, kRarestWords> rarest{};  // words of title and lead; 0: none
    float norm = 0;  // the root of the sum of the squares of the weights
};

/// An article's traits with their weights.
struct WeighedTraits {
    const StoryTraits& traits;
    const TraitWeights& weights;
};

/// How alike two articles are. Shares are from 0 to 1 and count words by their weight.
struct Similarity {
    std::size_t shingles = 0;     // of the shorter text
    double text = 0;              // estimated Jaccard index of the texts' shingles
    double containment = 0;       // estimated part of the shorter text that the other has
    double title = 0;             // Jaccard index of the titles' words
    double title_weight = 0;      // of the words that both titles have, in bits
    std::size_t title_words = 0;  // that both titles have
    double beginning = 0;         // Jaccard index of the words of title and lead
    double weight = 0;            // of the words that both beginnings have, in bits
    double supported = 1;       // part of a title that its own text bears out; the lesser of those
                                // that say something
    double best_supported = 0;  // and the greater
    double covered = 1;         // part of a title that the other article has somewhere; the lesser
    double foreign = 0;         // part of that which the other article lacks; the greater
    double least_foreign = 1;   // and the lesser
    double told = 0;    // part of a beginning that the other article has somewhere; the greater
    double rarest = 1;  // part of an article's rarest words that the other has; the lesser
    bool other_subject = false;  // the rarest word of each title is nowhere in the other article
    bool other_words = false;    // each title has a word that the other article lacks
    bool other_names = false;    // each title has one that its own text has and the other lacks
    bool other_numbers = false;  // each title has a number that the other article lacks
    bool other_issue = false;    // each title has a number that the other title lacks
    bool same_site = false;      // of one publisher, or of several that share a site or its feeds
    bool other_figures = false;  // half of the numbers of each beginning are not in the other
};

/// `same_site` is the caller's to say.
[[nodiscard]] Similarity compare(const WeighedTraits& a, const WeighedTraits& b);

}  // namespace sawthis::index
