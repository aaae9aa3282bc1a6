#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "app/progress.hpp"

namespace sawthis::cli {

/// Whether standard output may have colours: a terminal, and no NO_COLOR (https://no-color.org).
[[nodiscard]] bool stdout_has_colour();

/// Columns of the terminal; 80 where there is none.
[[nodiscard]] std::size_t terminal_width();

/// Shows progress on standard error: one line redrawn on a terminal, with rate and time left;
/// elsewhere a plain line every five seconds. Cleared when it goes.
class ProgressLine {
public:
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const app::ProgressState& state);
    [[nodiscard]] app::ProgressSink sink() {
        return [this](const app::ProgressState& state) { show(state); };
    }

private:
    using Clock = std::chrono::steady_clock;
    void clear();

    const bool quiet_;
    const bool terminal_;
    bool drawn_ = false;
    std::string doing_;
    Clock::time_point started_;
    Clock::time_point last_;
};

/// "polling  [#####-----]  120/240 sources  80/s  2 s left", within `width` columns; a pure
/// function, so that it can be tested.
[[nodiscard]] std::string format_progress(const app::ProgressState& state,
                                          std::chrono::duration<double> elapsed, std::size_t width);

}  // namespace sawthis::cli
