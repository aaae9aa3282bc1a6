#include "cli/output.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("count speaks of one and of many", "[cli]") {
    CHECK(cli::count(0, "article") == "0 articles");
    CHECK(cli::count(1, "article") == "1 article");
    CHECK(cli::count(1'234'567, "article") == "1,234,567 articles");
    CHECK(cli::count(100, "match") == "100 matches");
}

TEST_CASE("an error's kind decides the exit status", "[cli]") {
    CHECK(cli::report_failure({ErrorCode::bad_input, "expected in this test"}) == cli::kExitFailed);
    CHECK(cli::report_unusable({ErrorCode::bad_input, "expected in this test"}) ==
          cli::kExitFailed);
    CHECK(cli::report_unusable({ErrorCode::conflict, "expected in this test"}) ==
          cli::kExitUnusable);
    CHECK(cli::report_unusable({ErrorCode::not_found, "expected in this test"}) ==
          cli::kExitUnusable);
    CHECK(cli::report_unusable({ErrorCode::storage, "expected in this test"}) ==
          cli::kExitUnusable);
}
