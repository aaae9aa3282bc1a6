#pragma once

#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/full_text.hpp"
#include "app/progress.hpp"
#include "app/robots_check.hpp"
#include "app/silence.hpp"
#include "core/failure.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "store/store.hpp"

namespace sawthis::app {

struct PollRequest {
    bool all = false;  // sources that are not due, too; but not those that told us to wait
};

enum class PollOutcome { fresh, unchanged, failed };

struct SourceReport {
    Source source;
    PollOutcome outcome = PollOutcome::unchanged;
    store::TakenIn taken;
    Failure failure;        // of a failed poll
    std::string moved_to;   // the address was replaced by this one
    Silence silence;        // only of a source that was not silent at the last poll
    bool repaired = false;  // the feed was damaged; what was whole was kept
    bool cut = false;       // it ended too early, so that something is missing
};

struct PollReport {
    std::vector<SourceReport> sources;  // in the order their answers came
    std::size_t not_due = 0;
    std::size_t retired = 0;
    std::size_t unreached = 0;   // as there is no network: left as they were, due as before
    std::size_t more_pages = 0;  // of listings, beyond their first
    store::TakenIn taken;
    FullTextReport full_texts;
    std::size_t notices = 0;  // new ones, of alerts
};

/// What follows once answers are stored: further pages of listings and whole texts where there is a
/// network, stories, index and alerts.
[[nodiscard]] Result<void> follow_up(App& app, RobotsBook& robots, PollReport& report,
                                     const ProgressSink& progress);

/// Takes the sources of feeds.toml into the store, polls those that are due, keeps what is new,
/// reads on where a listing holds more that is new, completes it by its pages where the source
/// wants that, groups it into stories, brings the index up to date and looks for what sets off
/// alerts. A source that fails costs the others nothing.
[[nodiscard]] Result<PollReport> poll(App& app, const PollRequest& request,
                                      const ProgressSink& progress);

}  // namespace sawthis::app
