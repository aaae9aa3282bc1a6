#include "matcher/bag_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sawthis::matcher {

namespace {

std::size_t slot_of(std::uint64_t stem, std::size_t mask) {
    return static_cast<std::size_t>(stem * 0x9E3779B97F4A7C15U >> 20) & mask;
}

}  // namespace

std::uint32_t BagIndex::add(std::span<const BagWord> words) {
    const auto bag = static_cast<std::uint32_t>(totals_.size());
    float total = 0;
    for (const BagWord& word : words) {
        postings_.push_back({word.stem, bag, word.learnt ? -word.weight : word.weight});
        if (!word.learnt) total += word.weight;
    }
    totals_.push_back(total);
    return bag;
}

void BagIndex::build() {
    std::sort(postings_.begin(), postings_.end(), [](const Posting& a, const Posting& b) {
        return a.stem != b.stem ? a.stem < b.stem : a.bag < b.bag;
    });
    slots_.assign(std::bit_ceil(postings_.size() * 2 + 2), 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < postings_.size(); ++i) {
        if (i > 0 && postings_[i].stem == postings_[i - 1].stem) continue;
        std::size_t at = slot_of(postings_[i].stem, mask);
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = i + 1;
    }
}

std::span<const BagCount> BagCounter::count(const ArticleWords& words) {
    for (const BagCount& count : counts_) places_[count.bag] = 0;
    counts_.clear();
    if (index_.slots_.empty()) return counts_;
    const std::size_t mask = index_.slots_.size() - 1;
    const auto& postings = index_.postings_;
    for (const StemPlaces& stem : words.stems) {
        if (stem.zone == Zone::body) continue;
        std::size_t at = slot_of(stem.stem, mask);
        while (index_.slots_[at] != 0 && postings[index_.slots_[at] - 1].stem != stem.stem) {
            at = (at + 1) & mask;
        }
        if (index_.slots_[at] == 0) continue;
        for (std::size_t i = index_.slots_[at] - 1;
             i < postings.size() && postings[i].stem == stem.stem; ++i) {
            const auto& [_, bag, weight] = postings[i];
            if (places_[bag] == 0) {
                counts_.push_back({bag});
                places_[bag] = static_cast<std::uint32_t>(counts_.size());
            }
            BagCount& count = counts_[places_[bag] - 1];
            if (weight < 0) {
                if (stem.zone == Zone::title) count.learnt_title -= weight;
                count.learnt_lead -= weight;
                continue;
            }
            count.lead += weight;
            count.lead_most = std::max(count.lead_most, weight);
            ++count.lead_words;
            if (stem.zone == Zone::title) {
                count.title += weight;
                count.title_most = std::max(count.title_most, weight);
                ++count.title_words;
            }
        }
    }
    return counts_;
}

}  // namespace sawthis::matcher
