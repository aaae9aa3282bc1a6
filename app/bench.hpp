#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"

/// Measures the program's engines on the user's own files, without a data directory.
namespace sawthis::app {

struct MatchBenchReport {
    std::size_t phrases = 0;
    std::size_t articles = 0;
    std::size_t text_bytes = 0;
    std::size_t matches = 0;
    double build_seconds = 0;        // of compiling the phrases, once they are read
    double match_seconds = 0;        // of finding them, once an article is read
    std::size_t resident_bytes = 0;  // by which memory grew with compiling
    std::size_t dictionary_bytes = 0;
    std::vector<std::string> problems;  // lines that were left out: file, line and why
};

/// Finds the phrases of one file in the articles of another. Each line of either has an id, a tab
/// and a text. Phrases are found in any case and plain inflection, by one thread. Error not_found,
/// bad_input: a file cannot be read, or has no phrase.
[[nodiscard]] Result<MatchBenchReport> bench_match(const std::filesystem::path& patterns,
                                                   const std::filesystem::path& articles);

}  // namespace sawthis::app
