#include <fmt/format.h>

#include "app/feedback.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "core/text.hpp"

namespace sawthis::cli {

namespace {

/// What an answer changes, in one sentence.
std::string effect_of(const app::FeedbackRow& row) {
    const auto name = one_line(row.contact.name);
    const auto watch = row.watch.empty() ? std::string(name_of(row.feedback.facet))
                                         : "\"" + one_line(row.watch) + "\"";
    switch (row.feedback.verdict) {
        case FeedbackVerdict::sent:
            return fmt::format(
                "News of {} counts for more with {} from now on, and this story is "
                "not suggested to them again.",
                watch, name);
        case FeedbackVerdict::dismiss:
            return fmt::format(
                "News of {} counts for a little less with {}, and this story is not "
                "suggested to them again.",
                watch, name);
        case FeedbackVerdict::later:
            return fmt::format("The story may be suggested to {} again in a week.", name);
        case FeedbackVerdict::wrong:
            return fmt::format(
                "This story is taken to be of another {}, and the name is trusted "
                "less with {}.",
                watch, name);
        case FeedbackVerdict::not_person:
            return fmt::format(
                "This story is taken to have nothing to do with {} of {}, and the "
                "name is trusted less with them.",
                watch, name);
        case FeedbackVerdict::never:
            return fmt::format("{} is never a match for {} again.", watch, name);
    }
    return {};
}

std::string row_text(const app::FeedbackRow& row) {
    return fmt::format("{:>5}  {}  {:<10} {}  {}\n", row.feedback.id,
                       format_day(row.feedback.said_at), name_of(row.feedback.verdict),
                       one_line(match_key(row.contact.key, row.feedback.article)),
                       shorten(one_line(row.title), 80));
}

}  // namespace

int run(const FeedbackCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto row = app::give_feedback(*app, command.match, *command.verdict);
    if (!row) return report_failure(row.error());
    if (session.global.json) return print(json_line_of(*row)) ? kExitDone : kExitFailed;
    if (!session.quiet()) {
        print(fmt::format("{} To take it back: sawthis feedback undo {}\n", effect_of(*row),
                          row->feedback.id));
    }
    return kExitDone;
}

int run(const FeedbackListCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto rows = app::list_feedback(*app, command.who);
    if (!rows) return report_failure(rows.error());
    std::string text;
    for (const auto& row : *rows) text += session.global.json ? json_line_of(row) : row_text(row);
    if (rows->empty() && !session.global.json) text = "Nothing was said yet.\n";
    return print(text) ? kExitDone : kExitFailed;
}

int run(const FeedbackUndoCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto undone = app::undo_feedback(*app, command.id);
    if (!undone) return report_failure(undone.error());
    if (session.tells()) print("Taken back.\n");
    return kExitDone;
}

}  // namespace sawthis::cli
