#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace sawthis::index {

/// How many articles have a word (a 32-bit hash), and the latest of them: one flat table with open
/// addressing and one flat pool where the articles of a word stand side by side, so they are read
/// at the pace of the memory. Of a common word only the latest kMostKept articles are kept, so a
/// hundred thousand articles with dozens of words each take some megabytes.
class WordPostings {
public:
    static constexpr std::uint32_t kMostKept = 256;

    void add(std::uint32_t word, std::uint32_t article);

    /// From now on, what was added so far counts as earlier.
    void begin_day() { ++day_; }

    [[nodiscard]] std::uint32_t count(std::uint32_t word) const;
    [[nodiscard]] std::uint32_t count_earlier(std::uint32_t word) const;

    /// Calls `fn(article)` for at most `most` (and kMostKept) of the articles that have `word`, the
    /// latest first.
    template <class Fn>
    void for_latest(std::uint32_t word, std::uint32_t most, Fn&& fn) const {
        if (slots_.empty() || most == 0) return;
        const Slot& slot = slots_[find_slot(word)];
        if (slot.count == 1) return fn(slot.where);
        const std::uint32_t kept = slot.count < kMostKept ? slot.count : kMostKept;
        const std::uint32_t first = slot.count - (most < kept ? most : kept);
        for (std::uint32_t i = slot.count; i > first; --i) {
            fn(pool_[slot.where + (i - 1) % kMostKept]);
        }
    }

private:
    struct Slot {
        std::uint32_t word = 0;
        std::uint32_t count = 0;    // 0: the slot is free
        std::uint32_t where = 0;    // in the pool, a power of two of places; if one: the article
        std::uint32_t day = 0;      // of the latest article
        std::uint32_t earlier = 0;  // how many were added before that day
    };

    /// The slot of `word`, or the free one where it would be.
    [[nodiscard]] std::size_t find_slot(std::uint32_t word) const;
    void grow();
    /// Where 2^`bits` places are free.
    [[nodiscard]] std::uint32_t take_places(unsigned bits);
    /// Moves the articles of `slot`, whose places are all in use, to twice as many.
    void move_to_more(Slot& slot);

    std::vector<Slot> slots_;  // a power of two, at most two thirds in use
    std::vector<std::uint32_t> pool_;
    std::array<std::vector<std::uint32_t>, 32> left_;  // by bits: places that were moved from
    std::size_t used_ = 0;
    std::uint32_t day_ = 0;
};

}  // namespace sawthis::index
