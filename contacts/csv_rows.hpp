#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::contacts {

struct CsvRow {
    std::size_t line = 0;  // where the row begins, 1-based
    std::vector<std::string> cells;
};

struct CsvLimits {
    std::size_t max_cell_bytes = 1U << 20U;
    std::size_t max_cells = 1'000;  // of a row
};

/// Calls `row` for each row of `text` (UTF-8, RFC 4180; lines end in LF, CRLF or CR) that is not
/// blank. Error malformed, naming the line: a quote that is not closed or stands inside a bare
/// cell, a cell or row over the limits, a NUL byte. Rows before the error have been given.
[[nodiscard]] Result<void> read_csv(std::string_view text, char delimiter, const CsvLimits& limits,
                                    const std::function<void(CsvRow)>& row);

/// Comma, semicolon or tab: whichever splits the first line into the most cells.
[[nodiscard]] char guess_delimiter(std::string_view text);

}  // namespace sawthis::contacts
