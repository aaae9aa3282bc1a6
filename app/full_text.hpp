#pragma once

#include <cstddef>
#include <functional>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "app/robots_check.hpp"
#include "core/article.hpp"
#include "core/result.hpp"
#include "core/source.hpp"

/// Articles completed by their pages.
namespace sawthis::app {

/// Which articles of a source are to be completed; none if it says so (then there is no function).
[[nodiscard]] std::function<bool(const Article&)> full_text_wish(const Source& source);

struct FullTextReport {
    std::size_t completed = 0;
    std::size_t merged = 0;  // of these: turned out to be articles that were known
    std::size_t failed = 0;  // will be tried again, or never
};

/// Fetches the pages that are due and keeps what they say. At most `pages_per_poll` in all and
/// `pages_per_host` from one host, one after another with `page_gap` between, or the Crawl-delay of
/// the host's robots.txt, which is obeyed, and a host that fails or tells us to wait is left alone
/// for this time. A page is tried three times at most, hours apart, and never again once it is
/// kept. No new page is begun after two minutes.
[[nodiscard]] Result<FullTextReport> complete_texts(App& app, RobotsBook& robots,
                                                    const ProgressSink& progress);

}  // namespace sawthis::app
