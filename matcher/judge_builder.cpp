#include "matcher/judge_builder.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "matcher/target_bytes.hpp"

namespace sawthis::matcher {

namespace {

bool is_one_word(std::string_view phrase) {
    return phrase.find(' ') == std::string_view::npos;
}

constexpr double kTown = 0.4;

/// "Leeds" of Leeds United is named for much else than its club.
bool is_town_of(const Team& club, std::string_view name) {
    return club.place.empty() && club.names.front().size() > name.size() &&
           club.names.front().starts_with(name) && club.names.front()[name.size()] == ' ';
}

}  // namespace

std::vector<std::string_view> sports_spoken_of(const Knowledge& knowledge) {
    std::vector<std::string_view> sports;
    const auto add = [&](std::string_view sport) {
        if (std::ranges::find(sports, sport) == sports.end()) sports.push_back(sport);
    };
    for (const auto& sport : knowledge.sports) add(sport.names.front());
    for (const auto& team : knowledge.teams) add(team.sport);
    return sports;
}

JudgeBuilder::JudgeBuilder(const Knowledge& knowledge, const JudgeTables* base)
    : knowledge_(knowledge), base_(base) {
    if (base == nullptr) return;
    parts_.first_target = static_cast<std::uint32_t>(base->end_target());
    parts_.first_watch = base->end_watch();
    parts_.bags = BagIndex(parts_.first_target);
}

bool JudgeBuilder::is_of_base(std::uint32_t target) const {
    return target < parts_.first_target;
}

std::uint32_t JudgeBuilder::find(TargetKey key) const {
    const auto place = places_.find(key);
    if (place != places_.end()) return place->second;
    return base_ == nullptr ? 0 : base_->find(key);
}

/// 0 if the phrase cannot be watched.
std::uint32_t JudgeBuilder::watch(const std::string& phrase, bool exact_case) {
    const auto next = static_cast<std::uint32_t>(parts_.first_watch + parts_.phrases.size());
    const auto [at, is_new] = watches_.try_emplace((exact_case ? '=' : '~') + phrase, next);
    if (is_new) {
        Phrase one{next, phrase, exact_case};
        if (is_findable(one)) {
            parts_.phrases.push_back(std::move(one));
        } else {
            at->second = 0;
        }
    }
    return at->second;
}

void JudgeBuilder::say(std::uint32_t watch, const Saying& saying) {
    if (watch != 0) parts_.sayings.emplace_back(watch, saying);
}

void JudgeBuilder::add_tact() {
    for (std::uint32_t i = 0; i < knowledge_.tact.size(); ++i) {
        const TactPhrase& tact = knowledge_.tact[i];
        say(watch(tact.phrase, false), {Saying::Kind::hurts, i});
        if (!tact.near.empty()) say(watch(tact.near, false), {Saying::Kind::bears_out_hurt, i});
    }
}

void JudgeBuilder::add_sports() {
    const auto sports = sports_spoken_of(knowledge_);
    std::set<std::pair<std::uint32_t, std::uint32_t>> known;  // a phrase speaks once of a sport
    const auto vote = [&](const std::string& phrase, bool exact_case, std::string_view sport) {
        const auto number =
            static_cast<std::uint32_t>(std::ranges::find(sports, sport) - sports.begin());
        // "goal" and "coach" are said of much else.
        const bool plain = is_one_word(phrase) && knowledge_.level_of(phrase) < 3;
        const auto one = watch(phrase, exact_case);
        if (!known.insert({one, number}).second) return;
        say(one, {Saying::Kind::sport, number, plain ? 0.4 : 1.0});
    };
    for (const auto& sport : knowledge_.sports) {
        for (const auto& word : sport.words) vote(word, false, sport.names.front());
    }
    for (const auto& team : knowledge_.teams) {
        for (const auto& name : team.names) {
            if (!is_one_word(name)) vote(name, true, team.sport);
        }
        if (!team.doubtful && knowledge_.level_of(team.nickname) == 4) {
            vote(team.nickname, true, team.sport);
        }
        for (const auto& word : team.league_words) vote(word, false, team.sport);
    }
}

/// A nickname that is an ordinary word says less than one that is not, a town's name least.
void JudgeBuilder::name_team(std::uint32_t index) {
    const Team& team = knowledge_.teams[index];
    const auto add = [&](const std::string& phrase, double weight,
                         Saying::Kind kind = Saying::Kind::team) {
        say(watch(phrase, true), {kind, index, weight});
    };
    for (const auto& name : team.names) {
        add(name, !is_one_word(name) ? 1 : is_town_of(team, name) ? kTown : 0.6);
    }
    for (const auto& name : team.weak_names) add(name, kTown);
    if (team.place.empty()) return;
    // By colleges, or by one club before and after it moved.
    const bool shared = std::ranges::any_of(knowledge_.teams, [&](const Team& other) {
        return &other != &team && other.league == team.league && other.nickname == team.nickname;
    });
    const bool sure = !team.doubtful && knowledge_.level_of(team.nickname) == 4;
    add(team.nickname, sure ? 1 : 0.6, shared ? Saying::Kind::shared_nickname : Saying::Kind::team);
}

void JudgeBuilder::name_companies() {
    std::set<std::uint32_t> known;
    const auto add = [&](const std::string& name) {
        const auto one = watch(name, true);
        if (known.insert(one).second) say(one, {Saying::Kind::company});
    };
    // Rare words written as names are meant as such beside another name.
    constexpr int kRare = 3;
    for (const auto& [key, company] : knowledge_.companies) {
        if (knowledge_.level_of(company.name) >= kRare) add(company.name);
        for (const auto& name : company.own_names) add(name);
    }
}

void JudgeBuilder::add_knowledge() {
    add_sports();
    for (std::uint32_t i = 0; i < knowledge_.teams.size(); ++i) name_team(i);
    name_companies();
    add_tact();
}

void JudgeBuilder::add_target(const Target& target, bool context) {
    const auto index = static_cast<std::uint32_t>(parts_.first_target + parts_.keys.size());
    for (std::uint32_t t = 0; t < target.terms.size(); ++t) {
        const auto one = watch(target.terms[t].phrase, target.terms[t].exact_case);
        if (one != 0) parts_.uses.emplace_back(one, WatchUse{index, t});
    }
    parts_.bags.add(target.bag);
    places_.emplace(target.key, index + 1);
    parts_.keys.push_back(target.key);
    parts_.facts.push_back(
        {total_weight(target.bag), target.slot, static_cast<std::uint8_t>(context ? 1 : 0)});
    trade_keys_.push_back(target.slot == Slot::company ? target.trade : 0);
    parts_.encoded += encode_target(target);
    parts_.encoded_ends.push_back(static_cast<std::uint32_t>(parts_.encoded.size()));
}

/// No more than kMostCompanies for one sentence.
void JudgeBuilder::put_beside(std::uint32_t company, std::uint32_t sentence) {
    auto& companies = companies_[sentence];
    std::size_t count = companies.size();
    if (is_of_base(sentence)) {
        count += base_->facts(sentence).companies;
        if (is_of_base(company) && std::ranges::count(base_->beside(company), sentence) > 0) return;
    }
    if (count >= kMostCompanies || std::ranges::count(companies, company) > 0) return;
    companies.push_back(company);
    parts_.beside.emplace_back(company, sentence);
}

void JudgeBuilder::add_contact(const Contact& contact, const Lore& lore,
                               const TargetFilter& wanted) {
    std::optional<std::uint32_t> company;
    for (const TargetName& name : name_targets(contact)) {
        // A trade helps to tell what a company's name means, wanted or not.
        const bool is_wanted = !wanted || wanted(name.key);
        if (!is_wanted && name.slot != Slot::industry) continue;
        if (find(name.key) == 0 && known_.insert(name.key).second) {
            const auto target = make_target(name, contact, knowledge_, lore);
            if (target) add_target(*target, !is_wanted);
        }
        const auto place = find(name.key);
        if (place == 0) continue;
        if (name.slot == Slot::company) company = place - 1;
        if (company && is_sentence(name.slot)) put_beside(*company, place - 1);
    }
}

Result<JudgeTables> JudgeBuilder::build() && {
    for (const TargetKey trade : trade_keys_) parts_.trades.push_back(trade == 0 ? 0 : find(trade));
    for (const auto& [sentence, companies] : companies_) {
        if (is_of_base(sentence)) continue;
        parts_.facts[sentence - parts_.first_target].companies =
            static_cast<std::uint8_t>(companies.size());
    }
    known_ = {};
    places_ = {};
    companies_ = {};
    watches_ = {};
    return JudgeTables::build(std::move(parts_));
}

}  // namespace sawthis::matcher
