#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "core/text.hpp"
#include "matcher/company_name.hpp"
#include "matcher/verdict.hpp"

namespace sawthis::matcher {

namespace {

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
    const std::string lower = lower_ascii(word);
    return std::find(words.begin(), words.end(), lower) != words.end();
}

/// What companies do and have: "Gap said", "Gap shares".
bool is_business_word(std::string_view word) {
    constexpr std::array<std::string_view, 52> kWords{
        "said",       "says",       "announced", "announces",   "plans",        "reported",
        "reports",    "ceo",        "chief",     "shares",      "stock",        "chairman",
        "executive",  "executives", "spokesman", "spokeswoman", "spokesperson", "unveils",
        "unveiled",   "launches",   "launched",  "acquires",    "acquired",     "customers",
        "employees",  "engineers",  "workers",   "staff",       "stores",       "store",
        "hires",      "hired",      "sells",     "profit",      "profits",      "earnings",
        "sales",      "founder",    "president", "investors",   "shareholders", "unit",
        "subsidiary", "users",      "app",       "rival",       "spokesmen",    "headquarters",
        "agrees",     "agreed",     "posts",     "partners"};
    return is_one_of(word, kWords);
}

/// What stands before a company's name: "retailer Gap", "shares of Gap".
bool introduces_company(std::string_view word) {
    constexpr std::array<std::string_view, 30> kWords{
        "giant",   "maker",    "retailer", "company",  "firm",      "rival",
        "rivals",  "bank",     "carrier",  "airline",  "chain",     "group",
        "startup", "operator", "insurer",  "lender",   "like",      "from",
        "with",    "at",       "by",       "via",      "against",   "including",
        "joins",   "owner",    "parent",   "carmaker", "automaker", "drugmaker"};
    return is_one_of(word, kWords);
}

/// "(NYSE: T)", "(AAPL.O: Quote, Profile)", "(GPS)": a ticker follows.
bool has_ticker(std::string_view text, std::size_t end) {
    while (end < text.size() && (text[end] == ' ' || text[end] == '.')) ++end;
    if (end + 3 > text.size() || text[end] != '(') return false;
    const auto close = text.find(')', end);
    if (close == std::string_view::npos || close - end > 40) return false;
    const auto inside = text.substr(end + 1, close - end - 1);
    const auto first = inside.substr(0, inside.find_first_of(" .:,"));
    const bool capitals =
        std::all_of(first.begin(), first.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals && first.size() >= 1 && first.size() <= 6;
}

bool covers(const Evidence& outer, const Evidence& inner) {
    return outer.part == inner.part && outer.span.begin <= inner.span.begin &&
           outer.span.end >= inner.span.end;
}

/// How much the words beside one mention say that it is a company.
double weigh_neighbours(const Evidence& mention, const ArticleView& view) {
    const std::string_view text = view.part(mention.part);
    const auto before = word_before(text, mention.span.begin);
    const auto after = word_after(text, mention.span.end);
    const bool possessive =
        mention.span.end < text.size() && text[mention.span.end] != ' ' && !after.empty();
    double weight = 0;
    if (is_designator(after) || has_ticker(text, mention.span.end)) weight += 3;
    if (is_business_word(after)) weight += 1.2;
    if (introduces_company(before)) weight += 0.8;
    if (possessive) weight += 0.4;
    const bool cased = mention.part == ArticlePart::text || !view.title_case;
    if (!cased) return weight;
    const bool inside = !before.empty() && !has_capital(before);
    if (inside) weight += 1;  // a capital inside a sentence is a name
    // A longer name wins: "Delta Force", "Orange County", "Times Square".
    const bool longer_right =
        has_capital(after) && !possessive && !is_designator(after) && !is_business_word(after);
    const bool longer_left = has_capital(before) && before.size() > 3 &&
                             !is_business_word(before) && !introduces_company(before);
    if (longer_right || longer_left) weight -= 1.5;
    return weight;
}

struct Sums {
    bool sure = false;  // a name that can mean nothing else stands there
    double words = 0;   // of the target's surroundings
    double trade = 0;
    double rivals = 0;
    bool lower_case = false;
    bool other_sense = false;
};

Sums sum_up(const Target& target, const std::vector<Hit>& hits) {
    Sums sums;
    std::set<int> groups;
    for (const Hit& hit : hits) {
        const Term& term = target.terms[hit.term];
        const double place = in_title(hit) ? 1.5 : in_lead(hit) ? 1.2 : 0.8;
        const bool first = groups.insert(term.group).second;
        switch (term.role) {
            case TermRole::name:
                sums.sure = true;
                break;
            case TermRole::word:
                if (first) sums.words += place;
                break;
            case TermRole::trade_word:
            case TermRole::sure_word:
                if (first) sums.trade += place;
                break;
            case TermRole::rival_word:
                if (first) sums.rivals += place;
                break;
            case TermRole::lower_case:
                sums.lower_case = true;
                break;
            case TermRole::other_sense:
                sums.other_sense = true;
                break;
            case TermRole::weak_name:
                break;
        }
    }
    return sums;
}

/// The mentions that are not part of a longer phrase with another meaning.
std::vector<Evidence> find_mentions(const Target& target, const std::vector<Hit>& hits,
                                    TermRole role) {
    std::vector<Evidence> mentions;
    for (const Hit& hit : hits) {
        if (target.terms[hit.term].role != role) continue;
        const bool covered = std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
            return target.terms[other.term].role == TermRole::other_sense &&
                   covers(other.evidence, hit.evidence);
        });
        if (!covered) mentions.push_back(hit.evidence);
    }
    return mentions;
}

