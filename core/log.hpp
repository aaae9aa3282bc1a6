#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sawthis {

/// error needs a person, warn was survived, info is one line per run, debug per item.
enum class LogLevel { error, warn, info, debug };

/// Lines of this level and above are written to stderr; the default is warn. Set once, at start.
void set_log_level(LogLevel level);

using LogField = std::pair<std::string_view, std::string>;

/// One event on one line of stderr: `poll_failed feed=12 code=timeout`. Values with blanks are
/// quoted, control characters dropped. Never article bodies, addresses, contact names or secrets.
/// Thread safe.
void log_event(LogLevel level, std::string_view name, std::initializer_list<LogField> fields = {});

/// The line log_event() would write, without its line feed.
[[nodiscard]] std::string format_event(std::string_view name,
                                       std::initializer_list<LogField> fields);

}  // namespace sawthis
