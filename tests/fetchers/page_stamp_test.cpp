#include "fetchers/page_stamp.hpp"

#include <catch2/catch.hpp>

using namespace sawthis::fetchers;

TEST_CASE("stamps keep their offset, bare days stay bare", "[fetchers][date]") {
    const auto [stamp, want] = GENERATE(table<std::string, std::string>({
        {"2026-03-04", "2026-03-04"},
        {"2026-03-04T10:20:30Z", "2026-03-04T10:20:30Z"},
        {"2026-03-04T10:20:30.123+02:00", "2026-03-04T10:20:30+02:00"},
        {"2026-03-04T10:20-0500", "2026-03-04T10:20:00-05:00"},
        {"2026-03-04 10:20:30", "2026-03-04T10:20:30Z"},
        {"20260304", "2026-03-04"},
        {"Wed, 04 Mar 2026 10:20:30 GMT", "2026-03-04"},
        {"nonsense", ""},
        {"9999-99-99", ""},
    }));
    CAPTURE(stamp);
    CHECK(normal_stamp(stamp) == want);
}
