#include "matcher/article_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/borrowed_text.hpp"
#include "matcher/judges.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/newsworth.hpp"
#include "matcher/phrase_dictionary.hpp"
#include "matcher/tact.hpp"

namespace sawthis::matcher {

namespace {

/// What one phrase is looked for on behalf of.
struct Use {
    std::uint32_t target = 0;
    std::uint32_t term = 0;
};

/// What is asked of each target that shares a word with an article, which are thousands: near each
/// other in memory.
struct Facts {
    float total = 0;  // of its bag
    Slot slot = Slot::company;
    bool is_context = false;  // only helps to judge others
};

/// A word that says that an article is of a sport.
struct SportWatch {
    std::size_t watch = 0;
    std::string sport;
    double weight = 1;
};

using Hits = std::unordered_map<std::uint32_t, std::vector<Hit>>;  // by target

/// Findings of less strength say nothing to anybody.
constexpr float kWeakest = 0.06F;
// What a project or a role must have to stand for itself; a role's few words are soon met.
constexpr float kAlone = 0.25F;
constexpr float kRoleAlone = 0.45F;
// What hurts counts in the lead, or else if there is much of it up to here.
constexpr std::size_t kTactBytes = 4'000;
constexpr std::size_t kMostCompanies = 16;  // beside which one sentence counts

/// Of each target the companies of those who have it; no more than count.
class CompaniesBeside {
public:
    /// Whether the company is new for the target, and counts.
    bool add(std::uint32_t target, std::uint32_t company) {
        if (of_.size() <= target) of_.resize(target + 1);
        auto& companies = of_[target];
        const bool known =
            std::find(companies.begin(), companies.end(), company) != companies.end();
        if (known || companies.size() == kMostCompanies) return false;
        companies.push_back(company);
        return true;
    }

private:
    std::vector<std::vector<std::uint32_t>> of_;
};

bool is_name(TermRole role) {
    return role == TermRole::name || role == TermRole::weak_name || role == TermRole::home;
}

}  // namespace

struct ArticleJudge::Impl {
    explicit Impl(const Knowledge& built_in) : knowledge(built_in) {}

    const Knowledge& knowledge;
    std::vector<Target> targets;
    std::vector<std::vector<Use>> uses;                   // by watch, from 1
    BagIndex bags;                                        // a bag for each target
    std::vector<Facts> facts;                             // by target
    std::unordered_map<TargetKey, std::uint32_t> places;  // of targets, by key
    // By company: what else is theirs who have it.
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> beside;
    std::vector<std::vector<std::pair<std::size_t, bool>>> tact_of;  // by watch: phrase, is_near
    std::vector<std::vector<std::pair<std::string, double>>> sports_of;  // by watch
    std::vector<std::vector<std::pair<std::size_t, double>>> teams_of;   // by watch
    std::vector<bool> is_company;                          // by watch: the name of some company
    std::unordered_map<std::string, std::size_t> numbers;  // of phrases, by case and text
    std::vector<Phrase> phrases;
    std::optional<PhraseDictionary> dictionary;
    std::optional<EventReader> events;

    std::size_t number_of(const std::string& phrase, bool exact_case);
    void add_target(Target&& target, bool context);
    void add_knowledge();
    void name_team(std::size_t index);
    void name_companies();

