#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "matcher/judges.hpp"
#include "matcher/mention_context.hpp"
#include "matcher/newsworth.hpp"
#include "matcher/word_characters.hpp"

namespace sawthis::matcher {

namespace {

constexpr double kReportOfSport = 2;  // words of a sport that make a report of one likely

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
        case TermRole::rival_word:
        case TermRole::longer_name:
        case TermRole::home:
        case TermRole::other_sense:
        case TermRole::lower_case:
            return 0;
    }
    return 0;
}

bool is_topic_name(TermRole role) {
    return role == TermRole::name || role == TermRole::weak_name;
}

/// Whether a phrase with another meaning holds the topic's name or a sure word of it: one that
/// holds an ordinary word ("trying to" of a try) says nothing of what the article is about.
bool denies_topic(const Target& target, const std::vector<Hit>& hits, const Hit& phrase) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
        const auto role = target.terms[hit.term].role;
        return (is_topic_name(role) || role == TermRole::sure_word) &&
               stands_within(hit.evidence, phrase.evidence);
    });
}

/// What says something of the topic, in the order of the article: without what other senses cover,
/// and without words that stand inside a longer phrase of it or were counted there under another
/// spelling ("bell-ringer" for "bell ringers"). A name counts wherever it stands.
std::vector<Hit> telling_hits(const Target& target, const std::vector<Hit>& hits) {
    std::vector<Hit> telling;
    for (const Hit& hit : hits) {
        const bool denies = target.terms[hit.term].role == TermRole::other_sense;
        if (!denies && !is_covered(target, hits, hit)) telling.push_back(hit);
    }
    std::sort(telling.begin(), telling.end(), [&](const Hit& a, const Hit& b) {
        const auto key = [&](const Hit& hit) {
            const auto& [part, span] = hit.evidence;
            return std::tuple(part, span.begin, -static_cast<std::ptrdiff_t>(span.end),
                              target.terms[hit.term].role, hit.term);
        };
        return key(a) < key(b);
    });
    std::optional<Evidence> last;  // the one that reaches farthest
    std::erase_if(telling, [&](const Hit& hit) {
        const Evidence& here = hit.evidence;
        const bool inside = last && last->part == here.part && here.span.end <= last->span.end;
        if (!inside) last = here;
        return inside && !is_topic_name(target.terms[hit.term].role);
    });
    return telling;
}

/// Where the headline has the last word of `name`, and nobody else's first name before it.
std::optional<Evidence> find_surname(std::string_view name, const ArticleView& view) {
    constexpr std::size_t kShortest = 4;
    const auto space = name.rfind(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto surname = name.substr(space + 1);
    if (surname.size() < kShortest || !has_capital(surname)) return std::nullopt;
    const std::string_view title = view.article.title;
    for (auto at = title.find(surname); at != std::string_view::npos;
         at = title.find(surname, at + 1)) {
        const Evidence here{ArticlePart::title, {at, at + surname.size()}};
        const bool starts = at == 0 || title[at - 1] == ' ';
        const bool ends = (here.span.end == title.size() || !is_letter(title[here.span.end]));
        if (starts && ends && !ends_a_name(here, view)) return here;
    }
    return std::nullopt;
}

/// Whom or what the first sentences name in full is named in the headline by the last word alone:
/// "Holmes" of Kelly Holmes.
void add_surname(const Target& target, const ArticleView& view, std::vector<Hit>& telling) {
    for (const Hit& hit : telling) {
        const TermRole role = target.terms[hit.term].role;
        if (role != TermRole::name && role != TermRole::sure_word) continue;
        if (in_title(hit) || !in_lead(hit)) return;
        if (const auto surname = find_surname(view.words_at(hit.evidence), view)) {
            telling.insert(telling.begin(), Hit{hit.term, *surname});
            return;
        }
    }
}

/// What the model is told of a topic, by what tells of it: see kTopicSigns.
Signs topic_signs(const Target& target, const std::vector<Hit>& hits, const BagCount* bag,
                  double points, bool other_sense) {
    Signs s{};
    std::array<std::set<std::size_t>, 3> sure;
    std::array<std::set<std::size_t>, 3> words;
    int named = 0;
    for (const Hit& hit : hits) {
        const std::size_t zone = in_title(hit) ? 0 : in_lead(hit) ? 1 : 2;
        switch (target.terms[hit.term].role) {
            case TermRole::name:
            case TermRole::weak_name:
                if (zone == 0) s[1] = 1;
                if (zone == 1) s[2] = 1;
                if (zone == 0 && target.terms[hit.term].role == TermRole::weak_name) s[11] = 1;
                ++named;
                break;
            case TermRole::sure_word:
                sure[zone].insert(hit.term);
                break;
            case TermRole::word:
                words[zone].insert(hit.term);
                break;
            case TermRole::rival_word:
            case TermRole::longer_name:
            case TermRole::home:
            case TermRole::other_sense:
            case TermRole::lower_case:
                break;
        }
    }
    s[0] = static_cast<float>(points / (points + 3));
    s[3] = static_cast<float>(std::log1p(named));
    s[4] = static_cast<float>(std::min<std::size_t>(sure[0].size(), 2)) / 2;
    s[5] = static_cast<float>(std::min<std::size_t>(sure[1].size(), 3)) / 3;
    s[6] = static_cast<float>(std::log1p(static_cast<double>(sure[2].size())));
    s[7] = static_cast<float>(std::min<std::size_t>(words[0].size(), 2)) / 2;
    s[8] = static_cast<float>(std::min<std::size_t>(words[1].size(), 4)) / 4;
    s[9] = static_cast<float>(std::log1p(static_cast<double>(words[2].size())));
    s[10] = other_sense;
    if (bag != nullptr && !target.bag.empty()) {
        s[16] = std::min(bag->learnt_title, 20.0F) / 10;
        s[17] = std::min(bag->learnt_lead, 40.0F) / 20;
        float total = 0;
        for (const auto& word : target.bag) total += word.learnt ? 0 : word.weight;
        s[12] = bag->title / std::max(total, 1.0F);
        s[13] = bag->lead / std::max(total, 1.0F);
        s[14] = target.bag.size() > 1 ? bag->title / 10 : 0;
    }
    s[15] = 1;
    return s;
}

/// Of the topic's words near the beginning: a teaser that repeats the headline adds none.
std::size_t count_words(const Target& target, const std::vector<Hit>& telling) {
    std::set<std::size_t> words;
    for (const Hit& hit : telling) {
        const bool early = in_title(hit) || in_lead(hit);
        if (early && target.terms[hit.term].role == TermRole::word) words.insert(hit.term);
    }
    return words.size();
}

/// Without a name or a sure word of it near the beginning, several of its other words must stand
/// there (three stand together in much else, but for some that stand in both headline and teaser),
/// or most of what was written.
bool says_enough(const Signs& signs, const Target& target, const std::vector<Hit>& telling) {
    const bool named = signs[1] > 0 || signs[2] > 0 || signs[4] > 0 || signs[5] > 0;
    if (named || signs[13] >= 0.7F || signs[16] + signs[17] >= 0.8F) return true;
    const float places = 2 * signs[7] + 4 * signs[8];  // of words in headline and in lead
    return places >= 4 && count_words(target, telling) >= 3;
}

/// Whether the beginning has no more than one sure word of the topic, and no name of it but an
/// ordinary word: in a report of a match "Gardener" and "Badgers" are names of others, and an
/// attack is clocked.
bool is_told_by_one_word(const Target& target, const std::vector<Hit>& telling) {
    std::set<std::size_t> sure;
    for (const Hit& hit : telling) {
        const auto role = target.terms[hit.term].role;
        if (!in_title(hit) && !in_lead(hit)) continue;
        if (role == TermRole::name) return false;
        if (role == TermRole::sure_word || role == TermRole::weak_name) sure.insert(hit.term);
    }
    return sure.size() < 2;
}

}  // namespace

