#include "matcher/article_judge.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/borrowed_text.hpp"
#include "matcher/judges.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/newsworth.hpp"
#include "matcher/phrase_search.hpp"
#include "matcher/tact.hpp"
#include "matcher/target_bytes.hpp"

namespace sawthis::matcher {

namespace {

using Hits = std::unordered_map<std::uint32_t, std::vector<Hit>>;  // by target
using Tables = std::shared_ptr<const JudgeTables>;

/// Findings of less strength say nothing to anybody.
constexpr float kWeakest = 0.06F;
// What a project or a role must have to stand for itself; a role's few words are soon met.
constexpr float kAlone = 0.25F;
constexpr float kRoleAlone = 0.45F;
// What hurts counts in the lead, or else if there is much of it up to here.
constexpr std::size_t kTactBytes = 4'000;
constexpr std::size_t kMostRemembered = 20'000;  // targets, by each thread
constexpr std::size_t kAhead = 16;               // places at which memory is asked for early

bool is_name_of_it(TermRole role) {
    return role == TermRole::name || role == TermRole::weak_name || role == TermRole::home;
}

/// What the words of sports say together: each counts once.
class SportVotes {
public:
    /// A word may be `shared` by several sports.
    void add(std::size_t watch, std::string_view sport, double weight, double shared) {
        if (!counted_.insert({watch, sport}).second) return;
        (weight < 1 ? plain_ : sure_)[sport] += weight / shared;
    }
    /// Words that are said of much else count little alone.
    void give(std::map<std::string, double>& sports) const {
        for (const auto& [sport, votes] : sure_) sports[std::string(sport)] += votes;
        for (const auto& [sport, votes] : plain_) {
            double& all = sports[std::string(sport)];
            all += std::min(votes, all >= 1 ? 2.0 : 0.9);
        }
    }

private:
    std::set<std::pair<std::size_t, std::string_view>> counted_;
    std::map<std::string_view, double> sure_;
    std::map<std::string_view, double> plain_;
};

Result<std::shared_ptr<const EventReader>> make_event_reader(const Knowledge& knowledge) {
    auto events = EventReader::compile(knowledge.events);
    if (!events) return tl::unexpected<Error>(events.error());
    return std::make_shared<const EventReader>(std::move(*events));
}

std::vector<BagTable> bags_of(const std::vector<Tables>& tables) {
    std::vector<BagTable> bags;
    for (const Tables& one : tables) bags.push_back(one->bags());
    return bags;
}

Result<Tables> share(Result<JudgeTables> tables) {
    if (!tables) return tl::unexpected<Error>(tables.error());
    return std::make_shared<const JudgeTables>(std::move(*tables));
}

}  // namespace

struct ArticleJudge::Impl {
    const Knowledge& knowledge;
    std::vector<std::string_view> sports;
    std::shared_ptr<const EventReader> events;
    std::vector<Tables> tables;  // the base, and what came to it since

    [[nodiscard]] static Result<ArticleJudge> make(const Knowledge& knowledge, Tables base);

    [[nodiscard]] std::size_t size() const { return tables.back()->end_target(); }
    /// Those that have this target.
    [[nodiscard]] const JudgeTables& tables_of(std::uint32_t target) const {
        return target < tables.front()->end_target() ? *tables.front() : *tables.back();
    }
    [[nodiscard]] const JudgeTables& tables_of_watch(std::size_t watch) const {
        return watch < tables.front()->end_watch() ? *tables.front() : *tables.back();
    }
    [[nodiscard]] const Target& target(std::uint32_t index, JudgeScratch::Impl& scratch) const;
    /// What is known of the target is fetched from memory meanwhile: that of a hundred thousand
    /// contacts is in no cache.
    void expect(std::uint32_t target) const {
        __builtin_prefetch(&tables_of(target).facts(target));
    }

