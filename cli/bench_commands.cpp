#include <fmt/format.h>

#include <algorithm>

#include "app/bench.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"

namespace sawthis::cli {

namespace {

std::string text_of(const app::MatchBenchReport& report) {
    const double seconds = std::max(report.match_seconds, 1e-9);
    return fmt::format(
        "{} in {}: {}\n"
        "{:.0f} articles/s, {:.1f} MB/s\n"
        "built in {:.3f} s; memory grew by {:.1f} MB, {} bytes a phrase\n",
        count(report.phrases, "phrase"), count(report.articles, "article"),
        count(report.matches, "match"), static_cast<double>(report.articles) / seconds,
        static_cast<double>(report.text_bytes) / 1e6 / seconds, report.build_seconds,
        static_cast<double>(report.resident_bytes) / 1e6, report.dictionary_bytes / report.phrases);
}

}  // namespace

int run(const BenchMatchCommand& command, const Session& session) {
    const auto report = app::bench_match(command.patterns, command.articles);
    if (!report) return report_failure(report.error());
    for (const auto& problem : report->problems) complain(problem);
    const bool printed = print(session.global.json ? json_of(*report) : text_of(*report));
    return printed && report->problems.empty() ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
