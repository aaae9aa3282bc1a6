#include "core/hash.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("stable_hash never changes, since it is stored", "[core][hash]") {
    CHECK(stable_hash("") == 0x2d06800538d394c2U);
    CHECK(stable_hash("saw this, thought of you") == stable_hash("saw this, thought of you"));
    CHECK(stable_hash("a") != stable_hash("b"));
}
