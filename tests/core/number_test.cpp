#include "core/number.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

namespace sawthis {

TEST_CASE("a number is read from all of a text or not at all", "[core][number]") {
    CHECK(parse_number<int>("0") == 0);
    CHECK(parse_number<int>("-12") == -12);
    CHECK(parse_number<double>("1.5") == 1.5);
    CHECK(parse_number<std::uint64_t>("ff", 16) == 255U);
    for (const auto* none : {"", " 1", "1 ", "+1", "1a", "1.5", "0x1", "99999999999999999999"}) {
        CAPTURE(none);
        CHECK_FALSE(parse_number<int>(none));
    }
    CHECK_FALSE(parse_number<unsigned>("-1"));
    CHECK_FALSE(parse_number<std::uint16_t>("65536"));
}

}  // namespace sawthis
