#include "core/time.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace std::chrono_literals;

TEST_CASE("parse_rfc3339 reads instants in any offset", "[core][time]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"2026-11-20T18:00:00Z", "2026-11-20T18:00:00Z"},
        {"2026-11-20t18:00:00.123z", "2026-11-20T18:00:00Z"},
        {"2026-11-20 18:00:00+02:30", "2026-11-20T15:30:00Z"},
        {"2024-02-29T23:59:60-01:00", "2024-03-01T01:00:00Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
    }));
    CAPTURE(given);
    const auto instant = parse_rfc3339(given);
    REQUIRE(instant);
    CHECK(format_rfc3339(*instant) == want);
}

TEST_CASE("parse_rfc3339 refuses what is no date-time", "[core][time]") {
    const auto given = GENERATE(values<std::string>({
        "",
        "2026-11-20",
        "2026-11-20T18:00:00",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T18:00:00+0200",
        "2026-11-20T18:00:00.Z",
        "2026-11-20T18:00:00Zx",
        "20x6-11-20T18:00:00Z",
        "2026-11-20T18:00:00+25:00",
    }));
    CAPTURE(given);
    CHECK_FALSE(parse_rfc3339(given));
}

TEST_CASE("parse_duration knows seconds to weeks", "[core][time]") {
    CHECK(parse_duration("90") == 90s);
    CHECK(parse_duration("10s") == 10s);
    CHECK(parse_duration("15m") == 15min);
    CHECK(parse_duration("12h") == 12h);
    CHECK(parse_duration("7d") == 168h);
    CHECK(parse_duration("2w") == 336h);
    for (const auto* bad : {"", "-1", "1x", "d", "1.5h", "99999999999999999999s", "9999999w"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_duration(bad));
    }
}

TEST_CASE("describe_duration uses the largest unit that fits", "[core][time]") {
    CHECK(describe_duration(30s) == "just now");
    CHECK(describe_duration(60s) == "1 minute");
    CHECK(describe_duration(5h + 20min) == "5 hours");
    CHECK(describe_duration(49h) == "2 days");
    CHECK(describe_duration(24h * 8) == "1 week");
    CHECK(describe_duration(24h * 800) == "2 years");
}
