#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "app/discover.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "core/time.hpp"

namespace sawthis::cli {

/// "12 items, newest 2 days ago, about 3 a week".
[[nodiscard]] std::string describe_life(const fetchers::Liveliness& life, Instant now);

/// The list of what was found at `where`; `added` are the places in it, from 0, that were added.
[[nodiscard]] std::string format_discovery(std::string_view where, const app::Discovery& discovery,
                                           const std::set<std::size_t>& added, Instant now);

/// Why nothing was found and what to do next, lines.
[[nodiscard]] std::string explain_nothing_found(std::string_view where,
                                                const app::Discovery& discovery);

/// `source add` for a domain: looks for sources, adds those that were chosen. The exit status.
[[nodiscard]] int add_discovered(const SourceAddCommand& command, const Session& session);

}  // namespace sawthis::cli
