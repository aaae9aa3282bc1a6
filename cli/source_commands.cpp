#include <fmt/format.h>

#include "app/source_test.hpp"
#include "app/sources.hpp"
#include "app/sources_file.hpp"
#include "cli/commands.hpp"
#include "cli/json_output.hpp"
#include "cli/output.hpp"
#include "cli/source_discovery.hpp"
#include "cli/source_health.hpp"
#include "core/text.hpp"
#include "fetchers/discovery.hpp"
#include "net/url.hpp"

namespace sawthis::cli {

namespace {

std::string ago(std::optional<Instant> when, Instant now) {
    if (!when) return "never";
    const auto text = describe_duration(now - *when);
    return text == "just now" ? text : text + " ago";
}

std::string next_poll(const app::SourceRow& row, Instant now) {
    if (row.stored.state.retired) return "never";
    if (!row.next_poll || *row.next_poll <= now) return "now";
    return "in " + describe_duration(*row.next_poll - now);
}

std::string source_lines(const app::SourceRow& row, Instant now) {
    const auto& [source, state, articles] = row.stored;
    std::string text = fmt::format("{:>4}  {}\n", source.id.value, shown_name(source));
    text += fmt::format("      {} {}\n", name_of(source.kind), shown_url(source));
    text +=
        fmt::format("      {}; {}; last success {}; next poll {}\n", health_of(row),
                    count(articles, "article"), ago(state.last_success, now), next_poll(row, now));
    if (const auto pushes = describe_pushes(row); !pushes.empty()) {
        text += fmt::format("      {}\n", pushes);
    }
    return text;
}

}  // namespace

int run(const SourceAddCommand& command, const Session& session) {
    const bool choosing = command.all || command.dry_run || !command.pick.empty();
    const bool domain =
        command.source.kind == SourceKind::feed && fetchers::is_bare_domain(command.source.url);
    if (command.discover || choosing || domain) return add_discovered(command, session);
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto added = app::add_source(*app, command.source);
    if (!added) return report_failure(added.error());
    if (session.tells()) {
        print(fmt::format("{} {} as source {}. Next: sawthis poll\n",
                          added->added ? "Added" : "Known already:", shown_url(command.source.url),
                          added->id.value));
    }
    return kExitDone;
}

int run(const SourceListCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto sources = app::list_sources(*app);
    if (!sources) return report_failure(sources.error());
    if (session.global.json) return print(json_of(*sources)) ? kExitDone : kExitFailed;
    std::string text;
    for (const auto& row : *sources) text += source_lines(row, app->now());
    if (sources->empty()) text = "No sources yet. Add one: sawthis source add example.org\n";
    return print(text) ? kExitDone : kExitFailed;
}

int run(const SourceRemoveCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto removed = app::remove_source(*app, command.which);
    if (!removed) return report_failure(removed.error());
    if (session.tells())
        print(fmt::format("Removed {}; its articles stay.\n", shown_url(*removed)));
    const auto file = app::load_sources_file(app->sources_file());
    for (std::size_t i = 0; file && i < file->sources.size(); ++i) {
        if (file->sources[i].url != removed->url) continue;
        complain(fmt::format(
            "{}:{}: it stands here too, and comes back with the next poll unless you remove it",
            app->sources_file().string(), file->lines[i]));
    }
    return kExitDone;
}

int run(const SourceTestCommand& command, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto test = app::test_source(*app, command.source);
    if (!test) return report_failure(test.error());
    if (test->failure.kind != FailureKind::none) {
        complain(fmt::format("{}: {}", shown_url(command.source.url), describe(test->failure)));
        return kExitFailed;
    }
    std::string text = fmt::format("{}: {}, {}\n", one_line(test->title), test->format,
                                   count(test->articles.size(), "article"));
    for (const auto& article : test->articles) {
        text += fmt::format("  {}  {}\n",
                            article.published ? format_day(*article.published) : "no date   ",
                            one_line(article.title));
    }
    return print(text) ? kExitDone : kExitFailed;
}

int run(const SourceImportCommand& command, const Session& session) {
    auto app = session.open(app::Access::write);
    if (!app) return report_unusable(app.error());
    const auto import = app::import_sources(*app, command.file);
    if (!import) return report_failure(import.error());
    for (const auto& problem : import->problems) {
        complain(fmt::format("{}: {}", command.file.string(), problem));
    }
    if (session.tells()) {
        print(fmt::format("{} added, {} known already. Next: sawthis poll\n",
                          count(import->added, "source"), import->known));
    }
    return import->problems.empty() ? kExitDone : kExitFailed;
}

int run(const SourceExportCommand& /*command*/, const Session& session) {
    auto app = session.open(app::Access::read);
    if (!app) return report_unusable(app.error());
    const auto sources = app::export_sources(*app);
    if (!sources) return report_failure(sources.error());
    for (const auto& mail : sources->left_out) {
        complain(
            fmt::format("{}: left out, as OPML has no place for mail folders; write it as "
                        "[[mail]] in feeds.toml",
                        shown_url(mail)));
    }
    return print(sources->opml) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
