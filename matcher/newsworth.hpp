#pragma once

#include <string_view>

#include "core/match.hpp"

namespace sawthis::matcher {

/// How much more (or less, below 0) a headline is worth telling than its kind: a deal or a title
/// won is news to a friend; a share price or the date of a report is not.
[[nodiscard]] double weigh_news(std::string_view title, Facet facet);

}  // namespace sawthis::matcher
