#include "contacts/csv_rows.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sawthis::contacts {

namespace {

/// What libcsv's callbacks fill; it reports cells and row ends, but no lines.
struct Reading {
    const CsvLimits& limits;
    const std::function<void(CsvRow)>& give;
    CsvRow row;
    std::size_t begin = 1;       // the line where the row began
    std::size_t line = 1;        // being read
    std::size_t open_bytes = 0;  // read since the last cell ended
    bool too_many_cells = false;
    bool too_long = false;
};

void on_cell(void* bytes, std::size_t size, void* context) {
    auto& reading = *static_cast<Reading*>(context);
    reading.open_bytes = 0;
    if (size > reading.limits.max_cell_bytes) reading.too_long = true;
    if (reading.row.cells.size() >= reading.limits.max_cells) {
        reading.too_many_cells = true;
        return;
    }
    reading.row.cells.emplace_back(static_cast<const char*>(bytes), size);
}

void on_row(int /*terminator*/, void* context) {
    auto& reading = *static_cast<Reading*>(context);
    const bool blank = std::all_of(reading.row.cells.begin(), reading.row.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    reading.row.line = reading.begin;
    if (!blank) reading.give(std::move(reading.row));
    reading.row = {};
}

struct Parser {
    csv_parser state{};
    explicit Parser(char delimiter) {
        csv_init(&state, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&state, static_cast<unsigned char>(delimiter));
        // Tabs are blanks to libcsv, which would swallow the delimiter of a tab separated file.
        csv_set_space_func(&state, [](unsigned char c) { return static_cast<int>(c == ' '); });
    }
    ~Parser() { csv_free(&state); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
};

/// The first line of `text` with its end: LF, CRLF or CR.
std::string_view first_line(std::string_view text) {
    const auto end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return text;
    const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    return text.substr(0, end + (pair ? 2 : 1));
}

}  // namespace

Result<void> read_csv(std::string_view text, char delimiter, const CsvLimits& limits,
                      const std::function<void(CsvRow)>& row) {
    Parser parser(delimiter);
    Reading reading{limits, row};
    const auto refuse = [&](std::string_view what) {
        return fail(ErrorCode::malformed, fmt::format("line {}: {}", reading.begin, what));
    };
    while (!text.empty()) {
        const auto line = first_line(text);
        text.remove_prefix(line.size());
        const bool fresh = reading.row.cells.empty() && reading.open_bytes == 0;
        if (fresh) reading.begin = reading.line;
        if (line.find('\0') != std::string_view::npos) {
            reading.begin = reading.line;
            return refuse("a NUL byte; this is no text file");
        }
        reading.open_bytes += line.size();
        const auto read =
            csv_parse(&parser.state, line.data(), line.size(), on_cell, on_row, &reading);
        if (read != line.size())
            return refuse("a quote stands inside a cell; double it, or quote the cell");
        if (reading.too_many_cells)
            return refuse(fmt::format("more than {} cells", limits.max_cells));
        if (reading.too_long || reading.open_bytes > limits.max_cell_bytes) {
            return refuse(fmt::format("a cell of more than {} bytes; is a quote not closed?",
                                      limits.max_cell_bytes));
        }
        // libcsv passes over blank lines without a word.
        if (fresh && line.find_first_not_of("\r\n") == std::string_view::npos)
            reading.open_bytes = 0;
        ++reading.line;
    }
    if (csv_fini(&parser.state, on_cell, on_row, &reading) != 0) {
        return refuse("a quote is not closed");
    }
    return {};
}

char guess_delimiter(std::string_view text) {
    const auto header = first_line(text);
    constexpr std::array<char, 3> kDelimiters{',', ';', '\t'};
    return *std::max_element(kDelimiters.begin(), kDelimiters.end(), [&](char a, char b) {
        return std::count(header.begin(), header.end(), a) <
               std::count(header.begin(), header.end(), b);
    });
}

}  // namespace sawthis::contacts
