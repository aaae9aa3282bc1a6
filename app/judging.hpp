#pragma once

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/result.hpp"

namespace sawthis::app {

/// All articles will be judged anew.
[[nodiscard]] Result<void> forget_judgements(App& app);

/// Brings the judgements up to date: articles that came since, for all targets of all contacts;
/// articles within the configured window again, for targets that are new. How many were judged.
[[nodiscard]] Result<std::size_t> update_judgements(App& app, const ProgressSink& progress);

}  // namespace sawthis::app
