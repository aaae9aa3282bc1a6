#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "app/app.hpp"
#include "app/match_book.hpp"
#include "core/match.hpp"
#include "core/result.hpp"
#include "core/story.hpp"

namespace sawthis::app {

/// A match with the names of what it joins.
struct MatchRow {
    Match match;
    std::string contact_key;
    std::string contact_name;
    std::string article_guid;
    std::string article_title;
    std::string article_url;
    Story story;
    Instant appeared{};
    double now = 0;  // match.chance, less what its news has lost by now
};

/// Gives every match of the book to `take`, by contact, then best first, until it says false. How
/// many were given.
[[nodiscard]] Result<std::size_t> for_each_match(App& app, const MatchBook& book,
                                                 const std::function<bool(MatchRow&&)>& take);

}  // namespace sawthis::app
