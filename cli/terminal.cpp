#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace sawthis::cli {

namespace {

constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::chrono::seconds kPlainLine{5};

std::string bar(double share, std::size_t width) {
    const auto full = static_cast<std::size_t>(share * static_cast<double>(width));
    return "[" + std::string(full, '#') + std::string(width - full, '-') + "]";
}

}  // namespace

bool stdout_has_colour() {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0') &&
           !(term != nullptr && std::string_view(term) == "dumb");
}

std::size_t terminal_width() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
    return 80;
}

std::string format_progress(const app::ProgressState& state, std::chrono::duration<double> elapsed,
                            std::size_t width) {
    const double rate = elapsed.count() > 0 ? static_cast<double>(state.done) / elapsed.count() : 0;
    std::string line = fmt::format("{:<9} ", state.doing);
    if (state.total == 0) {
        line += fmt::format("{} {}", state.done, state.unit);
    } else {
        const auto done = std::min(state.done, state.total);
        line += fmt::format("{}  {}/{} {}",
                            bar(static_cast<double>(done) / static_cast<double>(state.total), 20),
                            done, state.total, state.unit);
    }
    if (rate > 0) line += fmt::format("  {:.0f}/s", rate);
    if (rate > 0 && state.total > state.done) {
        line += fmt::format("  {:.0f} s left",
                            std::ceil(static_cast<double>(state.total - state.done) / rate));
    }
    return line.substr(0, width);
}

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    clear();
}

void ProgressLine::clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
}

void ProgressLine::show(const app::ProgressState& state) {
    if (quiet_) return;
    const auto now = Clock::now();
    if (doing_ != state.doing) {
        clear();
        doing_ = state.doing;
        started_ = now;
        last_ = terminal_ ? Clock::time_point{} : now;
    }
    if (now - last_ <
        (terminal_ ? std::chrono::milliseconds(kRedraw) : std::chrono::milliseconds(kPlainLine)))
        return;
    last_ = now;
    const auto line = format_progress(state, now - started_, terminal_width() - 1);
    std::fputs((terminal_ ? "\r\x1b[K" + line : line + "\n").c_str(), stderr);
    std::fflush(stderr);
    drawn_ = terminal_;
}

}  // namespace sawthis::cli
