#include "app/silence.hpp"

#include "app/poll.hpp"
#include "tests/app/world.hpp"

using namespace sawthis;
using test::want;
using test::World;

namespace {

/// A feed with an article a day, up to the day before `World::now`.
std::string daily_feed(int days, Instant newest) {
    std::string out = "<rss version=\"2.0\"><channel><title>Daily</title>";
    for (int i = 0; i < days; ++i) {
        out += fmt::format(
            "<item><guid>{0}</guid><title>News of {0}</title><dc:date "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{0}</dc:date></item>",
            format_rfc3339(newest - std::chrono::hours{24 * i}));
    }
    return out + "</channel></rss>";
}

}  // namespace

TEST_CASE("a source that falls silent is told of once, by its own rhythm", "[app][silence]") {
    World world;
    const auto newest = parse_rfc3339("2026-11-19T08:00:00Z").value();
    world.site["/feed"] = {200, {}, daily_feed(12, newest)};
    {
        auto app = world.open();
        world.add(app, "/feed");
    }
    const auto poll_at = [&](const std::string& time) {
        world.now = time;
        auto app = world.open();
        const auto told = want(app::poll(app, {.all = true}, {})).sources.at(0).silence.times;
        return std::pair(told, want(app::list_sources(app)).at(0).silence.times);
    };
    CHECK(poll_at("2026-11-20T07:30:00Z") == std::pair(0, 0));
    CHECK(poll_at("2026-11-20T12:30:00Z") == std::pair(0, 0));
    CHECK(poll_at("2026-11-24T09:00:00Z") == std::pair(5, 5));
    CHECK(poll_at("2026-11-25T09:00:00Z") == std::pair(0, 6));
    world.site["/feed"] = {200, {}, daily_feed(12, parse_rfc3339("2026-11-30T08:00:00Z").value())};
    CHECK(poll_at("2026-11-30T09:00:00Z") == std::pair(0, 0));
    CHECK(poll_at("2026-12-04T09:00:00Z") == std::pair(4, 4));
}
