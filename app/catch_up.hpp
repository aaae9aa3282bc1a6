#pragma once

#include <cstddef>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/result.hpp"

/// What follows the store: stories, full text and notices. Each goes on where it stopped, so
/// running it again after a crash is all the repair there is.
namespace sawthis::app {

/// Puts every article that has none into a story. How many there were.
[[nodiscard]] Result<std::size_t> group_stories(App& app, const ProgressSink& progress);

/// Brings the index up to the store's last change. How many articles were put in. An index that is
/// missing, damaged or from another version is made anew.
[[nodiscard]] Result<std::size_t> update_index(App& app, const ProgressSink& progress);

/// Both, and what sets off the user's alerts. How many notices are new.
[[nodiscard]] Result<std::size_t> catch_up(App& app, const ProgressSink& progress);

/// Deletes the index and makes it from the store.
[[nodiscard]] Result<std::size_t> rebuild_index(App& app, const ProgressSink& progress);

}  // namespace sawthis::app
