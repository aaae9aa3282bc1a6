#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/alerts.hpp"
#include "core/contact.hpp"
#include "core/feedback.hpp"
#include "core/source.hpp"
#include "core/time.hpp"

/// What can be typed: one struct for each command, filled in by parse_command_line().
namespace sawthis::cli {

struct GlobalOptions {
    std::filesystem::path data;
    std::filesystem::path config;
    bool config_given = false;
    std::optional<Instant> now;
    bool json = false;
    int verbosity = 0;  // -q is -1, each -v one more
};

struct InitCommand {};

struct SourceAddCommand {
    Source source;
    bool discover = false;  // the address is where to look for sources, not one itself
    bool all = false;       // of those found
    bool dry_run = false;
    std::vector<std::size_t> pick;  // from 1, of those found
};
struct SourceListCommand {};
struct SourceRemoveCommand {
    std::string which;
};
struct SourceTestCommand {
    Source source;
};
struct SourceImportCommand {
    std::filesystem::path file;
};
struct SourceExportCommand {};

struct PollCommand {
    bool all = false;
};
struct ListenCommand {};
struct IngestCommand {
    std::vector<std::filesystem::path> files;
};

struct FeedParseCommand {
    std::filesystem::path file;
    std::string base_url;
    std::string content_type;
};
struct PageExtractCommand {
    std::filesystem::path file;
    std::string url;
    std::string content_type;
};
struct PageLinksCommand {
    std::filesystem::path file;
    std::string url;
    std::string links;
};

struct ContactImportCommand {
    std::filesystem::path file;
};
struct ContactAddCommand {
    Contact contact;
};
struct ContactListCommand {};
struct ContactShowCommand {
    std::string who;
};
struct ForgetCommand {
    std::string who;
};

struct ContactCoverageCommand {};

struct WhoCommand {
    std::string what;
    std::size_t limit = 10;
};
struct FeedbackCommand {
    std::string match;
    std::optional<FeedbackVerdict> verdict;  // always there once the line is read
};
struct FeedbackListCommand {
    std::optional<std::string> who;
};
struct FeedbackUndoCommand {
    std::int64_t id = 0;
};

struct MatchCommand {
    std::optional<Instant> since;
    bool anew = false;                 // forget what was judged
    std::vector<std::string> explain;  // contact and article; or empty
};
enum class DigestFormat { text, html, json, eml };
struct DigestCommand {
    DigestFormat format = DigestFormat::text;
    std::optional<std::size_t> limit;
    bool again = false;
};

struct AlertAddCommand {
    app::AlertRequest request;
};
struct AlertListCommand {};
struct AlertRemoveCommand {
    std::int64_t number = 0;
};
struct AlertRunCommand {
    std::optional<Instant> since;  // told before, too; else what is new alone
    std::optional<std::size_t> limit;
};

struct ArticleListCommand {
    std::optional<Instant> since;
    std::optional<std::size_t> limit;
};
struct ArticleShowCommand {
    std::string which;
};
struct SearchCommand {
    std::string query;
    std::size_t limit = 10;
    bool newest_first = false;
};

struct ConfigCheckCommand {};
struct ConfigShowCommand {};
struct ReindexCommand {};

struct BenchMatchCommand {
    std::filesystem::path patterns;
    std::filesystem::path articles;
};

using Command =
    std::variant<InitCommand, SourceAddCommand, SourceListCommand, SourceRemoveCommand,
                 SourceTestCommand, SourceImportCommand, SourceExportCommand, PollCommand,
                 ListenCommand, IngestCommand, FeedParseCommand, PageExtractCommand,
                 PageLinksCommand, ContactImportCommand, ContactAddCommand, ContactListCommand,
                 ContactShowCommand, ForgetCommand, ContactCoverageCommand, WhoCommand,
                 FeedbackCommand, FeedbackListCommand, FeedbackUndoCommand, MatchCommand,
                 DigestCommand, AlertAddCommand, AlertListCommand, AlertRemoveCommand,
                 AlertRunCommand, ArticleListCommand, ArticleShowCommand, SearchCommand,
                 ConfigCheckCommand, ConfigShowCommand, ReindexCommand, BenchMatchCommand>;

struct CommandLine {
    GlobalOptions global;
    Command command;
    std::string words;  // "source add", for messages
};

/// Help that was asked for, or a line that does not parse.
struct CommandLineEnd {
    bool usage_error = false;
    std::string text;
};

[[nodiscard]] std::variant<CommandLine, CommandLineEnd> parse_command_line(int argc,
                                                                           const char* const* argv);

}  // namespace sawthis::cli
