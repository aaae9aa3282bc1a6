#include <algorithm>

#include "matcher/judges.hpp"

namespace sawthis::matcher {

namespace {

using Places = std::vector<std::size_t>;  // of words in the article

/// Where each word of the bag stands; what was learnt has no evidence.
std::vector<Places> find_places(const Target& target, const ArticleWords& words,
                                std::vector<Evidence>& evidence) {
    std::vector<Places> places(target.bag.size());
    for (std::size_t i = 0; i < words.words.size(); ++i) {
        for (std::size_t b = 0; b < target.bag.size(); ++b) {
            if (target.bag[b].learnt || target.bag[b].stem != words.words[i].stem) continue;
            places[b].push_back(i);
            const bool told = words.words[i].zone != Zone::body && evidence.size() < kMaxEvidence;
            if (told) evidence.push_back(words.words[i].place);
        }
    }
    return places;
}

/// Whether a word of `first` stands just before one of `second`.
bool stand_beside(const Places& first, const Places& second) {
    return std::any_of(first.begin(), first.end(), [&](std::size_t i) {
        const auto next = std::upper_bound(second.begin(), second.end(), i);
        return next != second.end() && *next <= i + 2;
    });
}

}  // namespace

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
    signs[0] = 0.3F * signs[1] + 0.3F * signs[2] + 0.2F * signs[4] + 0.2F * signs[8] + 0.1F * signs[12];
    return finding;
}

}  // namespace sawthis::matcher
