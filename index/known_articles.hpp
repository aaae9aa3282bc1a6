#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "core/time.hpp"
#include "index/block_vector.hpp"
#include "index/key_chains.hpp"
#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"
#include "index/word_postings.hpp"

/// The articles among which StoryGrouper looks for those that tell the same news.
namespace sawthis::index {

/// Bands of minima in a text: texts a fifth alike share one with 48 %, a third with 85 %.
inline constexpr std::size_t kBands = 16;

struct KnownArticle {
    StoryTraits traits;
    StoryId story;
    Instant appeared;
    std::uint64_t publisher = 0;  // hash of the name; 0 if it has none
    std::uint64_t site = 0;       // hash of the address's host; 0 if it has none
    TraitWeights weights;         // as they were when it was taken in
};

class KnownArticles {
public:
    [[nodiscard]] const KnownArticle& operator[](std::uint32_t number) const {
        return articles_[number];
    }

    /// From now on, what was taken in so far counts as of earlier days.
    void begin_day() {
        earlier_ = articles_.size();
        by_word_.begin_day();
    }

    /// By the articles of earlier days only, so that the order within a day does not matter and the
    /// names that are in the news today stay telling; by all while those are few.
    [[nodiscard]] TraitWeights weigh(const StoryTraits& traits) const;

    void add(const KnownArticle& article);

    /// Gives the articles of `absorbed` to `story`.
    void absorb(StoryId story, const std::vector<StoryId>& absorbed);

    /// Forgets those that appeared before `first`, and weighs the others anew.
    void forget_before(Instant first);

    /// The latest with the canonical URL of `traits`; nullptr if there is none.
    [[nodiscard]] const KnownArticle* same_url(const StoryTraits& traits) const;

    /// Numbers of those that may tell the same news as one that appeared at `appeared`, the most
    /// promising first.
    [[nodiscard]] std::vector<std::uint32_t> candidates(const WeighedTraits& weighed,
                                                        Instant appeared) const;

private:
    /// What of an article is asked for each word that it shares with another: small, to lie in the
    /// cache.
    struct Outline {
        Instant appeared;
        float norm = 0;  // of its weights
    };

    [[nodiscard]] static Outline outline_of(const KnownArticle& article) {
        return {article.appeared, article.weights.norm};
    }
    void make_findable(const KnownArticle& article, std::uint32_t number);

    BlockVector<KnownArticle> articles_;
    std::vector<Outline> outlines_;  // of each
    std::size_t earlier_ = 0;
    WordPostings by_word_;
    KeyChains by_url_{1};
    KeyChains by_band_{kBands};
};

}  // namespace sawthis::index
