#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "matcher/article_view.hpp"
#include "matcher/judgement.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

/// How sure it is that a name means the target: below the first it is silent, below the second it
/// says "perhaps".
inline constexpr double kPerhaps = 1.5;
inline constexpr double kSure = 2;
inline constexpr double kMostConfidence = 4;
/// The sign of a finding by name that says how sure it is, 1 at kMostConfidence.
inline constexpr std::size_t kCertainty = 1;

/// Whether `hit` is part of a longer phrase that means something else.
[[nodiscard]] bool is_covered(const Target& target, const std::vector<Hit>& hits, const Hit& hit);

/// Company, team or person: whether the name means the target here, and how much the article is
/// about it. `hits` are all of the target's, in order of part and place; `weigh_trade` says how
/// much the article speaks of a company's trade, and is asked only where the name is not sure.
[[nodiscard]] std::optional<Finding> judge_named(const Target& target, const std::vector<Hit>& hits,
                                                 const std::function<double()>& weigh_trade,
                                                 const BagCount* bag, const ArticleView& view);

/// How much an article speaks of a trade: by its different words, and where they stand.
[[nodiscard]] double weigh_trade(const Target& industry, const std::vector<Hit>& hits);

/// Interest, industry, or a field that a project names: how much the article is of it. `bag` counts
/// the words of what was written; null if title and lead have none.
[[nodiscard]] std::optional<Finding> judge_topic(const Target& target, const std::vector<Hit>& hits,
                                                 const BagCount* bag, const ArticleView& view);

/// An interest that is a team ("England cricket"): as a topic that is named where the team surely
/// is meant; where the headline names it, what it says of the team's sport counts too.
[[nodiscard]] std::optional<Finding> judge_team_interest(const Target& target,
                                                         const std::vector<Hit>& hits,
                                                         const ArticleView& view);

/// Whether an article is of a sport in which a team is called as the interest is: "Jazz draft a
/// point guard".
[[nodiscard]] bool speaks_of_namesake(const Target& interest, const ArticleView& view);

/// An estimate of sign 0 of judge_sentence(), at next to no cost.
[[nodiscard]] float estimate_sentence(const BagCount& bag, float total);

/// A project or goal, or a role: how much of what its sentence says, the rarer the better, the
/// article speaks of.
[[nodiscard]] std::optional<Finding> judge_sentence(const Target& target, const BagCount& bag,
                                                    const ArticleWords& words);

/// Place: worth knowing where the headline has it.
[[nodiscard]] std::optional<Finding> judge_place(const Target& target, const std::vector<Hit>& hits,
                                                 const ArticleView& view);

}  // namespace sawthis::matcher