    [[nodiscard]] Hits read(const Article& article, ArticleView& view,
                            std::vector<TactHit>& hurts) const;
    /// A sentence of which little is found says something only beside news of the company of those
    /// who wrote it.
    [[nodiscard]] bool is_worth_judging(const BagCount& count,
                                        const std::vector<bool>& is_beside) const;
    void mark_beside(const std::vector<std::uint32_t>& companies, bool mark,
                     std::vector<bool>& is_beside) const;
    [[nodiscard]] std::optional<Finding> judge(const Target& target, const std::vector<Hit>& hits,
                                               const std::function<double()>& trade,
                                               const BagCount* bag, const ArticleView& view,
                                               const ArticleWords& words) const;
    [[nodiscard]] double weigh_trade_of(const Target& target, const Hits& hits) const;
};

/// 0 if the phrase cannot be watched.
std::size_t ArticleJudge::Impl::number_of(const std::string& phrase, bool exact_case) {
    const auto [at, is_new] =
        numbers.try_emplace((exact_case ? '=' : '~') + phrase, phrases.size() + 1);
    if (is_new) {
        const Phrase one{static_cast<std::uint32_t>(at->second), phrase, exact_case};
        if (!is_findable(one)) {
            at->second = 0;
            return 0;
        }
        phrases.push_back(one);
        uses.resize(phrases.size() + 1);
    }
    return at->second;
}

void ArticleJudge::Impl::add_target(Target&& target, bool context) {
    const auto index = static_cast<std::uint32_t>(targets.size());
    for (std::uint32_t t = 0; t < target.terms.size(); ++t) {
        const auto watch = number_of(target.terms[t].phrase, target.terms[t].exact_case);
        if (watch != 0) uses[watch].push_back({index, t});
    }
    const auto bag = bags.add(target.bag);
    places.emplace(target.key, index);
    facts.push_back({bags.total(bag), target.slot, context});
    targets.push_back(std::move(target));
}

/// A nickname that is an ordinary word says less than one that is not.
void ArticleJudge::Impl::name_team(std::size_t index) {
    const Team& team = knowledge.teams[index];
    const auto add = [&](const std::string& phrase, double weight) {
        const auto watch = number_of(phrase, true);
        if (teams_of.size() <= watch) teams_of.resize(watch + 1);
        teams_of[watch].emplace_back(index, weight);
    };
    for (const auto& name : team.names) add(name, name.find(' ') != std::string::npos ? 1 : 0.6);
    for (const auto& name : team.weak_names) add(name, 0.4);
    const bool sure = !team.doubtful && knowledge.level_of(team.nickname) == 4;
    if (!team.place.empty()) add(team.nickname, sure ? 1 : 0.6);
}

void ArticleJudge::Impl::name_companies() {
    const auto add = [&](const std::string& name) {
        const auto watch = number_of(name, true);
        is_company.resize(std::max(is_company.size(), watch + 1));
        is_company[watch] = true;
    };
    // Rare words written as names are meant as such beside another name.
    constexpr int kRare = 3;
    for (const auto& [key, company] : knowledge.companies) {
        if (knowledge.level_of(company.name) >= kRare) add(company.name);
        for (const auto& name : company.own_names) add(name);
    }
}

void ArticleJudge::Impl::add_knowledge() {
    const auto& tact = knowledge.tact;
    std::vector<SportWatch> sport_watches;
    const auto vote = [&](const std::string& phrase, bool exact_case, const std::string& sport) {
        // "goal" and "coach" are said of much else.
        const bool plain = phrase.find(' ') == std::string::npos && knowledge.level_of(phrase) < 3;
        sport_watches.push_back({number_of(phrase, exact_case), sport, plain ? 0.4 : 1.0});
    };
    for (const auto& sport : knowledge.sports) {
        for (const auto& word : sport.words) vote(word, false, sport.names.front());
    }
    for (const auto& team : knowledge.teams) {
        for (const auto& name : team.names) {
            if (name.find(' ') != std::string::npos) vote(name, true, team.sport);
        }
        if (!team.doubtful && knowledge.level_of(team.nickname) == 4) {
            vote(team.nickname, true, team.sport);
        }
        for (const auto& word : team.league_words) vote(word, false, team.sport);
    }
    for (std::size_t i = 0; i < knowledge.teams.size(); ++i) name_team(i);
    name_companies();
    std::vector<std::array<std::size_t, 2>> tact_watches;
    for (const auto& phrase : tact) {
        const std::size_t near = phrase.near.empty() ? 0 : number_of(phrase.near, false);
        tact_watches.push_back({number_of(phrase.phrase, false), near});
    }
    tact_of.resize(phrases.size() + 1);
    sports_of.resize(phrases.size() + 1);
    teams_of.resize(phrases.size() + 1);
    is_company.resize(phrases.size() + 1);
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

Result<ArticleJudge> ArticleJudge::compile(std::span<const Contact> contacts, const Lore& lore,
                                           const TargetFilter& wanted) {
    const auto& knowledge = built_in_knowledge();
    if (!knowledge) return tl::unexpected<Error>(knowledge.error());
    auto impl = std::make_unique<Impl>(*knowledge);
    auto events = EventReader::compile(impl->knowledge.events);
    if (!events) return tl::unexpected<Error>(events.error());
    impl->events.emplace(std::move(*events));
    impl->uses.resize(1);
    std::unordered_set<TargetKey> known;
    CompaniesBeside companies;
    for (const Contact& contact : contacts) {
        std::optional<std::uint32_t> company;
        for (const TargetName& name : name_targets(contact)) {
            // A trade helps to tell what a company's name means, wanted or not.
            const bool is_wanted = !wanted || wanted(name.key);
            if (!is_wanted && name.slot != Slot::industry) continue;
            if (known.insert(name.key).second) {
                auto target = make_target(name, contact, impl->knowledge, lore);
                if (target) impl->add_target(std::move(*target), !is_wanted);
            }
            const auto place = impl->places.find(name.key);
            if (place == impl->places.end()) continue;
            if (name.slot == Slot::company) company = place->second;
            if (company && companies.add(place->second, *company)) {
                impl->beside[*company].push_back(place->second);
            }
        }
    }
    impl->add_knowledge();
    impl->bags.build();
    auto dictionary = PhraseDictionary::compile(impl->phrases);
    if (!dictionary) return tl::unexpected<Error>(dictionary.error());
    impl->dictionary.emplace(std::move(*dictionary));
    impl->phrases = {};
    impl->numbers = {};
    return ArticleJudge(std::move(impl));
}

/// One pass over the article: hits by target, sports spoken of, phrases that hurt.
Hits ArticleJudge::Impl::read(const Article& article, ArticleView& view,
                              std::vector<TactHit>& hurts) const {
    Hits hits;
    std::vector<Mention> mentions;
    std::map<std::size_t, bool> counted;        // a sport's word counts once
    std::map<std::string, double> plain_votes;  // by words that are said of much else
    for (const auto part : {ArticlePart::title, ArticlePart::text}) {
        dictionary->find(view.part(part), mentions);
        for (const Mention& mention : mentions) {
            const auto watch = static_cast<std::size_t>(mention.watch.value);
            const Hit hit{0, {part, mention.span}};
            for (const Use& use : uses[watch]) {
                hits[use.target].push_back({use.term, hit.evidence});
            }
            if (part == ArticlePart::title || mention.span.begin < kTactBytes) {
                for (const auto& [i, is_near] : tact_of[watch])
                    hurts.push_back({i, is_near, hit.evidence});
            }
            for (const auto& [team, weight] : teams_of[watch]) {
                const Team& named = knowledge.teams[team];
                double& most = view.leagues[named.league][named.names.front()];
                most = std::max(most, weight);
                if (part == ArticlePart::title) {
                    view.title_teams.emplace_back(named.names.front(), mention.span);
                }
            }
            if (is_company[watch]) view.companies.push_back(hit.evidence);
            if (sports_of[watch].empty() || counted[watch]) continue;
            counted[watch] = true;
            for (const auto& [sport, weight] : sports_of[watch]) {
                auto& votes = weight < 1 ? plain_votes : view.sports;
                votes[sport] += weight / static_cast<double>(sports_of[watch].size());
            }
        }
    }
    for (const auto& [sport, votes] : plain_votes) {
        double& all = view.sports[sport];
        all += std::min(votes, all >= 1 ? 2.0 : 0.9);
    }
    view.title_case = is_title_case(article.title);
    view.has_score = find_score(article.title) ||
                     find_score(std::string_view(article.text).substr(0, kLeadBytes));
    view.event = events->read(article, speaks_of_sport(view));
    return hits;
}

std::optional<Finding> ArticleJudge::Impl::judge(const Target& target, const std::vector<Hit>& hits,
                                                 const std::function<double()>& trade,
                                                 const BagCount* bag, const ArticleView& view,
                                                 const ArticleWords& words) const {
    const bool named = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
        return is_name(target.terms[hit.term].role);
    });
    switch (target.slot) {
        case Slot::company:
        case Slot::team:
        case Slot::person:
            return named ? judge_named(target, hits, trade, bag, view) : std::nullopt;
        case Slot::interest:
            if (!target.team.empty()) {
                return named ? judge_team_interest(target, hits, view) : std::nullopt;
            }
            if (speaks_of_namesake(target, view)) return std::nullopt;
            return judge_topic(target, hits, bag, view);
        case Slot::industry:
            return judge_topic(target, hits, bag, view);
        case Slot::project:
        case Slot::role:
            return bag != nullptr ? judge_sentence(target, *bag, words) : std::nullopt;
        case Slot::place:
            return named ? judge_place(target, hits, view) : std::nullopt;
    }
    return std::nullopt;
}

