#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/result.hpp"
#include "store/store.hpp"

namespace sawthis::app {

/// Begins the URL of a source that is a file taken in by hand; poll() leaves it alone.
constexpr std::string_view kFileScheme = "file:";

struct IngestReport {
    store::TakenIn taken;
    std::size_t notices = 0;  // new ones, of alerts
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
