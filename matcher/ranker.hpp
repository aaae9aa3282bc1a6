#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contact.hpp"
#include "core/match.hpp"
#include "matcher/judgement.hpp"
#include "matcher/pair_model.hpp"
#include "matcher/profile.hpp"
#include "matcher/taste.hpp"

namespace sawthis::matcher {

/// One article's worth to one contact.
struct Ranked {
    std::uint32_t contact = 0;  // place among the contacts
    std::uint32_t finding = 0;  // of the judgement: the one it rests on
    float good = 0;             // probability that the user would send it
    float score = 0;            // 0 to 1, for ranking: how glad they would be of it
    Slot slot = Slot::company;  // what has most to do with it
    MatchKind kind = MatchKind::alert;
    bool perhaps = false;  // the name may mean something else
    bool theirs = false;   // it names their company or them: what hurts it may hurt them
};
static_assert(sizeof(Ranked) == 20);  // there are millions of them

// Probabilities below which a match is not worth the reader's time: set where silence is kept for
// contacts whom nothing concerns.
inline constexpr float kOpenerGood = 0.5F;    // "good", for an opener
inline constexpr float kVagueGood = 0.6F;     // if it rests on ordinary words of a field alone
inline constexpr float kFirstGood = 0.65F;    // that one opener of a contact at least must reach
inline constexpr float kCompanyRight = 0.5F;  // "company", for an alert on it
inline constexpr float kCompanySure = 0.6F;   // to be the reason rather than an interest
inline constexpr float kTeamRight = 0.7F;     // "team"
inline constexpr float kAlertWorth = 0.6F;    // "worth", for an alert on an interest or project
inline constexpr float kHardWorth = 0.35F;  // bad news of what is theirs is not kept from the user
inline constexpr float kTownWorth = 0.5F;   // nor of where they live, if it matters

/// Whether a topic is told by ordinary words alone, without its name or a sure word of it near the
/// beginning: enough to know of, not to write to anybody about.
[[nodiscard]] bool is_vague(const Finding& finding);

/// Which contacts have which targets, and what an article that was judged is worth to each.
/// Immutable once made: share one across threads.
class Ranker {
public:
    Ranker(std::span<const Contact> contacts, const PairModel& model,
           std::vector<Taste> tastes = {}, const FacetShifts& shifts = {});
    /// Of contacts of whom only the targets are known: whose place has which, in any order.
    using Held = std::pair<TargetKey, std::uint32_t>;
    Ranker(std::vector<Held> held, const PairModel& model, std::vector<Taste> tastes,
           const FacetShifts& shifts);

    /// Every contact to whom the article is worth telling, in no order: at most one opener each,
    /// and an alert for each facet of theirs (company, team, person) that it is about. `story` is
    /// the article's.
    [[nodiscard]] std::vector<Ranked> rank(const Judgement& judgement, StoryId story = {}) const;

    /// The same for one contact; what was found for them is in `pair`.
    struct Reasoning {
        PairFindings pair{};
        bool namesake = false;  // somebody is called like them, who is not in `pair`
        Answers answers{};
        float shift = 0;                    // of the answers, by what the user said of such news
        float needed_good = kOpenerGood;    // for an opener
        std::optional<float> needed_worth;  // for an alert on what has most to do with it
        std::vector<Ranked> ranked;
    };
    [[nodiscard]] Reasoning reason(const Judgement& judgement, std::uint32_t contact,
                                   StoryId story = {}) const;

    /// The targets of a contact as they were named.
    [[nodiscard]] const std::vector<TargetName>& targets(std::uint32_t contact) const {
        return names_[contact];
    }
    [[nodiscard]] const PairModel& model() const { return model_; }

private:
    struct Pair;
    void take_in(std::vector<Held> held);
    [[nodiscard]] std::span<const Taste> tastes_of(std::uint32_t contact) const;
    [[nodiscard]] bool is_wrong(std::uint32_t contact, TargetKey target, StoryId story) const;
    [[nodiscard]] float shift_of(const Pair& pair) const;
    /// What the article and each finding add, worked out once for all contacts.
    struct Weights {
        Answers article{};
        std::vector<Answers> findings;
    };
    [[nodiscard]] Weights weigh_parts(const Judgement& judgement) const;
    void weigh(const Judgement& judgement, const Weights& weights, Pair& pair,
               std::vector<Ranked>& out) const;
    [[nodiscard]] std::span<const std::uint32_t> contacts_of(TargetKey target) const;

    const PairModel& model_;
    std::vector<std::vector<TargetName>> names_;  // by contact
    std::vector<TargetKey> keys_;                 // ascending, each once
    std::vector<std::uint32_t> begins_;           // by key: where its contacts begin
    std::vector<std::uint32_t> contacts_;
    std::vector<Taste> tastes_;  // by contact
    FacetShifts shifts_{};
};

/// How the news is for the contact; `sensitive`: it hurts them.
[[nodiscard]] Mood mood_of(const Finding& finding, bool sensitive);

/// One sentence on why the article is for the contact: by the facet, what they wrote of it, where
/// it stands, and the kind of event that its headline tells; that may be empty, and is left out
/// where the headline does not name them.
[[nodiscard]] std::string make_reason(const Finding& finding, std::string_view written,
                                      std::string_view event, bool perhaps);

}  // namespace sawthis::matcher
