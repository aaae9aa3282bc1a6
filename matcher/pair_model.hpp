#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "matcher/judgement.hpp"

/// Whether a user would send this article to this contact: a linear model of what was found, one
/// for each question. Its weights (weights.txt) are made by bench/app_train.cpp; being linear, it
/// says for each sign how much it did.
namespace sawthis::matcher {

/// What the model is asked.
enum class Question : std::uint8_t {
    worth,    // has it anything to do with the contact that matters to them
    good,     // would the user send it
    best,     // would they be sorry to have missed it
    company,  // is the contact's company what it has to do with them
    team      // is their team
};
inline constexpr std::size_t kQuestions = 5;
using Answers = std::array<float, kQuestions>;

/// The strongest finding of each slot of one contact in one article; null where there is none.
using PairFindings = std::array<const Finding*, kSlots>;

/// Two signs that say more together than apart.
inline constexpr std::size_t kCrosses = 24;
inline constexpr std::size_t kFeatures = kSlots * kSigns + kArticleSigns + 2 + kCrosses;

/// "company: headline", "company headline x project"; for explanations and the weights file.
[[nodiscard]] const std::array<std::string, kFeatures>& feature_names();

[[nodiscard]] std::array<float, kFeatures> make_features(const Judgement& judgement,
                                                         const PairFindings& pair);

class PairModel {
public:
    /// The weights built in. Nobody judged news of contacts themselves, of which there is little:
    /// what the name of their company says of worth, their own says too.
    [[nodiscard]] static Result<PairModel> load();
    /// Lines "feature\tw w w w w"; what is not named weighs nothing. Error malformed: "line 12:
    /// ...".
    [[nodiscard]] static Result<PairModel> parse(std::string_view text);

    /// What the article alone, and one finding alone, add to the answers (in logits).
    [[nodiscard]] Answers weigh_article(const Judgement& judgement) const;
    [[nodiscard]] Answers weigh_finding(const Finding& finding) const;
    [[nodiscard]] Answers weigh_crosses(const Judgement& judgement, const PairFindings& pair) const;

    [[nodiscard]] float weight(std::size_t feature, Question question) const {
        return weights_[feature][static_cast<std::size_t>(question)];
    }

private:
    void lend_to_persons();

    std::array<Answers, kFeatures> weights_{};
};

[[nodiscard]] float probability(float logit);

}  // namespace sawthis::matcher
