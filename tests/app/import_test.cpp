#include "app/sources.hpp"
#include "tests/app/world.hpp"

using namespace sawthis;
using test::want;
using test::World;

TEST_CASE("addresses that are not public are named and left out of an import", "[app][sources]") {
    World world;
    auto app = world.open();
    const auto opml = [](const std::string& url) {
        return fmt::format("<outline type=\"rss\" text=\"F\" xmlUrl=\"{}\"/>", url);
    };
    const auto file = world.folder.write(
        "list.opml", "<opml version=\"2.0\"><body>" + opml("http://10.0.0.1/feed") +
                         opml("https://example.org/feed") + opml("http://u:secret@localhost/feed") +
                         opml(world.server.url("/allowed")) + "</body></opml>");
    const auto import = want(app::import_sources(app, file));
    CHECK(import.added == 2);
    REQUIRE(import.problems.size() == 2);
    CHECK(import.problems[0].starts_with("http://10.0.0.1/feed: no public address; left out"));
    CHECK(import.problems[1].starts_with("http://localhost/feed: "));
    CHECK(want(app::list_sources(app)).size() == 2);
}
