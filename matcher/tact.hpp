#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::matcher {

/// A phrase of news that hurts somebody, and what the user is told it is ("layoffs").
struct TactPhrase {
    std::string phrase;
    std::string kind;
    bool sure = false;  // once in the first sentences is enough
    bool operator==(const TactPhrase&) const = default;
};

/// Reads knowledge/tact.txt, which documents its own form. Error malformed: "line 12: ...".
[[nodiscard]] Result<std::vector<TactPhrase>> parse_tact(std::string_view text);

}  // namespace sawthis::matcher
