#include "index/word_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace sawthis::index {

std::size_t WordPostings::find_slot(std::uint32_t word) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (std::uint64_t{word} * 0x9E3779B97F4A7C15ULL >> 20U) & mask;
    while (slots_[at].count != 0 && slots_[at].word != word) at = (at + 1) & mask;
    return at;
}

void WordPostings::grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.count != 0) slots_[find_slot(slot.word)] = slot;
    }
}

std::uint32_t WordPostings::take_places(unsigned bits) {
    if (!left_[bits].empty()) {
        const std::uint32_t where = left_[bits].back();
        left_[bits].pop_back();
        return where;
    }
    const auto where = static_cast<std::uint32_t>(pool_.size());
    pool_.resize(pool_.size() + (std::size_t{1} << bits));
    return where;
}

void WordPostings::move_to_more(Slot& slot) {
    const auto bits = static_cast<unsigned>(std::countr_zero(slot.count));
    const std::uint32_t where = take_places(bits + 1);
    if (slot.count == 1) {
        pool_[where] = slot.where;
    } else {
        std::copy_n(pool_.begin() + slot.where, slot.count, pool_.begin() + where);
        left_[bits].push_back(slot.where);
    }
    slot.where = where;
}

void WordPostings::add(std::uint32_t word, std::uint32_t article) {
    if (used_ * 3 >= slots_.size() * 2) grow();
    Slot& slot = slots_[find_slot(word)];
    if (slot.count == 0) {
        slot = {word, 1, article, day_, 0};
        ++used_;
        return;
    }
    if (slot.day != day_) {
        slot.day = day_;
        slot.earlier = slot.count;
    }
    if (slot.count < kMostKept && std::has_single_bit(slot.count)) move_to_more(slot);
    pool_[slot.where + slot.count++ % kMostKept] = article;
}

std::uint32_t WordPostings::count(std::uint32_t word) const {
    return slots_.empty() ? 0 : slots_[find_slot(word)].count;
}

std::uint32_t WordPostings::count_earlier(std::uint32_t word) const {
    if (slots_.empty()) return 0;
    const Slot& slot = slots_[find_slot(word)];
    return slot.day == day_ ? slot.earlier : slot.count;
}

}  // namespace sawthis::index
