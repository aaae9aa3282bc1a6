#include "cli/terminal.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace std::chrono_literals;
using cli::format_progress;

TEST_CASE("progress shows share, rate and time left", "[cli]") {
    CHECK(format_progress({"polling", "sources", 50, 200}, 2s, 100) ==
          "polling   [#####---------------]  50/200 sources  25/s  6 s left");
    CHECK(format_progress({"polling", "sources", 200, 200}, 4s, 100) ==
          "polling   [####################]  200/200 sources  50/s");
    CHECK(format_progress({"grouping", "articles", 1'000, 0}, 1s, 100) ==
          "grouping  1000 articles  1000/s");
}

TEST_CASE("progress never outgrows the terminal nor divides by nothing", "[cli]") {
    CHECK(format_progress({"polling", "sources", 50, 200}, 2s, 10).size() == 10);
    CHECK(format_progress({"polling", "sources", 0, 200}, 0s, 80) ==
          "polling   [--------------------]  0/200 sources");
    CHECK(format_progress({"polling", "sources", 300, 200}, 1s, 80).find("200/200") !=
          std::string::npos);
}
