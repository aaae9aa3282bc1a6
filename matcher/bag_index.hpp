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

/// A stem in a bag.
struct BagPosting {
    std::uint64_t stem = 0;
    std::uint32_t bag = 0;
    float weight = 0;  // negative: learnt
};

/// Bags of words behind the stems they hold, so that an article touches only those it shares a word
/// with. The memory is another's, and may be a file's content: wrong numbers in it give wrong
/// counts, no worse.
struct BagTable {
    std::span<const BagPosting> postings;  // by stem, then bag
    /// Open addressing, as many as a power of two, or none: where a stem's postings begin, 1-based.
    std::span<const std::uint32_t> slots;

    [[nodiscard]] std::span<const BagPosting> find(std::uint64_t stem) const;
};

/// Makes a BagTable.
class BagIndex {
public:
    /// Bags are numbered from `first` on.
    explicit BagIndex(std::uint32_t first = 0) : next_(first) {}

    /// A bag's number is its place in the order of adding.
    std::uint32_t add(std::span<const BagWord> words);
    /// To be called after the last add().
    void build();
    /// Of what was built; this must outlive it.
    [[nodiscard]] BagTable table() const { return {postings_, slots_}; }

private:
    std::uint32_t next_;
    std::vector<BagPosting> postings_;
    std::vector<std::uint32_t> slots_;
};

/// Sum of the weights of the sentence's own words.
[[nodiscard]] float total_weight(std::span<const BagWord> words);

/// Counts the bags of one article after the other; one for each thread.
class BagCounter {
public:
    /// `bags`: how many there are in all tables, which must outlive this.
    BagCounter(std::vector<BagTable> tables, std::size_t bags)
        : tables_(std::move(tables)), places_(bags, 0) {}

    /// Every bag of which title or lead have a word; valid until the next call.
    [[nodiscard]] std::span<const BagCount> count(const ArticleWords& words);
    /// What was counted of a bag; null if title and lead have no word of it.
    [[nodiscard]] const BagCount* find(std::uint32_t bag) const {
        return places_[bag] == 0 ? nullptr : &counts_[places_[bag] - 1];
    }

private:
    void add(const BagPosting& posting, Zone zone);
    void expect(std::uint32_t bag) const;

    std::vector<BagTable> tables_;
    std::vector<std::uint32_t> places_;  // by bag: 1-based place in counts_, 0 if untouched
    std::vector<BagCount> counts_;
};

}  // namespace sawthis::matcher
