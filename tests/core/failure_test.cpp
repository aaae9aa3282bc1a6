#include "core/failure.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("every kind of failure has a name of its own that comes back", "[core][failure]") {
    for (int i = 0; i <= static_cast<int>(FailureKind::hub_denied); ++i) {
        const auto kind = static_cast<FailureKind>(i);
        CAPTURE(i);
        CHECK(failure_kind_of(name_of(kind)) == kind);
        CHECK_FALSE(describe({kind, ""}).empty());
    }
    CHECK(failure_kind_of("no such kind") == FailureKind::none);
}

TEST_CASE("describe says what came back", "[core][failure]") {
    CHECK(describe({FailureKind::status, "HTTP 404"}) ==
          "the server answered with an error (HTTP 404)");
}
