#pragma once

#include <optional>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/opener.hpp"
#include "core/result.hpp"

namespace sawthis::app {

struct DigestRequest {
    std::optional<std::size_t> limit;  // openers of the day; the configuration's otherwise
    bool again = false;                // the last digest once more
};

struct DigestReport {
    Digest digest;
    std::size_t given_today =
        0;  // openers of earlier digests of this day, which count against the limit
};

/// The openers of now: matches are brought up to date first; nobody is suggested twice for one
/// story, nor again before the configured rest is over, and the limit is for the day. What is given
/// is remembered as given.
[[nodiscard]] Result<DigestReport> make_digest(App& app, const DigestRequest& request,
                                               const ProgressSink& progress);

}  // namespace sawthis::app
