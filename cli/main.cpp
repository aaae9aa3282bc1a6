#include <sys/stat.h>

#include <csignal>
#include <exception>
#include <variant>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "core/log.hpp"

namespace {

using namespace sawthis;

LogLevel log_level(int verbosity) {
    if (verbosity < 0) return LogLevel::error;
    if (verbosity == 0) return LogLevel::warn;
    return verbosity == 1 ? LogLevel::info : LogLevel::debug;
}

int run_line(const cli::CommandLine& line) {
    set_log_level(log_level(line.global.verbosity));
    const cli::Session session{line.global, line.words};
    return std::visit([&](const auto& command) { return cli::run(command, session); },
                      line.command);
}

}  // namespace

int main(int argc, char** argv) {
    // A reader that goes away ("sawthis article list | head") is no reason to die half way through
    // a write.
    std::signal(SIGPIPE, SIG_IGN);
    // What we make is for its owner alone, the index's files too.
    ::umask(0077);
    try {
        const auto parsed = cli::parse_command_line(argc, argv);
        if (const auto* end = std::get_if<cli::CommandLineEnd>(&parsed)) {
            if (!end->usage_error) return cli::print(end->text) ? cli::kExitDone : cli::kExitFailed;
            cli::complain(end->text);
            return cli::kExitUsage;
        }
        return run_line(std::get<cli::CommandLine>(parsed));
    } catch (const std::exception& error) {
        cli::complain(std::string("a fault of sawthis itself, please report it: ") + error.what());
        return cli::kExitFailed;
    }
}
