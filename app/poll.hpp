#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/failure.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "store/store.hpp"

namespace sawthis::app {

struct PollRequest {
    bool all = false;  // sources that are not due, too
};

enum class PollOutcome { fresh, unchanged, failed };

struct SourceReport {
    Source source;
    PollOutcome outcome = PollOutcome::unchanged;
    store::TakenIn taken;
    Failure failure;        // of a failed poll
    std::string moved_to;   // the address was replaced by this one
    bool repaired = false;  // the feed was damaged; what was whole was kept
};

struct PollReport {
    std::vector<SourceReport> sources;  // in the order their answers came
    std::size_t not_due = 0;
    std::size_t retired = 0;
    store::TakenIn taken;
};

/// Takes the sources of feeds.toml into the store, polls those that are due, keeps what is new,
/// groups it into stories and brings the index up to date. A source that fails costs the others
/// nothing.
[[nodiscard]] Result<PollReport> poll(App& app, const PollRequest& request,
                                      const ProgressSink& progress);

/// One fetch of a source, read but not kept: what `source test` shows.
struct SourceTest {
    Source source;
    Failure failure;
    std::string format;  // "rss 2.0", "page"
    std::string title;
    std::vector<Article> articles;
};
[[nodiscard]] Result<SourceTest> test_source(App& app, const Source& source);

struct IngestReport {
    store::TakenIn taken;
    struct Refused {
        std::string file;
        std::string why;
    };
    std::vector<Refused> refused;
};

/// Feed files from disk, as if polled from "file:<name>" sources that are not polled by poll().
[[nodiscard]] Result<IngestReport> ingest(App& app, std::span<const std::filesystem::path> files,
                                          const ProgressSink& progress);

}  // namespace sawthis::app
