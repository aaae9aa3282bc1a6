#include "index/word_postings.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace sawthis::index {

std::size_t Postings::find_slot(std::uint32_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (std::uint64_t{key} * 0x9E3779B97F4A7C15ULL >> 20U) & mask;
    while (slots_[at].count != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
}

void Postings::grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.count != 0) slots_[find_slot(slot.key)] = slot;
    }
}

std::uint32_t Postings::take_places(unsigned bits) {
    if (!left_[bits].empty()) {
        const std::uint32_t where = left_[bits].back();
        left_[bits].pop_back();
        return where;
    }
    const auto where = static_cast<std::uint32_t>(pool_.size());
    pool_.resize(pool_.size() + (std::size_t{1} << bits));
    return where;
}

void Postings::move_to_more(Slot& slot) {
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

void Postings::add(std::uint32_t key, std::uint32_t article) {
    if (used_ * 3 >= slots_.size() * 2) grow();
    Slot& slot = slots_[find_slot(key)];
    if (slot.count == 0) {
        slot = {key, 1, article};
        ++used_;
        return;
    }
    if (std::has_single_bit(slot.count)) move_to_more(slot);
    pool_[slot.where + slot.count++] = article;
}

std::uint32_t Postings::count_before(std::uint32_t key, std::uint32_t end) const {
    if (slots_.empty()) return 0;
    const Slot& slot = slots_[find_slot(key)];
    if (slot.count < 2) return slot.count == 1 && slot.where < end ? 1 : 0;
    const auto first = pool_.begin() + slot.where;
    const auto last = std::lower_bound(first, first + slot.count, end);
    return static_cast<std::uint32_t>(last - first);
}

}  // namespace sawthis::index
