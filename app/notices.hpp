#pragma once

#include <span>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/alert.hpp"
#include "core/result.hpp"
#include "store/store.hpp"

/// What alerts deliver.
namespace sawthis::app {

/// Looks for every alert in the articles that it was not looked for in yet, those of the matching
/// window; articles without a story get one first, since a story sets off an alert once. How many
/// notices are new. An alert of another version's that cannot be looked for any more is logged, and
/// costs the others nothing.
[[nodiscard]] Result<std::size_t> update_notices(App& app, const ProgressSink& progress);

struct NoticeReport {
    std::vector<Notice> notices;  // newest first, those of one story together
    std::size_t more = 0;         // that were not given
};

/// At most `most` of those that the filter wants.
[[nodiscard]] Result<NoticeReport> load_notices(App& app, const store::NoticeFilter& filter,
                                                std::size_t most);

/// The user was told of them: now.
[[nodiscard]] Result<void> mark_told(App& app, std::span<const Notice> notices);

}  // namespace sawthis::app