struct JudgeScratch::Impl {
    StemNumbers stems;
    BagCounter counter;
    ArticleWords words;
    std::vector<bool> is_beside;  // by target: whether the article is news of a company beside it
    std::vector<std::uint32_t> companies;  // of which it is
};

bool ArticleJudge::Impl::is_worth_judging(const BagCount& count,
                                          const std::vector<bool>& is_beside) const {
    const auto& [total, slot, only_helps] = facts[count.bag];
    if (only_helps || slot == Slot::company) return false;
    if (slot != Slot::project && slot != Slot::role) return true;
    const float strength = estimate_sentence(count, total);
    if (strength > (slot == Slot::role ? kRoleAlone : kAlone)) return true;
    return strength > kWeakest && is_beside[count.bag];
}

void ArticleJudge::Impl::mark_beside(const std::vector<std::uint32_t>& companies, bool mark,
                                     std::vector<bool>& is_beside) const {
    for (const std::uint32_t company : companies) {
        const auto others = beside.find(company);
        if (others == beside.end()) continue;
        for (const std::uint32_t target : others->second) is_beside[target] = mark;
    }
}

double ArticleJudge::Impl::weigh_trade_of(const Target& target, const Hits& hits) const {
    const auto place = places.find(target.trade);
    if (target.slot != Slot::company || place == places.end()) return 0;
    const auto found = hits.find(place->second);
    return found == hits.end() ? 0 : weigh_trade(targets[place->second], found->second);
}

