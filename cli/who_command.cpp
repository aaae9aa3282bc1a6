#include <fmt/format.h>

#include "app/who.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

std::string row_text(const app::WhoRow& row, std::size_t number) {
    const Match& match = row.match;
    std::string text = fmt::format("{:>3}. {:.2f}  {}  ({})\n", number, match.score,
                                   one_line(row.contact.name), one_line(row.contact.key));
    text +=
        fmt::format("           {}: {}{}\n", name_of(match.facet), one_line(match.reason),
                    match.kind == MatchKind::alert ? "; worth knowing, no reason to write" : "");
    if (match.sensitive) {
        text += fmt::format("           with care: {}\n", one_line(match.sensitive_why));
    }
    return text;
}

std::string page_of(const app::WhoReport& report) {
    std::string text = one_line(report.article.title) + "\n";
    std::size_t number = 0;
    for (const auto& row : report.rows) text += row_text(row, ++number);
    if (report.rows.empty()) return text + "Nobody you know would miss it.\n";
    if (report.rows.size() < report.found)
        text += fmt::format("{} of {}.\n", report.rows.size(), count(report.found, "contact"));
    return text;
}

}  // namespace

int run(const WhoCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto report = app::find_who(*app, command.what, command.limit);
    if (!report) return report_failure(report.error());
    std::string text;
    if (session.global.json) {
        for (const auto& row : report->rows) text += json_line_of(row, report->article);
    } else {
        text = page_of(*report);
    }
    return print(text) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
