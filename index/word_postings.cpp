#include "index/word_postings.hpp"

#include <utility>

namespace sawthis::index {

std::size_t Postings::find_slot(std::uint32_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (std::uint64_t{key} * 0x9E3779B97F4A7C15ULL >> 20U) & mask;
    while (slots_[at].latest != kNone && slots_[at].key != key) at = (at + 1) & mask;
    return at;
}

void Postings::grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
        if (slot.latest != kNone) slots_[find_slot(slot.key)] = slot;
    }
}

void Postings::add(std::uint32_t key, std::uint32_t article) {
    if (used_ * 3 >= slots_.size() * 2) grow();
    Slot& slot = slots_[find_slot(key)];
    if (slot.latest == kNone) {
        slot.key = key;
        ++used_;
    }
    links_.push_back({article, slot.latest});
    slot.latest = static_cast<std::uint32_t>(links_.size() - 1);
    ++slot.count;
}

std::uint32_t Postings::count(std::uint32_t key) const {
    return slots_.empty() ? 0 : slots_[find_slot(key)].count;
}

}  // namespace sawthis::index
