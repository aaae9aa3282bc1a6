#include "matcher/ranker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sawthis::matcher {

namespace {

constexpr float kSureSense = 0.5F;  // of sign "certainty": kSure / 4

constexpr std::size_t at(Slot slot) {
    return static_cast<std::size_t>(slot);
}
constexpr std::size_t at(Question question) {
    return static_cast<std::size_t>(question);
}

bool is_doubtful(const Finding* finding) {
    return finding != nullptr && finding->signs[1] < kSureSense;
}

/// In the headline or the first sentences, or more than once: no passing word of it.
bool is_prominent(const Finding* finding) {
    constexpr float kTwice = 1.05F;  // ln(1 + 2), a little less
    return finding != nullptr &&
           (finding->signs[2] > 0 || finding->signs[4] > 0 || finding->signs[6] > kTwice);
}

bool is_named(Slot slot) {
    return slot == Slot::company || slot == Slot::team || slot == Slot::person;
}

bool is_surroundings(Slot slot) {
    return slot == Slot::industry || slot == Slot::role || slot == Slot::place;
}

/// What "worth" an alert on this facet takes; nullopt: something else decides, or it is never told.
/// News of a trade, a role or a place alone is not told, however bad: there is no end of it. But
/// what befalls the town that they live in they may have to bear.
std::optional<float> needed_worth(Slot slot, bool hard) {
    if (slot == Slot::interest || slot == Slot::project) return hard ? kHardWorth : kAlertWorth;
    if (slot == Slot::place && hard) return kTownWorth;
    return std::nullopt;
}

}  // namespace

bool is_vague(const Finding& finding) {
    if (finding.slot != Slot::interest && finding.slot != Slot::industry) return false;
    const auto& signs = finding.signs;
    return signs[1] + signs[2] + signs[4] + signs[5] <= 0;
}

/// One contact's findings in one article.
struct Ranker::Pair {
    std::uint32_t contact = 0;
    PairFindings findings{};
    std::array<std::uint32_t, kSlots> places{};  // of the findings in the judgement
    bool namesake = false;                       // somebody is called like them
    Answers answers{};
    float shift = 0;  // of the answers, by what the user said
    float needed_good = kOpenerGood;
    std::optional<float> needed_worth;

    /// Keeps the stronger of two findings of one slot; the first of equals.
    void take(const Finding& finding, std::uint32_t place) {
        const Finding*& best = findings[at(finding.slot)];
        if (best != nullptr && best->signs[0] >= finding.signs[0]) return;
        best = &finding;
        places[at(finding.slot)] = place;
    }

    /// Many people share a name: that it is they takes their company beside it, or two other things
    /// of theirs. What others are told of says nothing here, as of an athlete who has their name.
    void doubt_person() {
        constexpr std::array kOthers{Slot::industry, Slot::project, Slot::role, Slot::place};
        const auto has = [&](Slot slot) { return findings[at(slot)] != nullptr; };
        if (!has(Slot::person)) return;
        namesake = !has(Slot::company) && std::ranges::count_if(kOthers, has) < 2;
        if (namesake) findings[at(Slot::person)] = nullptr;
    }
};

Ranker::Ranker(std::span<const Contact> contacts, const PairModel& model, std::vector<Taste> tastes,
               const FacetShifts& shifts)
    : model_(model), tastes_(std::move(tastes)), shifts_(shifts) {
    std::vector<Held> all;
    names_.reserve(contacts.size());
    for (std::uint32_t i = 0; i < contacts.size(); ++i) {
        names_.push_back(name_targets(contacts[i]));
        for (const TargetName& name : names_.back()) all.emplace_back(name.key, i);
    }
    take_in(std::move(all));
}

Ranker::Ranker(std::vector<Held> held, const PairModel& model, std::vector<Taste> tastes,
               const FacetShifts& shifts)
    : model_(model), tastes_(std::move(tastes)), shifts_(shifts) {
    take_in(std::move(held));
}

void Ranker::take_in(std::vector<Held> held) {
    // What is never to be shown is no more theirs; what else they care about still is.
    std::set<std::pair<TargetKey, std::uint32_t>> never;
    for (const Taste& taste : tastes_) {
        if (taste.never) never.emplace(taste.target, taste.contact);
    }
    std::erase_if(held, [&](const Held& one) { return never.contains(one); });
    std::sort(held.begin(), held.end());
    for (const auto& [key, contact] : held) {
        if (keys_.empty() || keys_.back() != key) {
            keys_.push_back(key);
            begins_.push_back(static_cast<std::uint32_t>(contacts_.size()));
        }
        contacts_.push_back(contact);
    }
    begins_.push_back(static_cast<std::uint32_t>(contacts_.size()));
    std::stable_sort(tastes_.begin(), tastes_.end(),
                     [](const Taste& a, const Taste& b) { return a.contact < b.contact; });
}