Judgement ArticleJudge::judge(const Article& article, JudgeScratch& scratch) const {
    if (!has_borrowed_text(article.title, article.text)) return judge_whole(article, scratch);
    Article headline = article;
    headline.text.clear();
    return judge_whole(headline, scratch);
}

Judgement ArticleJudge::judge_whole(const Article& article, JudgeScratch& scratch) const {
    auto& [stems, counter, words, is_beside, companies] = *scratch.impl_;
    ArticleView view{article};
    std::vector<TactHit> hurts;
    Hits hits = impl_->read(article, view, hurts);
    read_words(article, stems, words);
    Judgement judgement;
    judgement.signs = article_signs(article, view);
    judgement.event = view.event.kind;
    // The lexicon is English: "die" is no word of death in German.
    if (article.language.empty() || article.language == "en") {
        Harm harm = read_harm(impl_->knowledge.tact, hurts, view);
        judgement.hurts_theirs = std::move(harm.theirs);
        judgement.hurts_anybody = std::move(harm.anybody);
    }
    const auto take = [&](std::optional<Finding>&& finding) {
        const bool enough = finding && finding->signs[0] > kWeakest;
        if (enough) judgement.findings.push_back(std::move(*finding));
        return enough;
    };
    const auto counts = counter.count(words);
    for (const auto& [index, found] : hits) {
        const Target& target = impl_->targets[index];
        if (impl_->facts[index].is_context) continue;
        const bool told = take(impl_->judge(
            target, found, [&] { return impl_->weigh_trade_of(target, hits); }, counter.find(index),
            view, words));
        if (told && target.slot == Slot::company) companies.push_back(index);
    }
    impl_->mark_beside(companies, true, is_beside);
    for (const BagCount& count : counts) {
        if (!impl_->is_worth_judging(count, is_beside) || hits.contains(count.bag)) continue;
        take(impl_->judge(impl_->targets[count.bag], {}, {}, &count, view, words));
    }
    impl_->mark_beside(companies, false, is_beside);
    companies.clear();
    return judgement;
}

JudgeScratch::JudgeScratch(const ArticleJudge& judge)
    : impl_(std::make_unique<Impl>(Impl{StemNumbers(judge.impl_->knowledge.variants),
                                        BagCounter(judge.impl_->bags),
                                        {},
                                        std::vector<bool>(judge.impl_->facts.size()),
                                        {}})) {}
JudgeScratch::JudgeScratch(JudgeScratch&&) noexcept = default;
JudgeScratch& JudgeScratch::operator=(JudgeScratch&&) noexcept = default;
JudgeScratch::~JudgeScratch() = default;

ArticleJudge::ArticleJudge(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ArticleJudge::ArticleJudge(ArticleJudge&&) noexcept = default;
ArticleJudge& ArticleJudge::operator=(ArticleJudge&&) noexcept = default;
ArticleJudge::~ArticleJudge() = default;

}  // namespace sawthis::matcher
