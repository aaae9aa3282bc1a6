#include "core/log.hpp"

#include <atomic>
#include <cstdio>

#include "core/text.hpp"

namespace sawthis {

namespace {
std::atomic<LogLevel> g_level{LogLevel::warn};
}

void set_log_level(LogLevel level) {
    g_level = level;
}

std::string format_event(std::string_view name, std::initializer_list<LogField> fields) {
    std::string line(name);
    for (const auto& [key, value] : fields) {
        line.append(" ").append(key).append("=");
        const std::string sound = one_line(value);
        if (!sound.empty() && sound.find_first_of(" \"=") == std::string::npos) {
            line += sound;
            continue;
        }
        line += '"';
        for (const char c : sound) {
            if (c == '"' || c == '\\') line += '\\';
            line += c;
        }
        line += '"';
    }
    return line;
}

void log_event(LogLevel level, std::string_view name, std::initializer_list<LogField> fields) {
    if (level > g_level.load()) return;
    const std::string line = format_event(name, fields) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);  // one call: lines of threads do not mix
}

}  // namespace sawthis
