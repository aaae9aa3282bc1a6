#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace sawthis::index {

/// From a 32-bit key to the articles (by number) that have it, in order of arrival: one flat table
/// with open addressing and one flat pool where the articles of a key stand side by side, so a
/// hundred thousand articles with dozens of keys each take tens of megabytes and are read at the
/// pace of the memory.
class Postings {
public:
    void add(std::uint32_t key, std::uint32_t article);

    /// How many of the articles before `end` have `key`.
    [[nodiscard]] std::uint32_t count_before(std::uint32_t key, std::uint32_t end) const;

    /// Calls `fn(article)` for at most `most` of the articles that have `key`, the latest first.
    template <class Fn>
    void for_latest(std::uint32_t key, std::size_t most, Fn&& fn) const {
        if (slots_.empty() || most == 0) return;
        const Slot& slot = slots_[find_slot(key)];
        if (slot.count == 1) return fn(slot.where);
        const std::size_t first = slot.count - std::min<std::size_t>(most, slot.count);
        for (std::size_t i = slot.count; i > first; --i) fn(pool_[slot.where + i - 1]);
    }

private:
    struct Slot {
        std::uint32_t key = 0;
        std::uint32_t count = 0;  // 0: the slot is free
        std::uint32_t where = 0;  // in the pool, a power of two of places; if one: the article
    };

    /// The slot of `key`, or the free one where it would be.
    [[nodiscard]] std::size_t find_slot(std::uint32_t key) const;
    void grow();
    /// Where 2^`bits` places are free.
    [[nodiscard]] std::uint32_t take_places(unsigned bits);
    /// Moves the articles of `slot`, whose places are all in use, to twice as many.
    void move_to_more(Slot& slot);

    std::vector<Slot> slots_;  // a power of two, at most two thirds in use
    std::vector<std::uint32_t> pool_;
    std::array<std::vector<std::uint32_t>, 32> left_;  // by bits: places that were moved from
    std::size_t used_ = 0;
};

}  // namespace sawthis::index
