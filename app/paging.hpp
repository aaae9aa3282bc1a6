#pragma once

#include <cstddef>
#include <string>

#include "app/app.hpp"
#include "app/poll.hpp"
#include "app/progress.hpp"
#include "app/robots_check.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "store/store.hpp"

/// Listings that go on at another address ("older news").
namespace sawthis::app {

/// Where all that a page of a listing showed was new, there may be more behind it: `state`
/// remembers the address, so that it is read even if we are killed before.
void note_next_page(PollState& state, const std::string& next_page, const store::TakenIn& taken);

/// Reads on in the listings that `state.more_at` names, page by page, while all on a page is new:
/// `listing_pages` at most, one host's one after another with `page_gap` between, or the
/// Crawl-delay of its robots.txt, which is obeyed. None is begun after two minutes: the next poll
/// reads on. What came is added to the report. A page that fails ends nothing but its listing, for
/// this time.
[[nodiscard]] Result<void> read_more_pages(App& app, RobotsBook& robots, PollReport& report,
                                           const ProgressSink& progress);

}  // namespace sawthis::app
