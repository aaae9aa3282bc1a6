#include <algorithm>
#include <span>

#include "matcher/judges.hpp"

namespace sawthis::matcher {

namespace {

using Places = std::span<const std::uint32_t>;  // of words in the article, ascending

/// Where each word of the bag stands; what was learnt has no evidence.
std::vector<Places> find_places(const Target& target, const ArticleWords& words,
                                std::vector<Evidence>& evidence) {
    std::vector<Places> places(target.bag.size());
    for (std::size_t b = 0; b < target.bag.size(); ++b) {
        if (target.bag[b].learnt) continue;
        places[b] = words.places_of(target.bag[b].stem);
        for (const auto place : places[b]) {
            if (words.words[place].zone != Zone::body) evidence.push_back(words.words[place].place);
        }
    }
    std::sort(evidence.begin(), evidence.end());
    if (evidence.size() > kMaxEvidence) evidence.resize(kMaxEvidence);
    return places;
}

/// Whether a word of `first` stands just before one of `second`.
bool stand_beside(const Places& first, const Places& second) {
    return std::any_of(first.begin(), first.end(), [&](std::uint32_t i) {
        const auto next = std::upper_bound(second.begin(), second.end(), i);
        return next != second.end() && *next <= i + 2;
    });
}

}  // namespace

float estimate_sentence(const BagCount& bag, float total) {
    const float beside = bag.lead_words > 1 ? 0.1F : 0;  // perhaps
    return 0.3F * (bag.title + bag.lead) / std::max(total, 1.0F) + 0.02F * bag.title + beside +
           0.005F * std::min(bag.learnt_lead, 40.0F);
}

std::optional<Finding> judge_sentence(const Target& target, const BagCount& bag,
                                      const ArticleWords& words) {
    Finding finding{target.key, target.slot, {}, {}};
    const auto places = find_places(target, words, finding.evidence);
    float total = 1;
    float all = 0;
    float beside = 0;  // words that stand side by side here and there are one thing
    for (std::size_t b = 0; b < places.size(); ++b) {
        if (target.bag[b].learnt) continue;
        total += target.bag[b].weight;
        if (places[b].empty()) continue;
        all += target.bag[b].weight;
        if (b + 1 < places.size() && stand_beside(places[b], places[b + 1])) {
            beside += target.bag[b].weight + target.bag[b + 1].weight;
        }
    }
    Signs& signs = finding.signs;
    signs[1] = bag.title / total;
    signs[2] = bag.lead / total;
    signs[3] = all / total;
    signs[4] = bag.title / 10;
    signs[5] = bag.lead / 10;
    signs[6] = bag.title_most / 8;
    signs[7] = bag.lead_most / 8;
    signs[8] = beside / total / 2;
    signs[9] = static_cast<float>(std::min<int>(bag.title_words, 4)) / 4;
    signs[10] = static_cast<float>(std::min<int>(bag.lead_words, 4)) / 4;
    signs[11] = std::min(bag.learnt_title, 20.0F) / 10;
    signs[12] = std::min(bag.learnt_lead, 40.0F) / 20;
    signs[13] = all / 10;
    signs[14] = beside / 10;
    signs[kPresent] = 1;
    signs[0] =
        0.3F * signs[1] + 0.3F * signs[2] + 0.2F * signs[4] + 0.2F * signs[8] + 0.1F * signs[12];
    return finding;
}

}  // namespace sawthis::matcher
