#include "app/local_time.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("local_day is the calendar's day in the zone", "[app][time]") {
    const auto [instant, zone, want] = GENERATE(table<std::string, std::string, std::string>({
        {"2026-11-20T23:30:00Z", "UTC", "2026-11-20"},
        {"2026-11-20T23:30:00Z", "Europe/Berlin", "2026-11-21"},
        {"2026-11-20T04:30:00Z", "America/New_York", "2026-11-19"},
        {"2026-11-20T04:30:00Z", "no such zone", "2026-11-20"},
    }));
    CAPTURE(zone);
    CHECK(app::local_day(*parse_rfc3339(instant), zone) == want);
}

TEST_CASE("is_time_zone knows names, not paths", "[app][time]") {
    CHECK(app::is_time_zone("Europe/London"));
    CHECK(app::is_time_zone("UTC"));
    for (const auto* bad : {"", "Mars/Phobos", "../../etc/passwd", "/etc/passwd"}) {
        CAPTURE(bad);
        CHECK_FALSE(app::is_time_zone(bad));
    }
}
