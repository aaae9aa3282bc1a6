#include "matcher/bag_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sawthis::matcher {

namespace {

constexpr std::size_t kAhead = 16;  // postings at which memory is asked for early

std::size_t slot_of(std::uint64_t stem, std::size_t mask) {
    return static_cast<std::size_t>(stem * 0x9E3779B97F4A7C15U >> 20) & mask;
}

}  // namespace

std::span<const BagPosting> BagTable::find(std::uint64_t stem) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = slot_of(stem, mask);
    for (std::size_t tried = 0; tried < slots.size(); ++tried, at = (at + 1) & mask) {
        const std::size_t begin = std::size_t{slots[at]} - 1;
        if (begin >= postings.size()) return {};
        if (postings[begin].stem != stem) continue;
        std::size_t end = begin + 1;
        while (end < postings.size() && postings[end].stem == stem) ++end;
        return postings.subspan(begin, end - begin);
    }
    return {};
}

std::uint32_t BagIndex::add(std::span<const BagWord> words) {
    for (const BagWord& word : words) {
        postings_.push_back({word.stem, next_, word.learnt ? -word.weight : word.weight});
    }
    return next_++;
}

void BagIndex::build() {
    std::sort(postings_.begin(), postings_.end(), [](const BagPosting& a, const BagPosting& b) {
        return a.stem != b.stem ? a.stem < b.stem : a.bag < b.bag;
    });
    const auto begins_stem = [&](std::size_t i) {
        return i == 0 || postings_[i].stem != postings_[i - 1].stem;
    };
    std::size_t stems = 0;
    for (std::size_t i = 0; i < postings_.size(); ++i) stems += begins_stem(i) ? 1 : 0;
    slots_.assign(std::bit_ceil(stems * 2 + 2), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < postings_.size(); ++i) {
        if (!begins_stem(i)) continue;
        std::size_t at = slot_of(postings_[i].stem, mask);
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
}

float total_weight(std::span<const BagWord> words) {
    float total = 0;
    for (const BagWord& word : words) total += word.learnt ? 0 : word.weight;
    return total;
}

/// Its place is fetched from memory meanwhile.
void BagCounter::expect(std::uint32_t bag) const {
    if (bag < places_.size()) __builtin_prefetch(&places_[bag]);
}

void BagCounter::add(const BagPosting& posting, Zone zone) {
    const auto& [stem, bag, weight] = posting;
    if (bag >= places_.size()) return;
    if (places_[bag] == 0) {
        counts_.push_back({bag});
        places_[bag] = static_cast<std::uint32_t>(counts_.size());
    }
    BagCount& count = counts_[places_[bag] - 1];
    if (weight < 0) {
        if (zone == Zone::title) count.learnt_title -= weight;
        count.learnt_lead -= weight;
        return;
    }
    count.lead += weight;
    count.lead_most = std::max(count.lead_most, weight);
    ++count.lead_words;
    if (zone != Zone::title) return;
    count.title += weight;
    count.title_most = std::max(count.title_most, weight);
    ++count.title_words;
}

std::span<const BagCount> BagCounter::count(const ArticleWords& words) {
    for (const BagCount& count : counts_) places_[count.bag] = 0;
    counts_.clear();
    for (const StemPlaces& stem : words.stems) {
        if (stem.zone == Zone::body) continue;
        for (const BagTable& table : tables_) {
            const auto postings = table.find(stem.stem);
            for (std::size_t i = 0; i < postings.size(); ++i) {
                if (i + kAhead < postings.size()) expect(postings[i + kAhead].bag);
                add(postings[i], stem.zone);
            }
        }
    }
    return counts_;
}

}  // namespace sawthis::matcher
