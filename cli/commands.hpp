#pragma once

#include "app/app.hpp"
#include "cli/command_line.hpp"
#include "core/result.hpp"

/// The commands: each makes one call into app/ and renders the answer. Each returns the exit
/// status.
namespace sawthis::cli {

/// What a command is run with.
struct Session {
    GlobalOptions global;
    std::string words;  // the command as typed, "source add"

    [[nodiscard]] Result<app::App> open(app::Access access) const;
    [[nodiscard]] app::AppOptions app_options() const;
    [[nodiscard]] bool quiet() const { return global.verbosity < 0; }
    /// Whether it is said in words what was done: standard output is a machine's otherwise.
    [[nodiscard]] bool tells() const { return !quiet() && !global.json; }
};

int run(const InitCommand& command, const Session& session);
int run(const SourceAddCommand& command, const Session& session);
int run(const SourceListCommand& command, const Session& session);
int run(const SourceRemoveCommand& command, const Session& session);
int run(const SourceTestCommand& command, const Session& session);
int run(const SourceImportCommand& command, const Session& session);
int run(const SourceExportCommand& command, const Session& session);
int run(const PollCommand& command, const Session& session);
int run(const ListenCommand& command, const Session& session);
int run(const IngestCommand& command, const Session& session);
int run(const FeedParseCommand& command, const Session& session);
int run(const PageExtractCommand& command, const Session& session);
int run(const PageLinksCommand& command, const Session& session);
int run(const ContactImportCommand& command, const Session& session);
int run(const ContactAddCommand& command, const Session& session);
int run(const ContactListCommand& command, const Session& session);
int run(const ContactShowCommand& command, const Session& session);
int run(const ForgetCommand& command, const Session& session);
int run(const ContactCoverageCommand& command, const Session& session);
int run(const WhoCommand& command, const Session& session);
int run(const FeedbackCommand& command, const Session& session);
int run(const FeedbackListCommand& command, const Session& session);
int run(const FeedbackUndoCommand& command, const Session& session);
int run(const MatchCommand& command, const Session& session);
int run(const DigestCommand& command, const Session& session);
int run(const AlertAddCommand& command, const Session& session);
int run(const AlertListCommand& command, const Session& session);
int run(const AlertRemoveCommand& command, const Session& session);
int run(const AlertRunCommand& command, const Session& session);
int run(const ArticleListCommand& command, const Session& session);
int run(const ArticleShowCommand& command, const Session& session);
int run(const SearchCommand& command, const Session& session);
int run(const ConfigCheckCommand& command, const Session& session);
int run(const ConfigShowCommand& command, const Session& session);
int run(const ReindexCommand& command, const Session& session);
int run(const BenchMatchCommand& command, const Session& session);

/// `match --explain`.
int run_explain(const MatchCommand& command, const Session& session);

}  // namespace sawthis::cli
