#include "matcher/contact_matcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "matcher/knowledge.hpp"
#include "matcher/newsworth.hpp"
#include "matcher/profile.hpp"
#include "matcher/tact.hpp"
#include "matcher/verdict.hpp"
#include "matcher/watch_matcher.hpp"

namespace sawthis::matcher {

namespace {

constexpr std::size_t kMaxEvidence = 12;

/// What one watch is looked for on behalf of.
struct Use {
    std::size_t target = 0;
    std::size_t term = 0;
};

/// Contacts share targets: an article is judged once for all who work at one company.
struct SharedTarget {
    Target target;
    std::vector<std::size_t> contacts;
};

/// A word that says that an article is of a sport.
struct SportWatch {
    std::size_t watch = 0;
    std::string sport;
    double weight = 1;
};

using Hits = std::map<std::size_t, std::vector<Hit>>;  // by target

std::string key_of(const Target& target) {
    std::string key =
        fmt::format("{}\n{}\n{}", name_of(target.facet), target.written, target.topic);
    for (const Term& term : target.terms) key += '\n' + term.phrase;
    return key;
}

/// An article that meets a contact in two ways is worth more than either: their company and their
/// project, their company and their interest.
std::vector<Match> rank_together(std::map<std::pair<std::size_t, Facet>, Match>&& best) {
    std::map<std::size_t, int> good;             // by contact
    std::map<std::size_t, std::string> grieved;  // by contact: what hurts their company or them
    for (const auto& [key, match] : best) {
        const bool theirs = key.second == Facet::company || key.second == Facet::person;
        if (theirs && match.sensitive) grieved[key.first] = match.sensitive_why;
        const bool counts = key.second == Facet::company || key.second == Facet::interest ||
                            key.second == Facet::project || key.second == Facet::team;
        if (counts && match.score >= 0.35) ++good[key.first];
    }
    std::vector<Match> matches;
    matches.reserve(best.size());
    for (auto& [key, match] : best) {
        if (const auto why = grieved.find(key.first); why != grieved.end()) {
            match.kind = MatchKind::alert;
            match.sensitive = true;
            if (match.sensitive_why.empty()) match.sensitive_why = why->second;
        }
        if (good[key.first] > 1) match.score = std::min(match.score + 0.12, 1.0);
        matches.push_back(std::move(match));
    }
    return matches;
}

bool is_name(TermRole role) {
    return role == TermRole::name || role == TermRole::weak_name;
}

}  // namespace

struct ContactMatcher::Impl {
    std::vector<ContactId> contacts;
    std::vector<SharedTarget> targets;
    std::vector<std::vector<std::size_t>> targets_of;  // by contact
    std::vector<std::vector<Use>> uses;                // by watch, from 1
    std::vector<TactPhrase> tact;
    std::vector<std::vector<std::pair<std::size_t, bool>>> tact_of;  // by watch: phrase, is_near
    std::vector<std::vector<std::pair<std::string, double>>> sports_of;  // by watch
    std::map<std::pair<std::string, bool>, std::size_t> numbers;  // of watches, by phrase and case
    std::vector<Watch> watches;
    std::unique_ptr<WatchMatcher> matcher;

    std::size_t number_of(const std::string& phrase, bool exact_case);
    void add_contact(const Contact& contact, const Knowledge& knowledge,
                     std::unordered_map<std::string, std::size_t>& known);
    void add_knowledge(const Knowledge& knowledge);

