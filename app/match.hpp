#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/match.hpp"
#include "core/result.hpp"

namespace sawthis::app {

/// Brings the matches up to date: articles not matched yet against all contacts; everything within
/// the configured window again when a contact changed. How many articles were matched.
[[nodiscard]] Result<std::size_t> update_matches(App& app, const ProgressSink& progress);

/// A match with the names of what it joins.
struct MatchRow {
    Match match;
    std::string contact_key;
    std::string contact_name;
    std::string article_guid;
    std::string article_title;
    std::string article_url;
    StoryId story;
    Instant appeared{};
};

/// The matches of articles that appeared since (all that are stored, without), by contact, then
/// best first.
[[nodiscard]] Result<std::vector<MatchRow>> list_matches(App& app, std::optional<Instant> since);

}  // namespace sawthis::app
