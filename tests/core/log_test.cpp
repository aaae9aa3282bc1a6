#include "core/log.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("a logged value cannot forge a second line or field", "[core][log]") {
    CHECK(format_event("poll_failed", {{"source", "12"}, {"code", "timeout"}}) ==
          "poll_failed source=12 code=timeout");
    CHECK(format_event("e", {{"k", "a\nerror x=1"}}) == "e k=\"a error x=1\"");
    CHECK(format_event("e", {{"k", "say \"hi\""}}) == R"(e k="say \"hi\"")");
    CHECK(format_event("e", {{"k", "\x1b[31mred"}}) == "e k=[31mred");
    CHECK(format_event("e", {{"k", ""}}) == "e k=\"\"");
}
