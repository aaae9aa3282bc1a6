#include <fmt/format.h>

#include "app/config.hpp"
#include "app/sources_file.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"

namespace sawthis::cli {

int run(const ConfigCheckCommand& /*command*/, const Session& session) {
    const auto& file = session.global.config;
    const auto config = app::load_config(file, session.global.config_given);
    if (!config) complain(config.error().detail);
    const auto sources_file = file.parent_path() / "feeds.toml";
    const auto sources = app::load_sources_file(sources_file);
    if (!sources) complain(sources.error().detail);
    if (!config || !sources) return kExitFailed;
    if (session.tells()) {
        print(fmt::format("{}: no problems. {}: {}.\n", file.string(), sources_file.string(),
                          count(sources->sources.size(), "source")));
    }
    return kExitDone;
}

int run(const ConfigShowCommand& /*command*/, const Session& session) {
    const auto config = app::load_config(session.global.config, session.global.config_given);
    if (!config) return report_failure(config.error());
    return print(app::format_config(*config)) ? kExitDone : kExitFailed;
}

}  // namespace sawthis::cli
