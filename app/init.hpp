#pragma once

#include <filesystem>
#include <vector>

#include "app/app.hpp"
#include "core/result.hpp"

namespace sawthis::app {

struct InitReport {
    std::filesystem::path data;
    std::vector<std::filesystem::path> made;  // files written
    std::vector<std::filesystem::path> kept;  // were there and are as they were
};

/// Makes the data directory, config.toml and feeds.toml. The sources of feeds.example.toml stand in
/// feeds.toml as comments, for the user to choose from: nothing is polled that nobody asked for.
/// What is there stays.
[[nodiscard]] Result<InitReport> init(const AppOptions& options);

}  // namespace sawthis::app
