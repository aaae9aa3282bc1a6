#include "fetchers/page_date.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::fetchers;

TEST_CASE("a day is found in the words of many languages", "[fetchers][date]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"Posted on 4 March 2026 by Ann", "2026-03-04"},
        {"March 4th, 2026", "2026-03-04"},
        {"Mar. 4, 2026 | 10:20", "2026-03-04"},
        {"4. März 2026", "2026-03-04"},
        {"le 1er août 2026", "2026-08-01"},
        {"4 de marzo de 2026", "2026-03-04"},
        {"4 февраля 2026 г.", "2026-02-04"},
        {"2026年3月4日(水)", "2026-03-04"},
        {"2026년 3월 4일", "2026-03-04"},
        {"04.03.2026", "2026-03-04"},
        {"3/14/2026", "2026-03-14"},
        {"04/03/26", "2026-03-04"},
        {"2026-03-04T10:20:30Z", "2026-03-04"},
        {"2026/3/4", "2026-03-04"},
        {"version 1.2.3, 5 Dec 2025", "2025-12-05"},
        {"12-Dec-25", "2025-12-12"},
        {"31 February 2026", "-"},
        {"in March 2026", "-"},
        {"192.168.12.10", "-"},
        {"4 March", "-"},
        {"4 March 1850", "-"},
        {"", "-"},
    }));
    CAPTURE(text);
    const auto day = find_day(text);
    CHECK((day ? format_day(*day) : "-") == want);
}

TEST_CASE("figures follow the page's habit where they can be read both ways", "[fetchers][date]") {
    CHECK(format_day(*find_day("03/04/2026", DayOrder::month_first)) == "2026-03-04");
    CHECK(format_day(*find_day("03/04/2026", DayOrder::day_first)) == "2026-04-03");
    CHECK(format_day(*find_day("13/04/2026", DayOrder::month_first)) == "2026-04-13");
}

TEST_CASE("a day without its year is found when asked for", "[fetchers][date]") {
    const auto day = find_day("14 Sep", DayOrder::day_first, false);
    REQUIRE(day);
    CHECK(day->year == 0);
    CHECK(day->month == 9);
}
