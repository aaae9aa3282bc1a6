#include <fmt/format.h>

#include <algorithm>

#include "app/catch_up.hpp"
#include "app/ingest.hpp"
#include "app/init.hpp"
#include "app/poll.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/source_health.hpp"
#include "cli/terminal.hpp"
#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::cli {

namespace {

std::size_t count_of(const app::PollReport& report, app::PollOutcome outcome) {
    return static_cast<std::size_t>(
        std::count_if(report.sources.begin(), report.sources.end(),
                      [&](const auto& one) { return one.outcome == outcome; }));
}

std::string summary(const app::PollReport& report) {
    if (report.sources.empty() && report.not_due + report.retired + report.unreached == 0) {
        return "No sources yet. Add one: sawthis source add https://example.org/feed.xml\n";
    }
    std::string text = fmt::format("Polled {}: {}", count(report.sources.size(), "source"),
                                   count(report.taken.added, "new article"));
    if (report.taken.updated > 0) text += fmt::format(", {} updated", report.taken.updated);
    text += fmt::format("; {} brought something, {} nothing new",
                        count_of(report, app::PollOutcome::fresh),
                        count_of(report, app::PollOutcome::unchanged));
    const auto failed = count_of(report, app::PollOutcome::failed);
    if (failed > 0) text += fmt::format(", {} failed", failed);
    if (report.full_texts.completed > 0) {
        text += fmt::format("; {} completed from the page",
                            count(report.full_texts.completed, "article"));
    }
    if (report.full_texts.failed > 0) {
        text += fmt::format("; {} not completed", report.full_texts.failed);
    }
    if (report.not_due > 0) text += fmt::format("; {} not due yet", report.not_due);
    if (report.retired > 0) text += fmt::format("; {} ended", report.retired);
    return text + ".\n" + tell_notices(report.notices);
}

/// What the user should know of a source that was read.
void tell_source(const app::SourceReport& one, const Session& session) {
    const auto url = shown_url(one.source);
    if (!one.moved_to.empty()) {
        print(fmt::format("{} has moved for good to {}; its address was changed.\n", url,
                          shown_url(one.moved_to)));
    }
    if (one.silence.times > 0) {
        print(fmt::format("{} is {}.\n", url, describe_silence(one.silence)));
    }
    if (one.repaired && session.global.verbosity > 0) {
        print(fmt::format("{} is damaged; what was whole was kept.\n", url));
    }
}

void tell_sources(const app::PollReport& report, const Session& session) {
    for (const auto& one : report.sources) {
        if (one.outcome == app::PollOutcome::failed) {
            complain(fmt::format("{}: {}", shown_url(one.source), describe(one.failure)));
        } else if (one.cut) {
            complain(fmt::format("{}: the feed ends too early; what was whole was kept",
                                 shown_url(one.source)));
        } else if (session.tells()) {
            tell_source(one, session);
        }
    }
}

}  // namespace

int run(const InitCommand& /*command*/, const Session& session) {
    auto options = session.app_options();
    options.config_must_exist = false;
    const auto report = app::init(options);
    if (!report) return report_unusable(report.error());
    if (session.quiet()) return kExitDone;
    std::string text;
    for (const auto& file : report->made) text += fmt::format("Made {}\n", file.string());
    for (const auto& file : report->kept) text += fmt::format("Kept {} as it was\n", file.string());
    text += fmt::format("Data directory: {}\n", report->data.string());
    text +=
        "Next: take away the \"#\" before sources you like in feeds.toml (or: sawthis source add "
        "URL),\n"
        "then: sawthis contact import contacts.csv; sawthis poll; sawthis digest\n";
    return print(text) ? kExitDone : kExitFailed;
}

int run(const PollCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    Result<app::PollReport> report = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        report = app::poll(*app, {command.all}, progress.sink());
    }
    if (!report) return report_failure(report.error());
    tell_sources(*report, session);
    if (report->unreached > 0) {
        complain(
            fmt::format("none of {} could be found: is this machine offline? They were left "
                        "as they were; poll again when it is connected",
                        count(report->unreached, "source")));
    }
    if (session.global.json) {
        print(json_of(*report));
    } else if (!session.quiet()) {
        print(report->unreached == 0 ? summary(*report) : tell_notices(report->notices));
    }
    const bool done = count_of(*report, app::PollOutcome::failed) + report->unreached == 0;
    return done ? kExitDone : kExitFailed;
}

int run(const IngestCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    Result<app::IngestReport> report = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        report = app::ingest(*app, command.files, progress.sink());
    }
    if (!report) return report_failure(report.error());
    for (const auto& refused : report->refused) {
        complain(refused.why.starts_with(refused.file) ? refused.why
                                                       : refused.file + ": " + refused.why);
    }
    if (session.tells()) {
        print(fmt::format("Took in {}: {}, {} updated, {} known already.\n",
                          count(command.files.size() - report->refused.size(), "file"),
                          count(report->taken.added, "new article"), report->taken.updated,
                          report->taken.known) +
              tell_notices(report->notices));
    }
    return report->refused.empty() ? kExitDone : kExitFailed;
}

int run(const ReindexCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    Result<std::size_t> done = fail(ErrorCode::storage, "");
    {
        ProgressLine progress(session.quiet());
        done = app::rebuild_index(*app, progress.sink());
    }
    if (!done) return report_failure(done.error());
    if (session.tells()) print(fmt::format("Indexed {} anew.\n", count(*done, "article")));
    return kExitDone;
}

}  // namespace sawthis::cli