std::span<const std::uint32_t> Ranker::contacts_of(TargetKey target) const {
    const auto key = std::lower_bound(keys_.begin(), keys_.end(), target);
    if (key == keys_.end() || *key != target) return {};
    const auto place = static_cast<std::size_t>(key - keys_.begin());
    return std::span(contacts_).subspan(begins_[place], begins_[place + 1] - begins_[place]);
}

std::span<const Taste> Ranker::tastes_of(std::uint32_t contact) const {
    const auto begin =
        std::lower_bound(tastes_.begin(), tastes_.end(), contact,
                         [](const Taste& a, std::uint32_t b) { return a.contact < b; });
    auto end = begin;
    while (end != tastes_.end() && end->contact == contact) ++end;
    return {begin, end};
}

/// Whether the user said that the story is not about this target of the contact.
bool Ranker::is_wrong(std::uint32_t contact, TargetKey target, StoryId story) const {
    if (!story) return false;
    const auto tastes = tastes_of(contact);
    return std::any_of(tastes.begin(), tastes.end(), [&](const Taste& taste) {
        return taste.target == target && taste.wrong_in == story;
    });
}

float Ranker::shift_of(const Pair& pair) const {
    float shift = 0;
    for (const Taste& taste : tastes_of(pair.contact)) {
        for (const Finding* finding : pair.findings) {
            if (finding != nullptr && taste.target == finding->target) shift += taste.shift;
        }
    }
    return shift;
}

Ranker::Weights Ranker::weigh_parts(const Judgement& judgement) const {
    Weights weights{model_.weigh_article(judgement), {}};
    weights.findings.reserve(judgement.findings.size());
    for (const Finding& finding : judgement.findings) {
        weights.findings.push_back(model_.weigh_finding(finding));
    }
    return weights;
}

/// What the user taught comes first, then the model's answers decide what is told, and as what.
void Ranker::weigh(const Judgement& judgement, const Weights& weights, Pair& pair,
                   std::vector<Ranked>& out) const {
    pair.doubt_person();
    float shift = shift_of(pair);
    Answers answers = weights.article;
    const auto add = [&](const Answers& more) {
        for (std::size_t q = 0; q < kQuestions; ++q) answers[q] += more[q];
    };
    std::array<float, kSlots> shares{};
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        if (pair.findings[slot] == nullptr) continue;
        const Answers& part = weights.findings[pair.places[slot]];
        shares[slot] = part[at(Question::worth)] + part[at(Question::good)];
        add(part);
    }
    add(model_.weigh_crosses(judgement, pair.findings));
    const bool company = is_prominent(pair.findings[at(Slot::company)]) &&
                         probability(answers[at(Question::company)]) >= kCompanyRight;
    const bool team = pair.findings[at(Slot::team)] != nullptr &&
                      probability(answers[at(Question::team)]) >= kTeamRight;
    const Finding* const person = pair.findings[at(Slot::person)];
    const Finding* const named = pair.findings[at(Slot::company)];
    const bool theirs = company || person != nullptr || pair.namesake ||
                        (named != nullptr && (named->signs[2] > 0 || named->signs[4] > 0));

    // Named in passing, too, they may be among those whom it befell.
    const bool touched = theirs || (named != nullptr && !is_doubtful(named));

    // The facet that has most to do with it; a name only where it is what the article is about, and
    // a trade, role or place only where it is not about what is theirs by name. Who is sent news of
    // their own company wants to see that the sender knows it, and of themselves the more.
    const bool theirs_by_name = (company && !is_doubtful(named)) || person != nullptr ||
                                (team && !is_doubtful(pair.findings[at(Slot::team)]));
    const bool theirs_surely = company && named->signs[2] > 0 && !is_doubtful(named) &&
                               probability(answers[at(Question::company)]) >= kCompanySure;
    std::optional<Slot> main;
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
        const bool out_of_it = pair.findings[slot] == nullptr ||
                               (slot == at(Slot::company) && !company) ||
                               (slot == at(Slot::team) && !team) ||
                               (slot == at(Slot::person) && !is_prominent(person)) ||
                               (theirs_by_name && is_surroundings(static_cast<Slot>(slot))) ||
                               (theirs_surely && slot == at(Slot::interest));
        if (!out_of_it && (!main || shares[slot] > shares[at(*main)]))
            main = static_cast<Slot>(slot);
    }
    if (is_prominent(person)) main = Slot::person;
    if (main) shift += shifts_[static_cast<std::size_t>(facet_of(*main))];
    for (const auto question : {Question::worth, Question::good, Question::best})
        answers[at(question)] += shift;
    pair.answers = answers;
    pair.shift = shift;

    const float worth = probability(answers[at(Question::worth)]);
    const float good = probability(answers[at(Question::good)]);
    const float best = probability(answers[at(Question::best)]);
    const float score = (worth + 3 * good + best) / 5;
    const auto tell = [&](Slot slot, MatchKind kind) {
        const bool perhaps = (slot == Slot::person && pair.namesake) ||
                             (is_named(slot) && is_doubtful(pair.findings[at(slot)]));
        out.push_back(
            {pair.contact, pair.places[at(slot)], good, score, slot, kind, perhaps, touched});
    };
    const bool doubtful = main && is_named(*main) && is_doubtful(pair.findings[at(*main)]);
    const bool vague = main && is_vague(*pair.findings[at(*main)]);
    pair.needed_good = vague ? kVagueGood : kOpenerGood;
    const bool opener = main && good >= pair.needed_good && !doubtful;
    if (opener) tell(*main, MatchKind::opener);
    const bool hard = theirs ? !judgement.hurts_theirs.empty() : !judgement.hurts_anybody.empty();
    pair.needed_worth = main ? needed_worth(*main, hard) : std::nullopt;
    if (!opener && pair.needed_worth && worth >= *pair.needed_worth) tell(*main, MatchKind::alert);
    const bool hard_on_company = hard && named != nullptr && is_prominent(named);
    if ((company || hard_on_company) && !(opener && *main == Slot::company))
        tell(Slot::company, MatchKind::alert);
    if (team && !(opener && *main == Slot::team)) tell(Slot::team, MatchKind::alert);
    if ((person != nullptr || pair.namesake) && !(opener && *main == Slot::person))
        tell(Slot::person, MatchKind::alert);
}

