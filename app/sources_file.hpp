#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "app/config.hpp"
#include "core/result.hpp"
#include "core/source.hpp"

namespace sawthis::app {

struct SourcesReading {
    std::vector<Source> sources;     // ids 0, in the file's order
    std::vector<std::size_t> lines;  // of each source
    std::vector<ConfigProblem> problems;
};

/// Sources in the form of feeds.toml: [[feed]] url, title, tags, full_text; [[page]] also
/// company, links; [[mail]] url, title, tags, articles, password_env or password_file. A source
/// with a problem is left out; the others stand.
[[nodiscard]] SourcesReading parse_sources(std::string_view text);

/// The file's sources; none where there is no file. Error bad_input with all problems as
/// "path:line: text".
[[nodiscard]] Result<SourcesReading> load_sources_file(const std::filesystem::path& file);

}  // namespace sawthis::app
