#include <fmt/format.h>

#include "app/alerts.hpp"
#include "app/notices.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "notifier/digest_render.hpp"

namespace sawthis::cli {

namespace {

constexpr std::size_t kUsualLimit = 50;  // notices on a page for people

std::string name_of_alert(const Alert& alert, const std::optional<Contact>& contact) {
    std::string name =
        fmt::format("alert {}, {}{} {}", alert.id.value, alert.exact_case ? "exact " : "",
                    name_of(alert.kind), shorten(one_line(alert.text), 120));
    if (contact) name += fmt::format(", for {}", one_line(contact->name));
    return name;
}

std::string row_text(const app::AlertRow& row) {
    const auto& [alert, checked, notices, untold] = row.stored;
    std::string text = fmt::format("{:>5}  {}  {:<7}  {}", alert.id.value, format_day(alert.added),
                                   name_of(alert.kind), one_line(alert.text));
    if (alert.exact_case) text += "  (as written)";
    if (row.contact) {
        text +=
            fmt::format("  for {} ({})", one_line(row.contact->name), one_line(row.contact->key));
    }
    return text + fmt::format("\n       {}, {} not told yet\n", count(notices, "notice"), untold);
}

std::string article_text(const Notice& notice) {
    const Article& article = notice.article;
    std::string text = fmt::format("{}  {}\n            {}", format_day(appeared(article)),
                                   one_line(article.title), one_line(article.publisher));
    if (!notice.other_publishers.empty()) {
        text += fmt::format("; also in {}", one_line(join(notice.other_publishers, ", ")));
    }
    if (!article.url.empty()) text += "  " + shown_url(article.url);
    return text + "\n";
}

/// Each story once, with all alerts that it set off.
std::string page_of(const app::NoticeReport& report, bool colour) {
    std::string text;
    StoryId story;
    for (const Notice& notice : report.notices) {
        if (notice.article.story != story) text += article_text(notice);
        story = notice.article.story;
        const auto excerpt = notifier::make_excerpt(notice.article, notice.evidence);
        text += fmt::format("            {}:\n              {}\n",
                            name_of_alert(notice.alert, notice.contact),
                            marked(excerpt.text, excerpt.marks, colour));
    }
    if (report.more > 0) {
        text += fmt::format("{} more; --limit N shows more at once.\n", report.more);
    }
    return text;
}

/// What there is to say where there is nothing to show.
std::string nothing_to_show(bool alerts) {
    if (!alerts) return "No alerts yet. Add one: sawthis alert add 'acme AND recall*'\n";
    return "Nothing new. What you were told before: sawthis alert run --since 30d\n";
}

}  // namespace

int run(const AlertAddCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    Result<app::AddedAlert> added = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        added = app::add_alert(*app, command.request, progress.sink());
    }
    if (!added) return report_failure(added.error());
    if (session.global.json) return print(json_line_of(added->row)) ? kExitDone : kExitFailed;
    if (session.quiet()) return kExitDone;
    const auto& [stored, contact] = added->row;
    std::string text = fmt::format("{} {}.\n", added->added ? "Added" : "There is already",
                                   name_of_alert(stored.alert, contact));
    text += stored.notices == 0 ? "No story of late sets it off; new ones will.\n"
                                : fmt::format("{} of late; see: sawthis alert run --since 30d\n",
                                              count(stored.notices, "notice"));
    return print(text) ? kExitDone : kExitFailed;
}

int run(const AlertListCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto rows = app::list_alerts(*app);
    if (!rows) return report_failure(rows.error());
    std::string text;
    for (const auto& row : *rows) text += session.global.json ? json_line_of(row) : row_text(row);
    if (rows->empty() && !session.global.json) text = nothing_to_show(false);
    return print(text) ? kExitDone : kExitFailed;
}

int run(const AlertRemoveCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto removed = app::remove_alert(*app, command.number);
    if (!removed) return report_failure(removed.error());
    if (session.tells()) print("Removed, with its notices.\n");
    return kExitDone;
}

int run(const AlertRunCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    {
        ProgressLine progress(session.quiet());
        const auto updated = app::update_notices(*app, progress.sink());
        if (!updated) return report_failure(updated.error());
    }
    const store::NoticeFilter filter{command.since, std::nullopt, !command.since};
    const auto most = command.limit.value_or(session.global.json ? std::string::npos : kUsualLimit);
    const auto report = app::load_notices(*app, filter, most);
    if (!report) return report_failure(report.error());
    std::string text;
    if (session.global.json) {
        for (const Notice& notice : report->notices) text += json_line_of(notice);
    } else if (!report->notices.empty()) {
        text = page_of(*report, stdout_has_colour());
    } else {
        const auto rows = app::list_alerts(*app);
        if (!rows) return report_failure(rows.error());
        text = nothing_to_show(!rows->empty());
    }
    if (!print(text)) return kExitFailed;
    const auto told = app::mark_told(*app, report->notices);
    return told ? kExitDone : report_failure(told.error());
}

}  // namespace sawthis::cli