    [[nodiscard]] Hits read(const Article& article, ArticleView& view, std::vector<TactHit>& hurts,
                            std::vector<Mention>& mentions) const;
    void find_phrases(std::string_view text, std::vector<Mention>& mentions) const;
    void put_hits(std::vector<WatchUse>& touched, const Evidence& place, Hits& hits) const;
    void hear(std::span<const Saying> sayings, std::size_t watch, const Evidence& evidence,
              ArticleView& view, std::vector<TactHit>& hurts, SportVotes& votes) const;
    void hear(const Saying& saying, const Evidence& evidence, ArticleView& view,
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
    [[nodiscard]] double weigh_trade_of(std::uint32_t target, const Hits& hits,
                                        JudgeScratch::Impl& scratch) const;
};

struct JudgeScratch::Impl {
    StemNumbers stems;
    BagCounter counter;
    ArticleWords words;
    std::vector<bool> is_beside;  // by target: whether the article is news of a company beside it
    std::vector<std::uint32_t> companies;  // of which it is
    std::vector<Mention> mentions;
    std::unordered_map<std::uint32_t, Target> targets;  // those read so far, but for sentences
    Target sentence;                                    // the one read last
};

Result<ArticleJudge> ArticleJudge::Impl::make(const Knowledge& knowledge, Tables base) {
    auto events = make_event_reader(knowledge);
    if (!events) return tl::unexpected<Error>(events.error());
    return ArticleJudge(std::make_unique<Impl>(
        Impl{knowledge, sports_spoken_of(knowledge), std::move(*events), {std::move(base)}}));
}

Result<ArticleJudge> ArticleJudge::compile(std::span<const Contact> contacts, const Lore& lore,
                                           const TargetFilter& wanted) {
    const auto& knowledge = built_in_knowledge();
    if (!knowledge) return tl::unexpected<Error>(knowledge.error());
    JudgeBuilder builder(*knowledge, nullptr);
    builder.add_knowledge();
    for (const Contact& contact : contacts) builder.add_contact(contact, lore, wanted);
    auto tables = share(std::move(builder).build());
    if (!tables) return tl::unexpected<Error>(tables.error());
    return Impl::make(*knowledge, std::move(*tables));
}

Result<ArticleJudge> ArticleJudge::map(const std::filesystem::path& path) {
    auto tables = JudgeTables::map(path);
    if (!tables) return tl::unexpected<Error>(tables.error());
    return of(std::move(*tables));
}

Result<ArticleJudge> ArticleJudge::of(JudgeTables tables) {
    const auto& knowledge = built_in_reading_knowledge();
    if (!knowledge) return tl::unexpected<Error>(knowledge.error());
    return Impl::make(*knowledge, std::make_shared<const JudgeTables>(std::move(tables)));
}

Result<void> ArticleJudge::save(const std::filesystem::path& path,
                                const JudgeOrigin& origin) const {
    return impl_->tables.front()->save(path, origin);
}

const JudgeOrigin& ArticleJudge::origin() const {
    return impl_->tables.front()->origin();
}

Result<ArticleJudge> ArticleJudge::with(std::span<const Contact> contacts, const Lore& lore) const {
    const auto& knowledge = built_in_knowledge();
    if (!knowledge) return tl::unexpected<Error>(knowledge.error());
    const Tables& base = impl_->tables.front();
    JudgeBuilder builder(*knowledge, base.get());
    for (const Contact& contact : contacts) builder.add_contact(contact, lore, {});
    auto newer = share(std::move(builder).build());
    if (!newer) return tl::unexpected<Error>(newer.error());
    auto impl = std::make_unique<Impl>(*impl_);
    impl->tables = {base, std::move(*newer)};
    return ArticleJudge(std::move(impl));
}

/// What is damaged is a target without anything to look for. Sentences are many, and each is met
/// seldom.
const Target& ArticleJudge::Impl::target(std::uint32_t index, JudgeScratch::Impl& scratch) const {
    const JudgeTables& of = tables_of(index);
    if (is_sentence(of.facts(index).slot)) {
        (void)decode_target(of.encoded(index), scratch.sentence);
        return scratch.sentence;
    }
    const auto [at, is_new] = scratch.targets.try_emplace(index);
    if (is_new) (void)decode_target(of.encoded(index), at->second);
    return at->second;
}

void ArticleJudge::Impl::find_phrases(std::string_view text, std::vector<Mention>& mentions) const {
    auto& search = PhraseSearch::of_this_thread();
    search.read(text);
    for (const Tables& one : tables) search.find_in(one->phrases(), {});
    search.take(mentions);
}

void ArticleJudge::Impl::hear(std::span<const Saying> sayings, std::size_t watch,
                              const Evidence& evidence, ArticleView& view,
                              std::vector<TactHit>& hurts, SportVotes& votes) const {
    const auto of_sports = std::ranges::count(sayings, Saying::Kind::sport, &Saying::kind);
    for (const Saying& saying : sayings) {
        hear(saying, evidence, view, hurts);
        if (saying.kind != Saying::Kind::sport || saying.what >= sports.size()) continue;
        votes.add(watch, sports[saying.what], saying.weight, static_cast<double>(of_sports));
    }
}

void ArticleJudge::Impl::hear(const Saying& saying, const Evidence& evidence, ArticleView& view,
                              std::vector<TactHit>& hurts) const {
    const bool title = evidence.part == ArticlePart::title;
    switch (saying.kind) {
        case Saying::Kind::hurts:
        case Saying::Kind::bears_out_hurt:
            if (saying.what >= knowledge.tact.size()) return;
            if (title || evidence.span.begin < kTactBytes) {
                hurts.push_back({saying.what, saying.kind != Saying::Kind::hurts, evidence});
            }
            return;
        case Saying::Kind::team:
        case Saying::Kind::shared_nickname: {
            if (saying.what >= knowledge.teams.size()) return;
            const Team& named = knowledge.teams[saying.what];
            const bool shared = saying.kind == Saying::Kind::shared_nickname;
            double& most =
                view.leagues[named.league][shared ? named.nickname : named.names.front()];
            most = std::max(most, saying.weight);
            view.sport_of_league.emplace(named.league, named.sport);
            view.team_names.push_back(evidence);
            if (title) view.title_teams.emplace_back(named.names.front(), evidence.span);
            return;
        }
        case Saying::Kind::company:
            view.companies.push_back(evidence);
            return;
        case Saying::Kind::sport:
            return;  // counted together
    }
}

/// All that one place of the article touches, in an order that does not tell which tables it came
/// from.
void ArticleJudge::Impl::put_hits(std::vector<WatchUse>& touched, const Evidence& place,
                                  Hits& hits) const {
    std::ranges::sort(touched);
    for (const auto& [target, term] : touched) {
        if (target < size()) hits[target].push_back({term, place});
    }
    touched.clear();
}

/// One pass over the article: hits by target, sports spoken of, phrases that hurt.
Hits ArticleJudge::Impl::read(const Article& article, ArticleView& view,
                              std::vector<TactHit>& hurts, std::vector<Mention>& mentions) const {
    Hits hits;
    SportVotes votes;
    std::vector<WatchUse> touched;
    for (const auto part : {ArticlePart::title, ArticlePart::text}) {
        find_phrases(view.part(part), mentions);
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            const auto watch = static_cast<std::size_t>(mentions[i].watch.value);
            const Evidence evidence{part, mentions[i].span};
            const JudgeTables& of = tables_of_watch(watch);
            const auto uses = of.uses(watch);
            touched.insert(touched.end(), uses.begin(), uses.end());
            hear(of.sayings(watch), watch, evidence, view, hurts, votes);
            const bool last = i + 1 == mentions.size() || mentions[i + 1].span != evidence.span;
            if (last) put_hits(touched, evidence, hits);
        }
    }
    votes.give(view.sports);
    view.title_case = is_title_case(article.title);
    view.has_score = find_score(article.title) || find_listed_score(article.title) ||
                     find_score(std::string_view(article.text).substr(0, kLeadBytes));
    view.event = events->read(article, speaks_of_sport(view));
    return hits;
}

std::optional<Finding> ArticleJudge::Impl::judge(const Target& target, const std::vector<Hit>& hits,
                                                 const std::function<double()>& trade,
                                                 const BagCount* bag, const ArticleView& view,
                                                 const ArticleWords& words) const {
    const bool named = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
        return is_name_of_it(target.terms[hit.term].role);
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

bool ArticleJudge::Impl::is_worth_judging(const BagCount& count,
                                          const std::vector<bool>& is_beside) const {
    const auto& facts = tables_of(count.bag).facts(count.bag);
    if (facts.is_context != 0 || facts.slot == Slot::company) return false;
    if (!is_sentence(facts.slot)) return true;
    const float strength = estimate_sentence(count, facts.total);
    if (strength > (facts.slot == Slot::role ? kRoleAlone : kAlone)) return true;
    return strength > kWeakest && is_beside[count.bag];
}

void ArticleJudge::Impl::mark_beside(const std::vector<std::uint32_t>& companies, bool mark,
                                     std::vector<bool>& is_beside) const {
    for (const std::uint32_t company : companies) {
        for (const Tables& one : tables) {
            for (const std::uint32_t sentence : one->beside(company)) {
                if (sentence < is_beside.size()) is_beside[sentence] = mark;
            }
        }
    }
}

double ArticleJudge::Impl::weigh_trade_of(std::uint32_t target, const Hits& hits,
                                          JudgeScratch::Impl& scratch) const {
    const std::uint32_t trade = tables_of(target).trade(target);
    const auto found = trade == 0 ? hits.end() : hits.find(trade - 1);
    if (found == hits.end() || tables_of(trade - 1).facts(trade - 1).slot != Slot::industry)
        return 0;
    return weigh_trade(this->target(found->first, scratch), found->second);
}

Judgement ArticleJudge::judge(const Article& article, JudgeScratch& scratch) const {
    if (!has_borrowed_text(article.title, article.text)) return judge_whole(article, scratch);
    Article headline = article;
    headline.text.clear();
    return judge_whole(headline, scratch);
}

Judgement ArticleJudge::judge_whole(const Article& article, JudgeScratch& scratch) const {
    auto& [stems, counter, words, is_beside, companies, mentions, targets, _] = *scratch.impl_;
    if (targets.size() > kMostRemembered) targets.clear();
    ArticleView view{article};
    std::vector<TactHit> hurts;
    Hits hits = impl_->read(article, view, hurts, mentions);
    read_words(article, stems, words);
    Judgement judgement;
    judgement.signs = article_signs(article, view);
    // What the first sentences tell is as often background, or what came before.
    if (view.event.evidence.part == ArticlePart::title) judgement.event = view.event.kind;
    // The lexicon is English: "die" is no word of death in German.
    if (article.language.empty() || article.language == "en") {
        std::erase_if(hurts,
                      [&](const TactHit& hit) { return is_in_team_name(hit.evidence, view); });
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
    for (auto& [index, found] : hits) {
        const Target& target = impl_->target(index, *scratch.impl_);
        std::erase_if(found, [&](const Hit& hit) { return hit.term >= target.terms.size(); });
    }
    for (const auto& [index, found] : hits) {
        if (impl_->tables_of(index).facts(index).is_context != 0) continue;
        const Target& target = impl_->target(index, *scratch.impl_);
        const auto trade = [&, i = index] {
            return impl_->weigh_trade_of(i, hits, *scratch.impl_);
        };
        const bool told =
            take(impl_->judge(target, found, trade, counter.find(index), view, words));
        if (told && target.slot == Slot::company) companies.push_back(index);
    }
    impl_->mark_beside(companies, true, is_beside);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const BagCount& count = counts[i];
        if (i + kAhead < counts.size()) impl_->expect(counts[i + kAhead].bag);
        if (!impl_->is_worth_judging(count, is_beside) || hits.contains(count.bag)) continue;
        const Target& target = impl_->target(count.bag, *scratch.impl_);
        take(impl_->judge(target, {}, {}, &count, view, words));
    }
    impl_->mark_beside(companies, false, is_beside);
    companies.clear();
    return judgement;
}

JudgeScratch::JudgeScratch(const ArticleJudge& judge)
    : impl_(
          std::make_unique<Impl>(Impl{StemNumbers(judge.impl_->knowledge.variants),
                                      BagCounter(bags_of(judge.impl_->tables), judge.impl_->size()),
                                      {},
                                      std::vector<bool>(judge.impl_->size()),
                                      {},
                                      {},
                                      {},
                                      {}})) {}
JudgeScratch::JudgeScratch(JudgeScratch&&) noexcept = default;
JudgeScratch& JudgeScratch::operator=(JudgeScratch&&) noexcept = default;
JudgeScratch::~JudgeScratch() = default;

ArticleJudge::ArticleJudge(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ArticleJudge::ArticleJudge(ArticleJudge&&) noexcept = default;
ArticleJudge& ArticleJudge::operator=(ArticleJudge&&) noexcept = default;
ArticleJudge::~ArticleJudge() = default;

}  // namespace sawthis::matcher
