#include "app/coverage.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/judging.hpp"
#include "app/people.hpp"
#include "tests/app/world.hpp"

using namespace sawthis;
using test::want;
using test::World;

namespace {

std::string item(const std::string& guid, const std::string& title, const std::string& text) {
    return "<item><guid isPermaLink=\"false\">" + guid + "</guid><title>" + title +
           "</title><description>" + text +
           "</description><pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate></item>";
}

/// What is said of each target, of one contact.
struct Covered : World {
    app::App app = open();

    void take_in(const std::string& items) {
        test::take_in_items(app, folder, "news.rss", items);
        want(app::update_judgements(app, {}));
    }
    app::CoverageRow row() {
        auto rows = want(app::find_coverage(app));
        REQUIRE(rows.size() == 1);
        return rows.front();
    }
    std::size_t articles_on(const std::string& written) {
        const auto of = row();
        const auto found =
            std::find_if(of.targets.begin(), of.targets.end(),
                         [&](const auto& target) { return target.written == written; });
        REQUIRE(found != of.targets.end());
        return found->articles;
    }
};

Contact runner() {
    Contact contact;
    contact.key = "ana";
    contact.name = "Ana Ruiz";
    contact.company = "Brindlewick Robotics";
    contact.company_domain = "brindlewick.example";
    contact.interests = {"fell running", "wind power"};
    return contact;
}

}  // namespace

TEST_CASE("coverage counts the articles that speak of what a contact cares about",
          "[app][coverage]") {
    Covered world;
    want(app::add_contact(world.app, runner()));
    world.take_in(item("n1", "Wind power overtakes coal", "Wind turbines turned all night.") +
                  item("n2", "Fell running in the Lakes", "The fell race was won by a shepherd.") +
                  item("n3", "Fell running at night", "Two hundred took part."));
    CHECK(world.articles_on("wind power") == 1);
    CHECK(world.articles_on("fell running") == 2);
    CHECK(world.articles_on("Brindlewick Robotics") == 0);
    CHECK(world.row().matches >= 3);
}

TEST_CASE("ordinary words of an interest are no coverage of it", "[app][coverage]") {
    Covered world;
    want(app::add_contact(world.app, runner()));
    world.take_in(item("n1", "A mountain summit on climate",
                       "The climb to the summit takes miles of rough terrain, and a record number "
                       "of leaders made the ascent to the mountain town.") +
                  item("n2", "Shares fell", "The stores kept running, and shares fell again."));
    CHECK(world.articles_on("fell running") == 0);
}

TEST_CASE("a company that no article names is to be had from its own domain", "[app][coverage]") {
    Covered world;
    want(app::add_contact(world.app, runner()));
    world.take_in(item("n1", "Wind power overtakes coal", "Wind turbines turned all night."));
    const auto advice = world.row().advice;
    CHECK(std::any_of(advice.begin(), advice.end(),
                      [](const auto& one) { return one.what == "brindlewick.example"; }));
    world.take_in(item("n2", "Brindlewick Robotics wins a prize", "Brindlewick Robotics won it."));
    const auto then = world.row().advice;
    CHECK(std::none_of(then.begin(), then.end(),
                       [](const auto& one) { return one.what == "brindlewick.example"; }));
}