/// Above 2 it is surely the company.
double company_confidence(const Sums& sums, const std::vector<Evidence>& mentions,
                          const ArticleView& view) {
    // One mention that is surely the company decides for all; several that may be it add up.
    double best = -2;
    double total = 0;
    for (const Evidence& mention : mentions) {
        const double weight = weigh_neighbours(mention, view);
        best = std::max(best, weight);
        total += std::max(weight, 0.0);
    }
    const double others = std::min(0.4 * (total - std::max(best, 0.0)), 1.0);
    double confidence = best + others + std::min(sums.words, 4.0) + 0.4 * std::min(sums.trade, 4.0);
    if (sums.lower_case) confidence -= 0.8;
    if (sums.other_sense) confidence -= 0.8;
    return confidence;
}

/// Above 2 it is surely the team.
double team_confidence(const Target& target, const Sums& sums, const ArticleView& view) {
    double mine = 0;
    double other = 0;
    for (const auto& [sport, votes] : view.sports) {
        if (sport == target.sport) {
            mine = votes;
        } else if (target.sport.empty()) {
            mine = std::max(mine, votes);
        } else {
            other = std::max(other, votes);
        }
    }
    const double lead = mine - other;
    double confidence = std::min(sums.words, 3.0) - 1.5 * std::min(sums.rivals, 3.0);
    if (mine < 1) {
        confidence -= 1.5;
    } else if (mine >= 3 && lead > -2) {
        confidence += 2.2;
    } else {
        confidence += lead < -1 ? -1 : lead < 0 ? 0.6 : mine >= 2 ? 2 : 1.2;
    }
    if (sums.other_sense) confidence -= 3;
    return confidence;
}

std::string describe_place(bool title, bool lead, std::size_t count) {
    if (title) return "the headline is about";
    if (lead) return "the first sentences are about";
    return count > 2 ? "the text speaks several times of" : "the text mentions";
}

/// Score by where and how often it is named.
void weigh_prominence(Verdict& verdict, const std::vector<Evidence>& mentions, Facet facet,
                      const ArticleView& view) {
    const bool title = mentions.front().part == ArticlePart::title;
    const bool lead = title || mentions.front().span.begin < kLeadBytes;
    const auto count = mentions.size();
    double score = title ? 0.6 : lead ? 0.4 : count > 2 ? 0.25 : 0.15;
    score += 0.03 * static_cast<double>(std::min<std::size_t>(count, 4));
    const bool begins_title = title && mentions.front().span.begin * 2 < view.article.title.size();
    if (begins_title) score += 0.08;
    verdict.score = facet == Facet::team ? score * 0.85 : score;
    verdict.opener = title || (lead && (count > 1 || view.article.text.size() < 2 * kLeadBytes));
    verdict.reason = describe_place(title, lead, count);
}

}  // namespace

Verdict judge_named(const Target& target, const std::vector<Hit>& hits, const ArticleView& view) {
    const Sums sums = sum_up(target, hits);
    auto mentions = find_mentions(target, hits, TermRole::name);
    auto weak = find_mentions(target, hits, TermRole::weak_name);
    Verdict verdict;
    double confidence = mentions.empty() ? 0 : 4;
    if (mentions.empty() && !weak.empty()) {
        confidence = target.facet == Facet::team ? team_confidence(target, sums, view)
                                                 : company_confidence(sums, weak, view);
    }
    if (confidence < 1.5) return verdict;
    mentions.insert(mentions.end(), weak.begin(), weak.end());
    std::sort(mentions.begin(), mentions.end());
    weigh_prominence(verdict, mentions, target.facet, view);
    verdict.matches = true;
    if (confidence < 2) {
        verdict.opener = false;
        verdict.score *= 0.7;
    }
    verdict.reason += fmt::format(" {}{}", target.written, confidence < 2 ? " (perhaps)" : "");
    verdict.evidence = std::move(mentions);
    return verdict;
}

}  // namespace sawthis::matcher