std::optional<Finding> judge_topic(const Target& target, const std::vector<Hit>& hits,
                                   const BagCount* bag, const ArticleView& view) {
    Finding finding{target.key, target.slot, {}, {}};
    std::map<std::size_t, double> best;  // by term
    std::map<std::size_t, int> counts;
    bool other_sense = false;
    for (const Hit& hit : hits) {
        if (target.terms[hit.term].role == TermRole::other_sense)
            other_sense = other_sense || denies_topic(target, hits, hit);
    }
    auto telling = telling_hits(target, hits);
    add_surname(target, view, telling);
    for (const Hit& hit : telling) {
        best[hit.term] = std::max(best[hit.term], weigh(target, hit));
        ++counts[hit.term];
        if (finding.evidence.size() < kMaxEvidence) finding.evidence.push_back(hit.evidence);
    }
    double points = 0;
    for (const auto& [term, weight] : best) points += weight;
    for (const auto& [term, count] : counts) {
        if (count >= 3 && target.terms[term].role != TermRole::word) points += 0.5;
    }
    if (other_sense) points = std::max(points - 1.5, 0.0);
    finding.signs = topic_signs(target, telling, bag, points, other_sense);
    if (sport_votes(view) >= kReportOfSport && !target.of_sport &&
        is_told_by_one_word(target, telling))
        return std::nullopt;
    return says_enough(finding.signs, target, telling) ? std::optional(finding) : std::nullopt;
}

bool speaks_of_namesake(const Target& interest, const ArticleView& view) {
    return std::ranges::any_of(interest.namesakes, [&](const std::string& sport) {
        const auto votes = view.sports.find(sport);
        return votes != view.sports.end() && votes->second >= 1;
    });
}

std::optional<Finding> judge_team_interest(const Target& target, const std::vector<Hit>& hits,
                                           const ArticleView& view) {
    const auto named = judge_named(
        target, hits, [] { return 0.0; }, nullptr, view);
    if (!named || named->signs[kCertainty] * kMostConfidence < kSure) return std::nullopt;
    const auto name = std::ranges::find(target.terms, TermRole::name, &Term::role);
    if (name == target.terms.end()) return std::nullopt;
    std::vector<Hit> telling;
    for (const Evidence& evidence : named->evidence) {
        telling.push_back({static_cast<std::size_t>(name - target.terms.begin()), evidence});
    }
    if (in_title(telling.front())) {
        std::ranges::copy_if(hits, std::back_inserter(telling), [&](const Hit& hit) {
            return target.terms[hit.term].role == TermRole::sure_word;
        });
    }
    return judge_topic(target, telling, nullptr, view);
}

}  // namespace sawthis::matcher
