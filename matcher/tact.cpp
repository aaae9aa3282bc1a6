#include "matcher/tact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/text.hpp"
#include "matcher/article_view.hpp"
#include "matcher/knowledge_lines.hpp"
#include "matcher/newsworth.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::string_view kNoKind = "nothing";
// Of a text with so many different sure phrases nobody is glad, whatever its headline says.
constexpr std::size_t kManyPhrases = 8;
// With so many words of a sport it hardly speaks of anything else.
constexpr double kSportsReport = 3;

}  // namespace

Result<std::vector<TactPhrase>> parse_tact(std::string_view text) {
    std::vector<TactPhrase> phrases;
    const auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || trim(line.substr(0, colon)).empty()) {
            return "a kind of news and a colon should stand first";
        }
        const std::string kind(trim(line.substr(0, colon)));
        for (std::string& phrase : split_list(line.substr(colon + 1), ',')) {
            const bool sure = phrase.front() == '!';
            if (sure) phrase.erase(0, 1);
            if (find_words(phrase).empty()) {
                return "an empty phrase";
            }
            std::string near;
            if (const auto tilde = phrase.find('~'); tilde != std::string::npos) {
                near = trim(std::string_view(phrase).substr(tilde + 1));
                phrase = trim(std::string_view(phrase).substr(0, tilde));
                if (find_words(near).empty() || find_words(phrase).empty()) {
                    return "a phrase is missing beside ~";
                }
            }
            phrases.push_back(
                {std::move(phrase), kind == kNoKind ? "" : kind, sure, std::move(near)});
        }
        return std::nullopt;
    });
    if (!read) return tl::unexpected(read.error());
    return phrases;
}

namespace {

bool hurts_anybody(std::string_view kind) {
    constexpr std::array<std::string_view, 6> kKinds{"death",   "accident", "violence",
                                                     "illness", "disaster", "crime"};
    return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

/// The hits that others are looked up among.
struct Beside {
    std::vector<const TactHit*> near;      // second phrases, by phrase
    std::vector<const TactHit*> innocent;  // of longer phrases that mean something else
};

Beside sort_out(const std::vector<TactPhrase>& lexicon, const std::vector<TactHit>& hits) {
    Beside beside;
    for (const TactHit& hit : hits) {
        if (hit.is_near) beside.near.push_back(&hit);
        if (lexicon[hit.phrase].kind.empty()) beside.innocent.push_back(&hit);
    }
    std::stable_sort(beside.near.begin(), beside.near.end(),
                     [](const auto* a, const auto* b) { return a->phrase < b->phrase; });
    return beside;
}

/// Whether the second phrase stands within a few words of the first.
bool has_near(const Beside& beside, const TactHit& first) {
    constexpr std::size_t kNearBytes = 45;
    auto at = std::lower_bound(
        beside.near.begin(), beside.near.end(), first.phrase,
        [](const TactHit* hit, std::size_t phrase) { return hit->phrase < phrase; });
    for (; at != beside.near.end() && (*at)->phrase == first.phrase; ++at) {
        if ((*at)->evidence.part != first.evidence.part) continue;
        const auto [low, high] = std::minmax(first.evidence.span, (*at)->evidence.span);
        if (high.begin >= low.end && high.begin - low.end <= kNearBytes) return true;
    }
    return false;
}

/// Whether it is part of a longer phrase that means something else.
bool is_innocent(const Beside& beside, const Evidence& words) {
    return std::any_of(beside.innocent.begin(), beside.innocent.end(), [&](const TactHit* other) {
        return other->evidence.part == words.part &&
               other->evidence.span.begin <= words.span.begin &&
               other->evidence.span.end >= words.span.end;
    });
}

bool is_grave_in_sport(std::string_view kind) {
    return kind == "death" || kind == "crime" || kind == "scandal";
}

/// What a game is not likened to in two ways at once: "the tsunami that ravaged the country".
bool is_grave_twice_in_sport(std::string_view kind) {
    return kind == "death" || kind == "disaster" || kind == "accident";
}

/// How the first word there begins: "devastated" and "devastation" are one likeness, and so are
/// "dead" and "dead after".
std::string beginning_of(const Evidence& words, const ArticleView& view) {
    constexpr std::size_t kBeginning = 5;
    const auto said = view.words_at(words);
    return lower_ascii(said.substr(0, std::min(said.find(' '), kBeginning)));
}

using PhrasesOfKinds = std::map<std::string_view, std::set<std::size_t>>;

/// The kind of which there are most, where all kinds together have many.
std::string find_kind_of_many(const PhrasesOfKinds& phrases) {
    std::size_t all = 0;
    const auto* most = &kNoKind;
    std::size_t count = 0;
    for (const auto& [kind, of_kind] : phrases) {
        all += of_kind.size();
        if (of_kind.size() <= count) continue;
        count = of_kind.size();
        most = &kind;
    }
    return all < kManyPhrases ? std::string() : std::string(*most);
}

/// The kind of news that hurts, those whose it is or else anybody; empty if none does.
std::string find_harm(const std::vector<TactPhrase>& lexicon, const std::vector<TactHit>& hits,
                      const Beside& beside, bool theirs, const ArticleView& view) {
    const bool sport = !theirs && sport_votes(view) >= kSportsReport;
    std::map<std::string_view, int> in_lead;
    PhrasesOfKinds throughout;
    std::set<std::string> grave;  // how sure phrases of a sports report begin
    for (const TactHit& hit : hits) {
        const auto& [index, is_near, evidence] = hit;
        const TactPhrase& phrase = lexicon[index];
        if (phrase.kind.empty() || is_near || (!phrase.near.empty() && !has_near(beside, hit)))
            continue;
        if (!theirs && !hurts_anybody(phrase.kind)) continue;
        if (is_innocent(beside, evidence)) continue;
        const bool in_lead_of_sport = sport && phrase.sure && evidence.span.begin < kLeadBytes;
        if (in_lead_of_sport && is_grave_twice_in_sport(phrase.kind) &&
            !is_in_team_name(evidence, view)) {
            grave.insert(beginning_of(evidence, view));
            if (grave.size() > 1) return phrase.kind;
        }
        if (sport && !is_grave_in_sport(phrase.kind)) continue;
        if (evidence.part == ArticlePart::title) return phrase.kind;
        if (sport) continue;
        if (theirs && phrase.sure) throughout[phrase.kind].insert(index);
        if (evidence.span.begin >= kLeadBytes) continue;
        if (phrase.sure || ++in_lead[phrase.kind] > 1) return phrase.kind;
    }
    return find_kind_of_many(throughout);
}

}  // namespace

Harm read_harm(const std::vector<TactPhrase>& lexicon, const std::vector<TactHit>& hits,
               const ArticleView& view) {
    const Beside beside = sort_out(lexicon, hits);
    return {find_harm(lexicon, hits, beside, true, view),
            find_harm(lexicon, hits, beside, false, view)};
}

}  // namespace sawthis::matcher
