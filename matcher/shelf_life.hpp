#pragma once

#include <chrono>

#include "core/match.hpp"
#include "matcher/judgement.hpp"

namespace sawthis::matcher {

/// How long news of this kind stays new to whom it meets in this facet: the report of a game two
/// days, other news of a company, team, person or place a week, what concerns an interest, project,
/// trade or role two weeks, and three where it is a long piece rather than a release. `article`:
/// Judgement::signs.
[[nodiscard]] std::chrono::hours shelf_life(Facet facet, const ArticleSigns& article);

}  // namespace sawthis::matcher