    [[nodiscard]] Hits read(const Article& article, ArticleView& view,
                            std::vector<TactHit>& hurts) const;
    [[nodiscard]] Verdict judge(const Target& target, const std::vector<Hit>& hits,
                                const ArticleView& view) const;
};

/// 0 if the phrase cannot be watched.
std::size_t ContactMatcher::Impl::number_of(const std::string& phrase, bool exact_case) {
    const auto [at, is_new] = numbers.try_emplace({phrase, exact_case}, watches.size() + 1);
    if (is_new) {
        const Watch watch{WatchId{static_cast<std::int64_t>(at->second)}, phrase, exact_case};
        if (!is_watchable(watch)) {
            at->second = 0;
            return 0;
        }
        watches.push_back(watch);
        uses.resize(watches.size() + 1);
    }
    return at->second;
}

void ContactMatcher::Impl::add_contact(const Contact& contact, const Knowledge& knowledge,
                                       std::unordered_map<std::string, std::size_t>& known) {
    const std::size_t index = contacts.size();
    contacts.push_back(contact.id);
    targets_of.emplace_back();
    for (Target& target : make_targets(contact, knowledge)) {
        const auto [at, is_new] = known.try_emplace(key_of(target), targets.size());
        if (is_new) {
            for (std::size_t t = 0; t < target.terms.size(); ++t) {
                const auto watch = number_of(target.terms[t].phrase, target.terms[t].exact_case);
                if (watch != 0) uses[watch].push_back({at->second, t});
            }
            targets.push_back({std::move(target), {}});
        }
        auto& sharing = targets[at->second].contacts;
        if (sharing.empty() || sharing.back() != index) sharing.push_back(index);
        targets_of.back().push_back(at->second);
    }
}

void ContactMatcher::Impl::add_knowledge(const Knowledge& knowledge) {
    tact = knowledge.tact;
    std::vector<SportWatch> sport_watches;
    const auto vote = [&](const std::string& phrase, bool exact_case, const std::string& sport) {
        // "goal" and "coach" are said of much else.
        const bool plain = phrase.find(' ') == std::string::npos && knowledge.level_of(phrase) == 1;
        sport_watches.push_back({number_of(phrase, exact_case), sport, plain ? 0.4 : 1.0});
    };
    for (const auto& sport : knowledge.sports) {
        for (const auto& word : sport.words) vote(word, false, sport.names.front());
    }
    for (const auto& team : knowledge.teams) {
        for (const auto& name : team.names) {
            if (name.find(' ') != std::string::npos) vote(name, true, team.sport);
        }
        if (knowledge.level_of(team.nickname) == 4) vote(team.nickname, true, team.sport);
        for (const auto& word : team.league_words) vote(word, false, team.sport);
    }
    std::vector<std::array<std::size_t, 2>> tact_watches;
    for (const auto& phrase : tact) {
        const std::size_t near = phrase.near.empty() ? 0 : number_of(phrase.near, false);
        tact_watches.push_back({number_of(phrase.phrase, false), near});
    }
    tact_of.resize(watches.size() + 1);
    sports_of.resize(watches.size() + 1);
    for (std::size_t i = 0; i < tact.size(); ++i) {
        tact_of[tact_watches[i][0]].emplace_back(i, false);
        if (tact_watches[i][1] != 0) tact_of[tact_watches[i][1]].emplace_back(i, true);
    }
    for (const auto& [watch, sport, weight] : sport_watches) {
        auto& sports = sports_of[watch];
        const bool known =
            std::any_of(sports.begin(), sports.end(),
                        [&name = sport](const auto& other) { return other.first == name; });
        if (!known) sports.emplace_back(sport, weight);
    }
}

Result<ContactMatcher> ContactMatcher::compile(std::span<const Contact> contacts) {
    auto knowledge = load_knowledge();
    if (!knowledge) return tl::unexpected<Error>(knowledge.error());
    auto impl = std::make_unique<Impl>();
    impl->uses.resize(1);
    std::unordered_map<std::string, std::size_t> known;
    for (const Contact& contact : contacts) impl->add_contact(contact, *knowledge, known);
    impl->add_knowledge(*knowledge);
    auto matcher = WatchMatcher::compile(impl->watches);
    if (!matcher) return tl::unexpected<Error>(matcher.error());
    impl->matcher = std::make_unique<WatchMatcher>(std::move(*matcher));
    impl->watches = {};
    impl->numbers = {};
    return ContactMatcher(std::move(impl));
}

/// One pass over the article: hits by target, sports spoken of, phrases that hurt.
Hits ContactMatcher::Impl::read(const Article& article, ArticleView& view,
                                std::vector<TactHit>& hurts) const {
    Hits hits;
    std::map<std::size_t, bool> counted;  // a sport's word counts once
    for (const auto part : {ArticlePart::title, ArticlePart::text}) {
        for (const Mention& mention : matcher->find(view.part(part))) {
            const auto watch = static_cast<std::size_t>(mention.watch.value);
            const Hit hit{0, {part, mention.span}};
            for (const Use& use : uses[watch]) {
                hits[use.target].push_back({use.term, hit.evidence});
            }
            for (const auto& [i, is_near] : tact_of[watch])
                hurts.push_back({i, is_near, hit.evidence});
            if (sports_of[watch].empty() || counted[watch]) continue;
            counted[watch] = true;
            for (const auto& [sport, weight] : sports_of[watch]) {
                view.sports[sport] += weight / static_cast<double>(sports_of[watch].size());
            }
        }
    }
    view.title_case = is_title_case(article.title);
    return hits;
}

Verdict ContactMatcher::Impl::judge(const Target& target, const std::vector<Hit>& hits,
                                    const ArticleView& view) const {
    switch (target.facet) {
        case Facet::company:
        case Facet::team:
        case Facet::person:
            return judge_named(target, hits, view);
        case Facet::interest:
        case Facet::industry:
        case Facet::project:
            return target.topic ? judge_topic(target, hits, view)
                                : judge_project(target, hits, false);
        case Facet::role:
        case Facet::place:
            return judge_plain(target, hits);
    }
    return {};
}

std::vector<Match> ContactMatcher::find(const Article& article) const {
    ArticleView view{article, false, {}};
    std::vector<TactHit> hurts;
    const Hits hits = impl_->read(article, view, hurts);

    std::map<std::pair<std::size_t, Facet>, Match> best;
    std::vector<std::size_t> at_company;  // contacts whose company the article is about
    const auto take = [&](std::size_t contact, const Target& target, const Verdict& verdict) {
        Match& match = best[{contact, target.facet}];
        if (match.score >= verdict.score) return;
        const std::string why = why_sensitive(impl_->tact, hurts, target.facet, view);
        match.contact = impl_->contacts[contact];
        match.article = article.id;
        match.facet = target.facet;
        match.kind = verdict.opener && why.empty() ? MatchKind::opener : MatchKind::alert;
        match.score = verdict.score;
        match.sensitive = !why.empty();
        match.sensitive_why = why;
        match.watch = target.written;
        match.reason = verdict.reason;
        match.evidence = verdict.evidence;
        if (match.evidence.size() > kMaxEvidence) match.evidence.resize(kMaxEvidence);
    };
    for (const auto& [index, found] : hits) {
        const Target& target = impl_->targets[index].target;
        const auto& contacts = impl_->targets[index].contacts;
        const bool named = std::any_of(found.begin(), found.end(), [&](const Hit& hit) {
            return is_name(target.terms[hit.term].role);
        });
        if (!named && !target.topic && target.facet != Facet::project) continue;
        const Verdict verdict = impl_->judge(target, found, view);
        if (!verdict.matches) continue;
        for (const std::size_t contact : contacts) take(contact, target, verdict);
        if (target.facet == Facet::company && verdict.opener) {
            at_company.insert(at_company.end(), contacts.begin(), contacts.end());
        }
    }
    for (const std::size_t contact : at_company) {
        for (const std::size_t index : impl_->targets_of[contact]) {
            const auto& target = impl_->targets[index].target;
            const auto found = hits.find(index);
            if (target.facet != Facet::project || target.topic || found == hits.end()) continue;
            const Verdict verdict = judge_project(target, found->second, true);
            if (verdict.matches) take(contact, target, verdict);
            Match& company = best[{contact, Facet::company}];
            company.score = std::min(company.score + 0.12 * verdict.share, 1.0);
        }
    }
    for (auto& [key, match] : best) {
        match.score = std::clamp(match.score + weigh_news(article.title, key.second), 0.0, 1.0);
    }
    return rank_together(std::move(best));
}

ContactMatcher::ContactMatcher(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ContactMatcher::ContactMatcher(ContactMatcher&&) noexcept = default;
ContactMatcher& ContactMatcher::operator=(ContactMatcher&&) noexcept = default;
ContactMatcher::~ContactMatcher() = default;

}  // namespace sawthis::matcher
