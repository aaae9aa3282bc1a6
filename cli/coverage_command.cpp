#include <fmt/format.h>

#include "app/coverage.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

std::string advice_text(const app::SourceAdvice& advice) {
    return fmt::format(
        "    sawthis source add {}{}\n",
        shown_url(advice.what).empty() ? one_line(advice.what) : shown_url(advice.what),
        advice.title.empty() ? "" : "   # " + one_line(advice.title));
}

std::string row_text(const app::CoverageRow& row) {
    std::string text =
        fmt::format("{} ({}): {}, {} a reason to write\n", one_line(row.contact_name),
                    one_line(row.contact_key), count(row.matches, "match"), row.openers);
    std::string missing;
    for (const auto& target : row.targets) {
        if (target.articles > 0) {
            text += fmt::format("    {:<9} {}: {}\n", name_of(matcher::facet_of(target.slot)),
                                one_line(target.written), count(target.articles, "article"));
        } else {
            missing +=
                fmt::format("    {:<9} {}: never seen\n", name_of(matcher::facet_of(target.slot)),
                            one_line(target.written));
        }
    }
    text += missing;
    for (const auto& advice : row.advice) text += advice_text(advice);
    return text;
}

}  // namespace

int run(const ContactCoverageCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto rows = app::find_coverage(*app);
    if (!rows) return report_failure(rows.error());
    std::string text;
    std::size_t silent = 0;
    for (const auto& row : *rows) {
        text += session.global.json ? json_line_of(row) : row_text(row);
        if (row.matches == 0) ++silent;
    }
    if (!session.global.json) {
        text += fmt::format("Of {} there is no match for {}.\n", count(rows->size(), "contact"),
                            silent);
    }
    return print(text) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
