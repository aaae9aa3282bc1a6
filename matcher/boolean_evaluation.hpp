#pragma once

#include <vector>

#include "core/match.hpp"
#include "matcher/boolean_expression.hpp"

namespace sawthis::matcher {

/// Whether `query` wants `article`. What matched is appended to `evidence`, in no order; nothing if
/// it does not. `stemmer` is that of the article.
[[nodiscard]] bool evaluate(const QueryNode& query, const QueryArticle& article, Stemmer& stemmer,
                            std::vector<Evidence>& evidence);

}  // namespace sawthis::matcher
