#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>

#include "core/text.hpp"
#include "matcher/judges.hpp"
#include "matcher/mention_context.hpp"
#include "matcher/newsworth.hpp"
#include "matcher/site.hpp"

namespace sawthis::matcher {

namespace {

// What was learnt counts like a word of the company's own for so much of it, and never decides
// alone.
constexpr double kLearntForOne = 8;
constexpr double kMostLearnt = 1.5;
constexpr std::size_t kLearnt = 18;  // its sign

constexpr double kShortened = 1;
constexpr double kSomebody = 2.5;
constexpr double kAmongCompanies = 1.5;
constexpr double kBareInSport = 0.8;  // "the game at Buffalo" is at no company
constexpr double kOwnSite = 3;
constexpr double kBesideAnother = 0.6;  // its own name counts as a team's beside another's
constexpr double kWithPlace = 0.6;      // its nickname and its town
constexpr double kByTwoNames = 1;
constexpr std::string_view kFootball = "football";
constexpr double kUnlike = -4;  // it is something else

struct Sums {
    double words = 0;  // of the target's surroundings
    double home = 0;   // of them, by a team's place: says which team, but not that it is one
    double trade = 0;
    double learnt = 0;  // words that go with it in the user's own articles
    double rivals = 0;
    std::set<std::string> names;  // that may be its own, in lower case
    bool lower_case = false;
    bool other_sense = false;
    std::size_t other_sense_at = std::string::npos;  // in the text, the first

