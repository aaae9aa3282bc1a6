#include "contacts/csv_rows.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace sawthis;
using contacts::CsvLimits;
using contacts::CsvRow;

namespace {

struct Outcome {
    std::vector<CsvRow> rows;
    std::string error;
};

Outcome read(std::string_view text, char delimiter = ',', CsvLimits limits = {}) {
    Outcome outcome;
    const auto done = contacts::read_csv(
        text, delimiter, limits, [&](CsvRow row) { outcome.rows.push_back(std::move(row)); });
    if (!done) outcome.error = done.error().detail;
    return outcome;
}

using Cells = std::vector<std::vector<std::string>>;

Cells cells_of(const Outcome& outcome) {
    Cells cells;
    for (const auto& row : outcome.rows) cells.push_back(row.cells);
    return cells;
}

}  // namespace

TEST_CASE("read_csv reads rows whatever their line ends and quotes", "[contacts][csv]") {
    const auto [name, given, want] = GENERATE(table<std::string, std::string, Cells>({
        {"LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"CR", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"no end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"empty cells", "a,,\n,b,\n", {{"a", "", ""}, {"", "b", ""}}},
        {"quotes", "\"a,b\",\"say \"\"hi\"\"\"\n", {{"a,b", "say \"hi\""}}},
        {"line in a cell", "\"a\nb\",c\n", {{"a\nb", "c"}}},
        {"blank rows", "a\n\n ,\n\nb\n", {{"a"}, {"b"}}},
    }));
    CAPTURE(name);
    const auto outcome = read(given);
    CHECK(outcome.error.empty());
    CHECK(cells_of(outcome) == want);
}

TEST_CASE("read_csv tells the line where a row begins", "[contacts][csv]") {
    const auto outcome = read("h\n\"a\nb\"\n\nc\n");
    REQUIRE(outcome.rows.size() == 3);
    CHECK(outcome.rows[1].line == 2);
    CHECK(outcome.rows[2].line == 5);
}

TEST_CASE("read_csv names the line of what cannot be read", "[contacts][csv]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"h\n\"open,b\nc\n", "line 2: a quote is not closed"},
        {"h\na\"b,c\n", "line 2: a quote stands inside a cell"},
        {"h\n\"a\"b,c\n", "line 2: a quote stands inside a cell"},
        {std::string("h\nb\na\0b\n", 8), "line 3: a NUL byte"},
        {"h\n1,2,3,4,5\n", "line 2: more than 4 cells"},
        {"h\n\"" + std::string(200, 'x') + "\"\n", "line 2: a cell of more than 100 bytes"},
    }));
    CAPTURE(given);
    CHECK_THAT(read(given, ',', {100, 4}).error, Catch::Matchers::StartsWith(want));
}

TEST_CASE("read_csv reads back whatever was written by the rules", "[contacts][csv]") {
    const auto seed = GENERATE(take(20, random(1U, 1'000'000U)));
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::string letters = "ab,;\"\n\r\t x";
    Cells want;
    std::string text;
    for (unsigned r = 0; r < 30; ++r) {
        want.emplace_back();
        for (unsigned c = 0; c <= random() % 5; ++c) {
            std::string cell = "x";
            for (unsigned i = random() % 8; i > 0; --i) cell += letters[random() % letters.size()];
            std::string quoted = "\"";
            for (const char letter : cell)
                quoted += letter == '"' ? "\"\"" : std::string(1, letter);
            text += (c == 0 ? "" : ",") + quoted + "\"";
            want.back().push_back(cell);
        }
        text += "\n";
    }
    const auto outcome = read(text);
    CHECK(outcome.error.empty());
    CHECK(cells_of(outcome) == want);
}

TEST_CASE("guess_delimiter takes what splits the header most", "[contacts][csv]") {
    CHECK(contacts::guess_delimiter("id,name,email\n") == ',');
    CHECK(contacts::guess_delimiter("id;name;email\n1,2,3,4") == ';');
    CHECK(contacts::guess_delimiter("id\tname\temail\r\n") == '\t');
    CHECK(contacts::guess_delimiter("") == ',');
}
