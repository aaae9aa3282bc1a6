#include "fetchers/source_rhythm.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using namespace sawthis::fetchers;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kStart = parse_rfc3339("2026-11-20T08:00:00Z").value();

std::vector<Instant> every(std::chrono::seconds gap, int times) {
    std::vector<Instant> found;
    for (int i = 0; i < times; ++i) found.push_back(kStart - i * gap);
    return found;
}

}  // namespace

TEST_CASE("arrivals are kept newest first, an hour apart and the last 21", "[fetchers][rhythm]") {
    CHECK(add_arrivals({}, {}).empty());
    const std::vector<Instant> burst{kStart + minutes{2}, kStart, kStart + minutes{59}};
    CHECK(add_arrivals({}, burst) == std::vector{kStart});
    CHECK(add_arrivals({kStart}, std::vector{kStart + hours{1}, kStart - hours{2}}) ==
          std::vector{kStart + hours{1}, kStart, kStart - hours{2}});
    CHECK(add_arrivals({}, every(hours{24}, 50)) == every(hours{24}, 21));
    CHECK(add_arrivals(every(hours{24}, 21), every(hours{24}, 21)) == every(hours{24}, 21));
}

TEST_CASE("articles that trickle in do not wear the history away", "[fetchers][rhythm]") {
    std::vector<Instant> arrivals;
    for (int i = 0; i < 200; ++i) {
        arrivals = add_arrivals(std::move(arrivals), std::vector{kStart + i * minutes{30}});
    }
    CHECK(arrivals.size() == 21);
    CHECK(usual_gap(arrivals) == hours{1});
}

TEST_CASE("the usual gap is the middle one of five times or more", "[fetchers][rhythm]") {
    CHECK_FALSE(usual_gap(every(hours{24}, 4)).has_value());
    CHECK(usual_gap(every(hours{24}, 5)) == hours{24});
    auto with_holiday = every(hours{24}, 10);
    for (std::size_t i = 5; i < 10; ++i) with_holiday[i] -= hours{24 * 30};
    CHECK(usual_gap(with_holiday) == hours{24});
}

TEST_CASE("a source is silent by its own rhythm, not over a weekend", "[fetchers][rhythm]") {
    const auto [name, gap, times, after, want] =
        GENERATE(table<std::string, hours, int, hours, int>({
            {"daily, after two days", hours{24}, 20, hours{48}, 0},
            {"daily, after three", hours{24}, 20, hours{72}, 3},
            {"daily, after ten and a half", hours{24}, 20, hours{252}, 10},
            {"hourly, over a weekend", hours{1}, 20, hours{62}, 0},
            {"hourly, after three days", hours{1}, 20, hours{72}, 72},
            {"monthly, after two months", hours{24 * 30}, 12, hours{24 * 60}, 0},
            {"monthly, after four months", hours{24 * 30}, 12, hours{24 * 120}, 4},
            {"too young to tell", hours{24}, 3, hours{24 * 100}, 0},
        }));
    CAPTURE(name);
    CHECK(times_silent(every(gap, times), kStart + after) == want);
}