    /// Whether nothing is said of what the company does.
    [[nodiscard]] bool is_bare() const { return words + trade + learnt <= 0; }
};

bool is_team(const Target& target) {
    return target.slot == Slot::team || !target.team.empty();
}

double weigh_place(const Hit& hit) {
    return in_title(hit) ? 1.5 : in_lead(hit) ? 1.2 : 0.8;
}

Sums sum_up(const Target& target, const std::vector<Hit>& hits, const ArticleView& view) {
    Sums sums;
    std::set<int> groups;
    for (const Hit& hit : hits) {
        const Term& term = target.terms[hit.term];
        const double place = weigh_place(hit);
        const bool first = groups.insert(term.group).second;
        switch (term.role) {
            case TermRole::name:
                break;
            case TermRole::word:
            case TermRole::home:
                if (!first) break;
                sums.words += term.group == kDomainGroup ? kOwnSite : place;
                if (term.group == kPlaceGroup) sums.home += place;
                break;
            case TermRole::sure_word:
                break;
            case TermRole::rival_word:
                if (first) sums.rivals += place;
                break;
            case TermRole::lower_case:
                // Found in capitals it is the name again.
                sums.lower_case = sums.lower_case || !has_capital(view.words_at(hit.evidence));
                break;
            case TermRole::other_sense:
                sums.other_sense = true;
                if (hit.evidence.part == ArticlePart::text)
                    sums.other_sense_at = std::min(sums.other_sense_at, hit.evidence.span.begin);
                break;
            case TermRole::weak_name:
                sums.names.insert(lower_ascii(view.words_at(hit.evidence)));
                break;
            case TermRole::longer_name:
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
        if (!is_covered(target, hits, hit)) mentions.push_back(hit.evidence);
    }
    return mentions;
}

/// What comes first in full is meant by the short name after it: "Justin Sun ... Sun said", and
/// where it is known to mean something else, by the headline too. A headline in title case cannot
/// tell. The more it takes away, the less is said of what the company does.
double weigh_another_in_full(const std::vector<Evidence>& mentions, const Sums& sums,
                             const ArticleView& view) {
    const auto in_text = std::ranges::find(mentions, ArticlePart::text, &Evidence::part);
    const auto text_begin = in_text == mentions.end() ? kLeadBytes : in_text->span.begin;
    const auto first = std::find_if(mentions.begin(), mentions.end(), [&](const Evidence& mention) {
        return shows_case(mention, view);
    });
    if (sums.is_bare() && first != mentions.end() && ends_a_name(*first, view)) return kSomebody;
    if (sums.other_sense_at < std::min(text_begin, kLeadBytes)) return kShortened;
    return first != mentions.end() && is_in_longer_name(*first, view) ? kShortened : 0;
}

/// Whether all that was found is one word that may be a surname, and in the text first part of
/// another name: "Nacho Novo". What nothing is known of may well begin its brand's: "Asahi Super
/// Dry".
bool is_part_of_another(const Target& target, const std::vector<Hit>& hits,
                        const std::vector<Evidence>& mentions, const ArticleView& view) {
    const auto are_of = [&](std::initializer_list<int> groups) {
        return std::ranges::all_of(hits, [&](const Hit& hit) {
            const Term& term = target.terms[hit.term];
            return term.role != TermRole::name ||
                   std::ranges::find(groups, term.group) != groups.end();
        });
    };
    const auto first = std::find_if(mentions.begin(), mentions.end(), [](const Evidence& mention) {
        return mention.part == ArticlePart::text;
    });
    if (first == mentions.end()) return false;
    if (are_of({kPartGroup})) return is_in_longer_name(*first, view);
    return are_of({kPartGroup, kUnknownGroup}) && ends_a_name(*first, view);
}

/// Above 2 it is surely the company.
double company_confidence(const Target& target, const Sums& sums,
                          const std::vector<Evidence>& mentions, const ArticleView& view) {
    // One mention that is surely the company decides for all; several that may be it add up.
    double best = -2;
    double total = 0;
    for (const Evidence& mention : mentions) {
        const double weight = weigh_neighbours(mention, view);
        best = std::max(best, weight);
        total += std::max(weight, 0.0);
    }
    const double others = std::min(0.4 * (total - std::max(best, 0.0)), 1.0);
    double confidence = best + others + std::min(sums.words, 4.0) +
                        0.4 * std::min(sums.trade, 4.0) + std::min(sums.learnt, kMostLearnt);
    if (target.coined) confidence += 1;
    const bool among = std::any_of(mentions.begin(), mentions.end(), [&](const auto& mention) {
        return is_among_companies(mention, view);
    });
    if (among) confidence += kAmongCompanies;
    if (is_of_site(view.article.url, target.domain)) confidence += kOwnSite;
    confidence -= weigh_another_in_full(mentions, sums, view);
    if (sums.lower_case) confidence -= 0.8;
    if (sums.other_sense) confidence -= 0.8;
    if (sums.is_bare() && !among && speaks_of_sport(view)) confidence -= kBareInSport;
    return confidence;
}

/// How the article speaks of other teams of the same league.
struct OtherTeams {
    double weight = 0;          // of their names together, at most 3
    bool has_nickname = false;  // one is called by what is no country or town
};

OtherTeams count_other_teams(const Target& target, const ArticleView& view) {
    // What a college's team is called by is the college's name too.
    const bool report = target.sport != kCollegeSports || view.has_score ||
                        view.sports.contains(std::string(kCollegeSports));
    const double nickname = report ? 0.6 : 1;
    OtherTeams others;
    const auto league = view.leagues.find(target.league);
    if (target.league.empty() || league == view.leagues.end()) return others;
    for (const auto& [team, weight] : league->second) {
        if (team == target.team || target.team.ends_with(" " + team)) continue;
        others.weight += weight;
        others.has_nickname = others.has_nickname || weight >= nickname;
    }
    others.weight = std::min(others.weight, 3.0);
    return others;
}

/// Whether all that is said of a college's team is a nickname that other colleges have too.
bool is_of_a_namesake(const Target& target, const Sums& sums, const ArticleView& view) {
    const auto league = view.leagues.find(target.league);
    if (target.sport != kCollegeSports || league == view.leagues.end()) return false;
    const bool bare = sums.words <= 0 && sums.names.size() < 2;
    return bare && std::ranges::any_of(league->second, [&](const auto& team) {
               return target.team.ends_with(" " + team.first);
           });
}

/// Whether a team of another league of the sport is surely named: leagues meet in cups.
bool is_beside_another_league(const Target& target, const ArticleView& view) {
    return std::ranges::any_of(view.leagues, [&](const auto& league) {
        const auto sport = view.sport_of_league.find(league.first);
        if (league.first == target.league || sport == view.sport_of_league.end()) return false;
        return sport->second == target.sport &&
               std::ranges::any_of(league.second,
                                   [](const auto& team) { return team.second >= 1; });
    });
}

/// Whether the team is a country's, which has one in every sport.
bool is_national(const Target& target) {
    return target.league.starts_with("International ") || target.league.starts_with("National ");
}

/// How much more the article speaks of the team's sport than of another.
struct SportVotes {
    double mine = 0;
    double other = 0;
};

SportVotes count_sports(const Target& target, const ArticleView& view) {
    SportVotes votes;
    for (const auto& [sport, count] : view.sports) {
        double& of = target.sport.empty() || sport == target.sport ? votes.mine : votes.other;
        of = std::max(of, count);
    }
    return votes;
}

/// Whether the article is a report of the team's sport, by words and nicknames of it. Colleges play
/// all of them.
bool is_of_its_sport(const Target& target, double mine, double other, const ArticleView& view) {
    const bool college = target.sport == kCollegeSports;
    if (view.has_score) mine += college ? 0.5 + other : 0.5;
    return mine >= 1 && (college || mine >= other);
}

/// Whether what may be said of a country or town is said of a team: words of the team itself or of
/// one beside it, or of the sport. A long text has some of those whatever it is of.
bool is_of_a_team(double votes, double words, bool has_nickname, const ArticleView& view) {
    constexpr std::size_t kLongText = 1000;
    const double enough = view.article.text.size() > kLongText ? 2 : 1;
    return has_nickname || words > 0 || votes >= enough;
}

/// What else stands beside a name that may be the team's, where its sport is spoken of.
double weigh_beside(const Target& target, const Sums& sums, const ArticleView& view) {
    return (sums.home > 0 ? kWithPlace : 0) + (sums.names.size() > 1 ? kByTwoNames : 0) +
           (is_beside_another_league(target, view) ? kBesideAnother : 0);
}

/// Above 2 it is surely the team. `by_place`: it is called by its town or country alone.
double team_confidence(const Target& target, const Sums& sums, bool by_place,
                       const ArticleView& view) {
    const auto [weight, has_nickname] = count_other_teams(target, view);
    const auto [votes, other] = count_sports(target, view);
    const double words = sums.words - sums.home;
    // Countries and towns are named together in much else than sport, and in every sport.
    const double league = is_of_a_team(votes, words, has_nickname, view) ? weight : 0;
    const double beside = has_nickname ? kBesideAnother : 0;
    double mine = votes + league + beside + std::min(words, 2.0) + (view.has_score ? 0.5 : 0);
    if (!by_place && votes > 0 && votes >= other) mine += weigh_beside(target, sums, view);
    // Its nickname and its town, where any sport is spoken of: "football" is two.
    if (!by_place && !is_national(target) && sums.home > 0 && votes + other > 0)
        mine = std::max(mine, 1.0);
    const double lead = (has_nickname ? mine : mine - league) - other;
    if (by_place && !is_of_its_sport(target, votes + (has_nickname ? weight : 0), other, view))
        return kUnlike;
    if (!by_place && is_of_a_namesake(target, sums, view)) return kUnlike;
    if (is_national(target) && words <= 0 && other > votes + 1) return kUnlike;
    double confidence = std::min(sums.words, 3.0) - 0.7 * std::min(sums.rivals, 3.0);
    if (mine < 1) {
        confidence -= 1.5;
    } else if (mine >= 3 && lead > -2) {
        confidence += 2.2;
    } else {
        confidence += lead < -1 ? -1 : lead < 0 ? 0.6 : mine >= 2 ? 2 : 1.2;
    }
    if (sums.other_sense) confidence -= 3;
    return confidence + 0.6 * league;
}

/// Where a press release turns from its news to its sender: "About Acme: founded in ...". The size
/// of the text if it does not.
std::size_t find_foot(std::string_view text) {
    constexpr std::string_view kAbout = "About ";
    constexpr std::size_t kLongestName = 80;
    for (auto at = text.find(kAbout); at != std::string_view::npos;
         at = text.find(kAbout, at + 1)) {
        const auto name = text.substr(at + kAbout.size(), kLongestName);
        const auto end = name.find_first_of(":.\n");
        const bool heading = end != std::string_view::npos && name[end] != '.' && has_capital(name);
        const bool starts = at > 1 && (text[at - 1] == '\n' || text.substr(at - 2, 2) == ". ");
        if (heading && starts) return at;
    }
    return text.size();
}

/// In the first sentences, which are of the news.
bool is_in_lead(const Evidence& mention, std::size_t foot) {
    return mention.part == ArticlePart::text && mention.span.begin < std::min(kLeadBytes, foot);
}

/// By where and how often it is named.
double weigh_prominence(const std::vector<Evidence>& mentions, Slot slot, const ArticleView& view) {
    const bool title = mentions.front().part == ArticlePart::title;
    const bool lead = title || is_in_lead(mentions.front(), find_foot(view.article.text));
    const auto count = mentions.size();
    double score = title ? 0.6 : lead ? 0.4 : count > 2 ? 0.25 : 0.15;
    score += 0.03 * static_cast<double>(std::min<std::size_t>(count, 4));
    const bool begins_title = title && mentions.front().span.begin * 2 < view.article.title.size();
    if (begins_title) score += 0.08;
    return slot == Slot::team ? score * 0.85 : score;
}

/// Without the mentions of a place that a team is named after, "fantasy sports in India", and of
/// somebody or something else that is called as a team is: a team by its nickname is that beside
/// its like.
std::vector<Evidence> without_places(const Target& target, std::vector<Evidence> mentions,
                                     const ArticleView& view) {
    const bool beside = count_other_teams(target, view).weight > 0;
    std::erase_if(mentions, [&](const Evidence& mention) {
        const bool sure = beside && target.team.ends_with(view.words_at(mention));
        return is_place_of(mention, view) || begins_a_place(mention, view) ||
               (!sure && ends_a_name(mention, view));
    });
    return mentions;
}

/// Whether a country is named beside no other, and late or as what has something else, in football,
/// which clubs play more than countries do: "Germany's top league", "an offer from Japan".
bool is_in_passing(const Target& target, const Sums& sums, const std::vector<Evidence>& mentions,
                   const ArticleView& view) {
    if (!is_national(target) || sums.words > 0) return false;
    if (count_other_teams(target, view).weight > 0) return false;
    return std::ranges::all_of(mentions, [&](const Evidence& mention) {
        if (mention.part == ArticlePart::title || is_of_players(mention, view)) return false;
        const bool late = mention.span.begin >= kLeadBytes;
        return late || (target.sport == kFootball && is_origin(mention, view));
    });
}

float share_of(std::size_t part, std::size_t whole) {
    return static_cast<float>(part) / static_cast<float>(std::max<std::size_t>(whole, 1));
}

/// The signs of place and number; see kNamedSigns in pair_model.cpp.
Signs place_signs(const std::vector<Evidence>& mentions, const ArticleView& view) {
    Signs signs{};
    const auto in_text = [](const Evidence& m) { return m.part == ArticlePart::text; };
    const bool title = !in_text(mentions.front());
    const double length = static_cast<double>(view.article.text.size());
    const auto first = std::find_if(mentions.begin(), mentions.end(), in_text);
    const auto count = std::count_if(mentions.begin(), mentions.end(), in_text);
    signs[2] = title;
    signs[3] = title && mentions.front().span.begin * 3 < view.article.title.size();
    if (first != mentions.end()) {
        const auto begin = static_cast<double>(first->span.begin);
        const std::size_t foot = find_foot(view.article.text);
        signs[4] = is_in_lead(*first, foot);
        signs[5] = first->span.begin < foot ? static_cast<float>(std::exp(-begin / 600)) : 0;
        signs[9] = !title && (begin > 0.8 * length || first->span.begin >= foot);
    }
    signs[6] = static_cast<float>(std::log1p(static_cast<double>(mentions.size())));
    signs[7] = static_cast<float>(std::min(static_cast<double>(count) * 200 / (length + 300), 1.0));
    signs[kPresent] = 1;
    return signs;
}

/// The signs of what stands beside.
void add_context_signs(Signs& signs, const std::vector<Evidence>& mentions,
                       const ArticleView& view) {
    const auto listed = std::count_if(mentions.begin(), mentions.end(),
                                      [&](const auto& m) { return is_listed(m, view); });
    signs[8] = share_of(static_cast<std::size_t>(listed), mentions.size());
    if (mentions.front().part != ArticlePart::title) return;
    signs[10] = is_business_word(word_after(view.article.title, mentions.front().span.end));
    signs[11] = is_governed(mentions.front(), view);
    signs[14] = is_listed(mentions.front(), view);
}

/// The tone for a team named there: of a contest, the one that won is no other team.
Tone tone_among_teams(const Evidence& name, std::string_view team, const ArticleView& view) {
    std::vector<Span> others;
    for (const auto& [other, span] : view.title_teams) {
        if (other != team) others.push_back(span);
    }
    return tone_for(view.event, name, others);
}

/// What a team's rivals are glad of is no joy to its supporters.
bool pleases_rival(const Target& target, const ArticleView& view) {
    return std::any_of(view.title_teams.begin(), view.title_teams.end(), [&](const auto& named) {
        const auto& [team, span] = named;
        return std::find(target.rivals.begin(), target.rivals.end(), team) != target.rivals.end() &&
               tone_among_teams({ArticlePart::title, span}, team, view) == Tone::good;
    });
}

/// Whether the news is good or bad for the target.
void add_tone_signs(Signs& signs, const std::vector<Evidence>& mentions, const Target& target,
                    const ArticleView& view) {
    const Evidence& name = mentions.front();
    if (name.part == ArticlePart::text && name.span.begin >= kLeadBytes) return;
    const bool team = is_team(target);
    Tone tone = team ? tone_among_teams(name, target.team, view) : tone_for(view.event, name);
    // "Funding cut hits Wales", "Jets revoke a claim": no joy but what is won is sure to be one.
    if (team && tone == Tone::good && !view.event.sport) tone = Tone::neutral;
    signs[kGoodForIt] = tone == Tone::good;
    signs[kBadForIt] = tone == Tone::bad || (tone != Tone::good && pleases_rival(target, view));
}

std::vector<Evidence> shortened(std::vector<Evidence> evidence) {
    std::sort(evidence.begin(), evidence.end());
    if (evidence.size() > kMaxEvidence) evidence.resize(kMaxEvidence);
    return evidence;
}

}  // namespace

double weigh_trade(const Target& industry, const std::vector<Hit>& hits) {
    std::set<std::size_t> terms;
    double sum = 0;
    for (const Hit& hit : hits) {
        if (industry.terms[hit.term].role == TermRole::other_sense) continue;
        if (terms.insert(hit.term).second) sum += weigh_place(hit);
    }
    return sum;
}

std::optional<Finding> judge_named(const Target& target, const std::vector<Hit>& hits,
                                   const std::function<double()>& weigh_trade, const BagCount* bag,
                                   const ArticleView& view) {
    Sums sums = sum_up(target, hits, view);
    auto mentions = find_mentions(target, hits, TermRole::name);
    const bool team = is_team(target);
    auto weak = find_mentions(target, hits, TermRole::weak_name);
    if (team) weak = without_places(target, std::move(weak), view);
    std::erase_if(weak, [&](const Evidence& mention) {
        return is_symbol(mention, view) || is_state(mention, view);
    });
    if (target.slot == Slot::company) {
        const auto says_nothing = [&](const Evidence& mention) {
            return is_beside_the_news(mention, view);
        };
        std::erase_if(mentions, says_nothing);
        std::erase_if(weak, [&](const Evidence& mention) {
            return says_nothing(mention) || is_in_team_name(mention, view);
        });
    }
    const bool doubtful = mentions.empty();
    if (target.slot == Slot::company && is_part_of_another(target, hits, mentions, view) &&
        weigh_trade() < 1) {
        return std::nullopt;  // nor does the article speak of what the company does
    }
    if (bag != nullptr) sums.learnt = bag->learnt_lead / kLearntForOne;
    if (doubtful && !weak.empty() && target.slot == Slot::company) sums.trade = weigh_trade();
    double confidence = doubtful ? 0 : kMostConfidence;
    if (doubtful && !weak.empty()) {
        confidence = !team ? company_confidence(target, sums, weak, view)
                     : is_in_passing(target, sums, weak, view)
                         ? kUnlike
                         : team_confidence(target, sums, false, view);
    } else if (doubtful && team) {
        // Reports call a team by its place alone, once it is clear which sport they speak of.
        weak = without_places(target, find_mentions(target, hits, TermRole::home), view);
        confidence = std::min(team_confidence(target, sums, true, view) - 0.5, 1.9);
    }
    mentions.insert(mentions.end(), weak.begin(), weak.end());
    if (mentions.empty() || confidence < kPerhaps) return std::nullopt;
    std::sort(mentions.begin(), mentions.end());
    double bearing = sums.words + sums.trade - sums.rivals;
    if (team) {
        const auto [mine, other] = count_sports(target, view);
        bearing = mine - other + count_other_teams(target, view).weight;
    }
    Finding finding{target.key, target.slot, place_signs(mentions, view), {}};
    add_context_signs(finding.signs, mentions, view);
    add_tone_signs(finding.signs, mentions, target, view);
    const double prominence = weigh_prominence(mentions, target.slot, view);
    finding.signs[0] = static_cast<float>(confidence < kSure ? 0.7 * prominence : prominence);
    finding.signs[kCertainty] =
        static_cast<float>(std::min(confidence, kMostConfidence) / kMostConfidence);
    finding.signs[kLearnt] = static_cast<float>(std::min(sums.learnt, kMostLearnt));
    finding.signs[12] = doubtful;
    finding.signs[13] = static_cast<float>(std::clamp(bearing, -4.0, 4.0) / 4);
    finding.evidence = shortened(std::move(mentions));
    return finding;
}

std::optional<Finding> judge_place(const Target& target, const std::vector<Hit>& hits,
                                   const ArticleView& view) {
    std::vector<Evidence> mentions;
    for (const Hit& hit : hits) mentions.push_back(hit.evidence);
    if (mentions.empty() || !in_lead(hits.front())) return std::nullopt;
    Finding finding{target.key, target.slot, place_signs(mentions, view), {}};
    finding.signs[0] = 0.3F * finding.signs[2] + 0.2F * finding.signs[4];
    finding.evidence = shortened(std::move(mentions));
    return finding;
}

}  // namespace sawthis::matcher
