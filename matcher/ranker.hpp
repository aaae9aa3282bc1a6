#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/contact.hpp"
#include "core/feedback.hpp"
#include "core/match.hpp"
#include "matcher/judgement.hpp"
#include "matcher/pair_model.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

/// What the user taught about one contact.
struct Taste {
    std::uint32_t contact = 0;
    TargetKey target = 0;  // about what of theirs
    float shift = 0;       // added to the logits of what it finds
    bool never = false;    // what it finds is not shown
};

/// What one word of the user teaches: sent raises what it was about, dismiss lowers it a little,
/// wrong and not-person lower it more, never ends it; later says nothing of taste.
[[nodiscard]] std::optional<Taste> taste_of(const Feedback& feedback);

/// One article's worth to one contact.
struct Ranked {
    std::uint32_t contact = 0;  // place among the contacts
    Slot slot = Slot::company;  // what has most to do with it
    MatchKind kind = MatchKind::alert;
    bool perhaps = false;       // the name may mean something else
    bool theirs = false;        // it is about their company or about them: what hurts it, hurts them
    float good = 0;             // probability that the user would send it
    float score = 0;            // 0 to 1, for ranking: how glad they would be of it
    std::uint32_t finding = 0;  // of the judgement: the one it rests on
};

/// Which contacts have which targets, and what an article that was judged is worth to each.
/// Immutable once made: share one across threads.
class Ranker {
public:
    Ranker(std::span<const Contact> contacts, const PairModel& model, std::vector<Taste> tastes = {});

    /// Every contact to whom the article is worth telling, in no order: at most one opener each, and
    /// an alert for each facet of theirs (company, team, person) that it is about.
    [[nodiscard]] std::vector<Ranked> rank(const Judgement& judgement) const;

    /// The same for one contact; what was found for them is in `pair`.
    struct Reasoning {
        PairFindings pair{};
        Answers answers{};
        std::vector<Ranked> ranked;
    };
    [[nodiscard]] Reasoning reason(const Judgement& judgement, std::uint32_t contact) const;

    /// The targets of a contact as they were named.
    [[nodiscard]] const std::vector<TargetName>& targets(std::uint32_t contact) const {
        return names_[contact];
    }
    [[nodiscard]] const PairModel& model() const { return model_; }

private:
    struct Pair;
    void weigh(const Judgement& judgement, Pair& pair, std::vector<Ranked>& out) const;
    [[nodiscard]] std::span<const std::uint32_t> contacts_of(TargetKey target) const;

    const PairModel& model_;
    std::vector<std::vector<TargetName>> names_;  // by contact
    std::vector<TargetKey> keys_;                 // ascending, each once
    std::vector<std::uint32_t> begins_;           // by key: where its contacts begin
    std::vector<std::uint32_t> contacts_;
    std::vector<Taste> tastes_;                   // by contact
};

/// How the news is for the contact; `sensitive`: it hurts them.
[[nodiscard]] Mood mood_of(const Finding& finding, bool sensitive);

/// One sentence on why the article is for the contact: by the facet, what they wrote of it, where
/// it stands, and the kind of event that it is; that may be empty.
[[nodiscard]] std::string make_reason(const Finding& finding, std::string_view written,
                                      std::string_view event, bool perhaps);

}  // namespace sawthis::matcher
