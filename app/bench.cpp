#include "app/bench.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <functional>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"

namespace sawthis::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// More is counted, not kept.
constexpr std::size_t kMaxProblems = 1'000;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::size_t resident_bytes() {
    std::size_t all = 0;
    std::size_t resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Gives each line's text to `take`, which says what is wrong with it, if anything is.
Result<void> read_lines(const fs::path& path, std::vector<std::string>& problems,
                        const std::function<std::string(std::string&& text)>& take) {
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::not_found, path.string() + ": is not there");
    std::ifstream file(path, std::ios::binary);
    if (!file || fs::is_directory(path, error)) {
        return fail(ErrorCode::bad_input, path.string() + ": cannot be read");
    }
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const auto tab = line.find('\t');
        const bool whole = tab != std::string::npos && tab > 0;
        const std::string problem =
            whole ? take(line.substr(tab + 1)) : "write an id, a tab and the text";
        if (problem.empty()) continue;
        if (problems.size() < kMaxProblems) {
            problems.push_back(fmt::format("{}:{}: {}", path.string(), number, problem));
        }
    }
    if (file.bad())
        return fail(ErrorCode::bad_input, path.string() + ": cannot be read to its end");
    return {};
}

Result<std::vector<matcher::Phrase>> read_phrases(const fs::path& path,
                                                  std::vector<std::string>& problems) {
    std::vector<matcher::Phrase> phrases;
    const auto take = [&](std::string&& text) -> std::string {
        matcher::Phrase phrase{static_cast<std::uint32_t>(phrases.size()), std::move(text), false};
        if (!is_findable(phrase)) {
            return fmt::format("a phrase has 1 to {} words", matcher::kMaxPhraseWords);
        }
        phrases.push_back(std::move(phrase));
        return {};
    };
    if (const auto read = read_lines(path, problems, take); !read) {
        return tl::unexpected(read.error());
    }
    if (phrases.empty()) return fail(ErrorCode::bad_input, path.string() + ": has no phrase");
    return phrases;
}

}  // namespace

Result<MatchBenchReport> bench_match(const fs::path& patterns, const fs::path& articles) {
    MatchBenchReport report;
    const auto phrases = read_phrases(patterns, report.problems);
    if (!phrases) return tl::unexpected(phrases.error());
    report.phrases = phrases->size();

    const std::size_t before = resident_bytes();
    const auto start = Clock::now();
    const auto dictionary = matcher::PhraseDictionary::compile(*phrases);
    report.build_seconds = seconds_since(start);
    if (!dictionary) return fail_in(patterns.string(), dictionary.error());
    report.resident_bytes = std::max(resident_bytes(), before) - before;
    report.dictionary_bytes = dictionary->memory_bytes();

    std::vector<matcher::Mention> mentions;
    const auto take = [&](std::string&& text) -> std::string {
        const auto begin = Clock::now();
        dictionary->find(text, mentions);
        report.match_seconds += seconds_since(begin);
        ++report.articles;
        report.text_bytes += text.size();
        report.matches += mentions.size();
        return {};
    };
    const auto read = read_lines(articles, report.problems, take);
    if (!read) return tl::unexpected(read.error());
    return report;
}

}  // namespace sawthis::app
