#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matcher/article_words.hpp"

namespace sawthis::matcher {

/// One word of a bag: a stem and how much it says (idf, in nats).
struct BagWord {
    std::uint64_t stem = 0;
    float weight = 0;
    bool learnt = false;  // not of the sentence itself, but of articles like it
    bool operator==(const BagWord&) const = default;
};

/// How much of a bag's weight an article has.
struct BagCount {
    std::uint32_t bag = 0;
    float title = 0;  // sums of weights of words, each once
    float lead = 0;   // of title and lead
    float title_most = 0;
    float lead_most = 0;
    float learnt_title = 0;
    float learnt_lead = 0;
    std::uint16_t title_words = 0;
    std::uint16_t lead_words = 0;
};

/// Bags of words behind the stems they hold, so that an article touches only those it shares a word
/// with. Immutable once built; each thread counts in a BagCounter of its own.
class BagIndex {
public:
    /// A bag's number is its place in the order of adding.
    std::uint32_t add(std::span<const BagWord> words);
    /// To be called after the last add().
    void build();
    [[nodiscard]] std::size_t size() const { return totals_.size(); }
    /// Sum of the weights of the sentence's own words.
    [[nodiscard]] float total(std::uint32_t bag) const { return totals_[bag]; }

private:
    friend class BagCounter;
    struct Posting {
        std::uint64_t stem = 0;
        std::uint32_t bag = 0;
        float weight = 0;  // negative: learnt
    };
    std::vector<Posting> postings_;     // by stem
    std::vector<std::uint64_t> slots_;  // open addressing: where a stem's postings begin, 1-based
    std::vector<float> totals_;
};

/// Counts the bags of one article after the other.
class BagCounter {
public:
    explicit BagCounter(const BagIndex& index) : index_(index), places_(index.size(), 0) {}

    /// Every bag of which title or lead have a word; valid until the next call.
    [[nodiscard]] std::span<const BagCount> count(const ArticleWords& words);
    /// What was counted of a bag; null if title and lead have no word of it.
    [[nodiscard]] const BagCount* find(std::uint32_t bag) const {
        return places_[bag] == 0 ? nullptr : &counts_[places_[bag] - 1];
    }

private:
    const BagIndex& index_;
    std::vector<std::uint32_t> places_;  // by bag: 1-based place in counts_, 0 if untouched
    std::vector<BagCount> counts_;
};

}  // namespace sawthis::matcher
