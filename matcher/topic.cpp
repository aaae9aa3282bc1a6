#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "matcher/verdict.hpp"

namespace sawthis::matcher {

namespace {

bool is_covered(const Target& target, const std::vector<Hit>& hits, const Hit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
        return target.terms[other.term].role == TermRole::other_sense &&
               other.evidence.part == hit.evidence.part &&
               other.evidence.span.begin <= hit.evidence.span.begin &&
               other.evidence.span.end >= hit.evidence.span.end;
    });
}

/// What one term says of the topic by standing where it does.
double weigh(const Target& target, const Hit& hit) {
    const double place = in_title(hit) ? 1 : in_lead(hit) ? 0.55 : 0.12;
    switch (target.terms[hit.term].role) {
        case TermRole::name:
            return 3 * place;
        case TermRole::weak_name:
            return 1.6 * place;
        case TermRole::sure_word:
            return 2.4 * place;
        case TermRole::word:
            return 0.7 * place;
        case TermRole::trade_word:
        case TermRole::rival_word:
        case TermRole::other_sense:
        case TermRole::lower_case:
            return 0;
    }
    return 0;
}

}  // namespace

Verdict judge_topic(const Target& target, const std::vector<Hit>& hits, const ArticleView&) {
    Verdict verdict;
    std::map<std::size_t, double> best;  // by term
    std::map<std::size_t, int> counts;
    bool named = false;
    bool other_sense = false;
    for (const Hit& hit : hits) {
        const TermRole role = target.terms[hit.term].role;
        if (role == TermRole::other_sense) {
            other_sense = true;
            continue;
        }
        if (is_covered(target, hits, hit)) continue;
        best[hit.term] = std::max(best[hit.term], weigh(target, hit));
        ++counts[hit.term];
        if (in_lead(hit)) named = named || role != TermRole::word;
        verdict.evidence.push_back(hit.evidence);
    }
    double points = 0;
    for (const auto& [term, weight] : best) points += weight;
    for (const auto& [term, count] : counts) {
        if (count >= 3 && target.terms[term].role != TermRole::word) points += 0.5;
    }
    if (other_sense) points -= 1.5;
    verdict.matches = named && points >= 1.6;
    verdict.opener = named && points >= 2.4;
    verdict.score = 0.2 + 0.5 * points / (points + 3);
    if (target.facet == Facet::industry) {
        verdict.matches = named && points >= 3;
        verdict.opener = false;
        verdict.score *= 0.4;
    }
    verdict.reason = fmt::format("it is about {}", target.written);
    return verdict;
}

Verdict judge_project(const Target& target, const std::vector<Hit>& hits, bool about_company) {
    std::map<int, double> found;  // weight by word
    std::map<int, double> all;
    double in_headline = 0;
    Verdict verdict;
    for (const Term& term : target.terms) all[term.group] = term.weight;
    for (const Hit& hit : hits) {
        if (!in_lead(hit)) continue;
        const Term& term = target.terms[hit.term];
        const double weight = term.weight * (in_title(hit) ? 1.2 : 1);
        found[term.group] = std::max(found[term.group], weight);
        if (in_title(hit)) in_headline = std::max(in_headline, term.weight);
        verdict.evidence.push_back(hit.evidence);
    }
    double points = 0;
    double total = 0;
    for (const auto& [group, weight] : found) points += weight;
    for (const auto& [group, weight] : all) total += weight;
    const double share = std::min(points / std::max(total, 1.0), 1.0);
    // Without the company, the headline itself must speak of it, with a word that is not common.
    const bool enough =
        about_company ? points >= 1.9
                      : found.size() >= 2 && points >= 3.5 && (in_headline >= 1.5 || share >= 0.8);
    verdict.share = share;
    verdict.matches = enough && share >= (about_company ? 0.2 : 0.4);
    verdict.opener = verdict.matches && (about_company || share >= 0.5);
    verdict.score = about_company ? 0.6 + 0.35 * share : 0.3 + 0.35 * share;
    verdict.reason = fmt::format("it may help with \"{}\"", target.written);
    return verdict;
}

Verdict judge_plain(const Target& target, const std::vector<Hit>& hits) {
    Verdict verdict;
    for (const Hit& hit : hits) verdict.evidence.push_back(hit.evidence);
    verdict.matches = in_title(hits.front());
    verdict.score = 0.2;
    verdict.reason = fmt::format("the headline has {}", target.written);
    return verdict;
}

}  // namespace sawthis::matcher