std::vector<Ranked> Ranker::rank(const Judgement& judgement, StoryId story) const {
    thread_local std::vector<std::uint32_t> places;  // of contacts among the pairs, from 1
    thread_local std::vector<Pair> pairs;
    pairs.clear();
    for (std::uint32_t i = 0; i < judgement.findings.size(); ++i) {
        const Finding& finding = judgement.findings[i];
        for (const std::uint32_t contact : contacts_of(finding.target)) {
            if (is_wrong(contact, finding.target, story)) continue;
            if (places.size() <= contact) places.resize(contact + 1, 0);
            if (places[contact] == 0) {
                pairs.push_back({.contact = contact});
                places[contact] = static_cast<std::uint32_t>(pairs.size());
            }
            pairs[places[contact] - 1].take(finding, i);
        }
    }
    std::vector<Ranked> ranked;
    const Weights weights = weigh_parts(judgement);
    for (Pair& pair : pairs) {
        places[pair.contact] = 0;
        weigh(judgement, weights, pair, ranked);
    }
    return ranked;
}

Ranker::Reasoning Ranker::reason(const Judgement& judgement, std::uint32_t contact,
                                 StoryId story) const {
    Pair pair{.contact = contact};
    for (std::uint32_t i = 0; i < judgement.findings.size(); ++i) {
        const Finding& finding = judgement.findings[i];
        const auto contacts = contacts_of(finding.target);
        if (!std::binary_search(contacts.begin(), contacts.end(), contact)) continue;
        if (!is_wrong(contact, finding.target, story)) pair.take(finding, i);
    }
    Reasoning reasoning;
    weigh(judgement, weigh_parts(judgement), pair, reasoning.ranked);
    reasoning.pair = pair.findings;
    reasoning.namesake = pair.namesake;
    reasoning.answers = pair.answers;
    reasoning.shift = pair.shift;
    reasoning.needed_good = pair.needed_good;
    reasoning.needed_worth = pair.needed_worth;
    return reasoning;
}

Mood mood_of(const Finding& finding, bool sensitive) {
    if (sensitive) return Mood::hard;
    if (!is_named(finding.slot)) return Mood::neutral;  // its signs say something else there
    if (finding.signs[kBadForIt] > 0) return Mood::hard;
    return finding.signs[kGoodForIt] > 0 ? Mood::good : Mood::neutral;
}

std::string make_reason(const Finding& finding, std::string_view written, std::string_view event,
                        bool perhaps) {
    const bool title = finding.signs[2] > 0;
    const bool lead = finding.signs[4] > 0;
    const auto place = title ? "the headline" : lead ? "the first sentences" : "the text";
    const std::string doubt = perhaps ? " (perhaps)" : "";
    const std::string told = event.empty() ? "" : fmt::format(": {}", event);
    switch (finding.slot) {
        case Slot::company:
        case Slot::team:
        case Slot::person:
            return fmt::format("{} {} {}{}{}", place,
                               title  ? "is about"
                               : lead ? "are about"
                                      : "mentions",
                               written, doubt, title ? told : "");
        case Slot::interest:
            return fmt::format("it is about {}{}", written, told);
        case Slot::industry:
            return fmt::format("it is news of their trade, {}{}", written, told);
        case Slot::project:
            return fmt::format("it may help with \"{}\"{}", written, told);
        case Slot::place:
            return fmt::format("{} {} {}{}", place, title || !lead ? "has" : "have", written, told);
        case Slot::role:
            return fmt::format("it speaks of what a {} does{}", written, told);
    }
    return {};
}

}  // namespace sawthis::matcher
