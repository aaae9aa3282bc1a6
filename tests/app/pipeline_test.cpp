#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "app/catch_up.hpp"
#include "app/digest.hpp"
#include "app/ingest.hpp"
#include "app/match.hpp"
#include "app/people.hpp"
#include "app/poll.hpp"
#include "app/search.hpp"
#include "app/sources.hpp"
#include "app/stories.hpp"
#include "tests/app/world.hpp"

/// The whole way of an article, with a real server, database and index.

using namespace sawthis;
using test::want;
using test::World;

namespace {

struct Item {
    std::string guid;
    std::string title;
    std::string text;
};

std::string rss(const std::vector<Item>& items) {
    std::string out =
        "<rss version=\"2.0\"><channel><title>The "
        "Ledger</title><link>https://ledger.example/</link>";
    for (const auto& item : items) {
        out += fmt::format(
            "<item><guid "
            "isPermaLink=\"false\">{0}</guid><link>https://ledger.example/{0}</link><title>{1}</"
            "title>"
            "<description>{2}</description><pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate></item>",
            item.guid, item.title, item.text);
    }
    return out + "</channel></rss>";
}

const std::vector<Item> kNews{
    {"n1", "Brindlewick Robotics wins the national engineering prize",
     "Brindlewick Robotics has won the national engineering prize for its harvest arm, the jury "
     "said on Thursday."},
    {"n2", "Town council agrees on a new bridge",
     "The council voted nine to two for the bridge over the Alder."},
};

void serve_feed(World& world, const std::string& target, const std::vector<Item>& items) {
    world.serve(target, "application/rss+xml", rss(items));
}

Contact ana() {
    Contact contact;
    contact.name = "Ana Ruiz";
    contact.email = "ana@brindlewick.example";
    contact.company = "Brindlewick Robotics";
    return contact;
}

}  // namespace

TEST_CASE("an article is polled once, found by search, matched, and given once",
          "[app][pipeline]") {
    World world;
    serve_feed(world, "/a.rss", kNews);
    {
        auto app = world.open();
        world.add(app, "/a.rss");
        want(app::add_contact(app, ana()));
        const auto report = want(app::poll(app, {}, {}));
        CHECK(report.taken.added == 2);
        CHECK(report.sources.at(0).outcome == app::PollOutcome::fresh);

        CHECK(want(app::search(app, {"bridge", 0, 10, false})).rows.at(0).article.guid == "n2");
        const auto digest = want(app::make_digest(app, {}, {})).digest;
        REQUIRE(digest.openers.size() == 1);
        CHECK(digest.openers[0].contact.name == "Ana Ruiz");
        CHECK(digest.openers[0].article.guid == "n1");
    }
    auto app = world.open();
    const auto soon = want(app::poll(app, {}, {}));
    CHECK(soon.not_due == 1);
    CHECK(world.server.hits() == 1);
    const auto again = want(app::poll(app, {true}, {}));
    CHECK(again.taken.added == 0);
    CHECK(again.sources.at(0).outcome == app::PollOutcome::unchanged);
    CHECK(world.server.requests().back().headers.at("if-none-match") == "\"1\"");
    CHECK(want(app::make_digest(app, {}, {})).digest.openers.empty());
    const auto once_more = want(app::make_digest(app, {std::nullopt, true}, {})).digest;
    REQUIRE(once_more.openers.size() == 1);
    CHECK(once_more.openers[0].article.guid == "n1");
}

TEST_CASE("failing sources are named by kind and cost the others nothing", "[app][pipeline]") {
    World world;
    serve_feed(world, "/good.rss", kNews);
    world.site["/page.html"] = {
        200, {{"Content-Type", "text/html"}}, "<html><body><p>Hello</p></body></html>"};
    auto app = world.open();
    for (const auto* target : {"/none.rss", "/page.html", "/good.rss"}) world.add(app, target);
    const auto report = want(app::poll(app, {}, {}));
    CHECK(report.taken.added == 2);
    std::map<std::string, FailureKind> kinds;
    for (const auto& one : report.sources)
        kinds[one.source.url.substr(one.source.url.rfind('/'))] = one.failure.kind;
    CHECK(kinds == std::map<std::string, FailureKind>{{"/none.rss", FailureKind::status},
                                                      {"/page.html", FailureKind::not_a_feed},
                                                      {"/good.rss", FailureKind::none}});
}

TEST_CASE("a permanent redirect to a feed, seen at three polls, moves the source",
          "[app][pipeline]") {
    World world;
    serve_feed(world, "/new.rss", kNews);
    world.site["/login.html"] = {
        200, {{"Content-Type", "text/html"}}, "<html><body>Log in</body></html>"};
    world.site["/old.rss"] = {301, {{"Location", "/new.rss"}}, ""};
    world.site["/lost.rss"] = {301, {{"Location", "/login.html"}}, ""};
    auto app = world.open();
    world.add(app, "/old.rss");
    world.add(app, "/lost.rss");
    const auto urls = [&] {
        std::vector<std::string> found;
        for (const auto& row : want(app::list_sources(app))) found.push_back(row.stored.source.url);
        return found;
    };
    const std::vector<std::string> before{world.server.url("/old.rss"),
                                          world.server.url("/lost.rss")};
    for (int poll = 1; poll < 3; ++poll) {
        want(app::poll(app, {.all = true}, {}));
        CHECK(urls() == before);
    }
    const auto third = want(app::poll(app, {.all = true}, {}));
    CHECK(urls() == std::vector{world.server.url("/new.rss"), before[1]});
    CHECK(std::count_if(third.sources.begin(), third.sources.end(),
                        [](const auto& one) { return !one.moved_to.empty(); }) == 1);
}

TEST_CASE("a redirect that comes and goes moves nothing", "[app][pipeline]") {
    World world;
    serve_feed(world, "/new.rss", kNews);
    auto app = world.open();
    world.add(app, "/old.rss");
    for (const bool moved : {true, true, false, true, true}) {
        if (moved) {
            world.site["/old.rss"] = {301, {{"Location", "/new.rss"}}, ""};
        } else {
            serve_feed(world, "/old.rss", kNews);
        }
        want(app::poll(app, {.all = true}, {}));
    }
    CHECK(want(app::list_sources(app)).at(0).stored.source.url == world.server.url("/old.rss"));
}

TEST_CASE("a server that told us to wait is not asked before, not even by --all",
          "[app][pipeline]") {
    World world;
    world.site["/busy.rss"] = {429, {{"Retry-After", "120"}}, ""};
    {
        auto app = world.open();
        world.add(app, "/busy.rss");
        want(app::poll(app, {}, {}));
        CHECK(want(app::poll(app, {.all = true}, {})).not_due == 1);
    }
    CHECK(world.server.hits("/busy.rss") == 1);
}

TEST_CASE("a page that robots.txt forbids is not fetched, and the user is told why",
          "[app][pipeline]") {
    World world;
    world.site["/robots.txt"] = {200, {}, "User-agent: sawthis\nDisallow: /private\n"};
    serve_feed(world, "/private/feed.rss", kNews);  // robots.txt is for pages
    auto app = world.open();
    world.add(app, "/private/feed.rss");
    for (const auto* target : {"/private/news.html", "/open/news.html"}) {
        world.add(app, target, {.kind = SourceKind::page});
    }
    const auto report = want(app::poll(app, {}, {}));
    std::map<std::string, FailureKind> kinds;
    for (const auto& one : report.sources)
        kinds[one.source.url.substr(one.source.url.find('/', 8))] = one.failure.kind;
    CHECK(kinds == std::map<std::string, FailureKind>{{"/private/feed.rss", FailureKind::none},
                                                      {"/private/news.html", FailureKind::robots},
                                                      {"/open/news.html", FailureKind::status}});
    CHECK(world.server.hits("/private/news.html") == 0);
    CHECK(world.server.hits("/robots.txt") == 1);
}

TEST_CASE("an index that is gone or damaged is made anew from the store", "[app][pipeline]") {
    World world;
    serve_feed(world, "/a.rss", kNews);
    {
        auto app = world.open();
        world.add(app, "/a.rss");
        want(app::poll(app, {}, {}));
    }
    auto app = world.open();
    SECTION("gone") {
        std::filesystem::remove_all(app.index_folder());
    }
    SECTION("damaged") {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(app.index_folder())) {
            if (entry.is_regular_file()) std::ofstream(entry.path(), std::ios::trunc) << "rubbish";
        }
    }
    want(app::update_index(app, {}));
    CHECK(want(app::search(app, {"bridge", 0, 10, false})).rows.size() == 1);
    CHECK(want(app::rebuild_index(app, {})) == 2);
    CHECK(want(app::search(app, {"bridge", 0, 10, false})).rows.size() == 1);
}

TEST_CASE("the limit is for the day, and a person rests between two openers", "[app][pipeline]") {
    World world;
    serve_feed(world, "/a.rss", kNews);
    std::optional<app::App> app = world.open();
    world.add(*app, "/a.rss");
    want(app::add_contact(*app, ana()));
    want(app::poll(*app, {}, {}));
    CHECK(want(app::make_digest(*app, {1, false}, {})).digest.openers.size() == 1);

    auto more = kNews;
    more.push_back(
        {"n3", "Brindlewick Robotics opens a school for apprentices",
         "Brindlewick Robotics opened a school for forty apprentices in its home town on Friday."});
    world.site["/a.rss"] = {200, {{"ETag", "\"2\""}}, rss(more)};
    const auto openers_at = [&](const std::string& now) {
        app.reset();
        world.now = now;
        app = world.open();
        want(app::poll(*app, {true}, {}));
        return want(app::make_digest(*app, {}, {})).digest.openers.size();
    };
    CHECK(openers_at("2026-11-20T09:00:00Z") == 0);
    CHECK(openers_at("2026-11-21T07:30:00Z") == 0);
    CHECK(openers_at("2026-11-23T07:30:00Z") == 1);
    CHECK(openers_at("2026-11-27T07:30:00Z") == 0);
}

TEST_CASE("the last digest is shown once more word for word", "[app][pipeline]") {
    World world;
    std::vector<std::string> companies{"Brindlewick Robotics", "Alderferry Foods",
                                       "Hollowmere Shipyards"};
    std::vector<Item> news;
    for (const auto& company : companies) {
        news.push_back({company, company + " wins the prize for " + company.substr(0, 5),
                        company + " has won the prize of the year, its jury said on Thursday."});
    }
    serve_feed(world, "/a.rss", news);
    auto app = world.open();
    world.add(app, "/a.rss");
    if (GENERATE(false, true)) std::reverse(companies.begin(), companies.end());
    for (const auto& company : companies) {
        Contact contact;
        contact.name = "Somebody at " + company;
        contact.company = company;
        want(app::add_contact(app, contact));
    }
    want(app::poll(app, {}, {}));
    const auto given = want(app::make_digest(app, {}, {})).digest;
    REQUIRE(given.openers.size() == companies.size());
    CHECK(want(app::make_digest(app, {std::nullopt, true}, {})).digest.openers == given.openers);
}

TEST_CASE("a story of ten copies is one opener, of its lead, and says who told it",
          "[app][pipeline]") {
    World world;
    std::vector<Item> copies;
    for (int i = 0; i < 10; ++i) {
        copies.push_back(kNews[0]);
        copies.back().guid = fmt::format("copy{}", i);
    }
    for (int i = 0; i < 12; ++i) {  // the fullest
        copies[6].text += " Brindlewick Robotics builds the arm, which picks soft fruit, in Cork.";
    }
    serve_feed(world, "/a.rss", copies);
    auto app = world.open();
    world.add(app, "/a.rss");
    auto bea = ana();
    bea.name = "Bea Lund";
    bea.email = "bea@brindlewick.example";
    want(app::add_contact(app, ana()));
    want(app::add_contact(app, bea));
    want(app::poll(app, {}, {}));
    const auto digest = want(app::make_digest(app, {}, {})).digest;
    REQUIRE(digest.openers.size() == 1);
    CHECK(digest.openers[0].article.guid == "copy6");
    CHECK(digest.with_care.empty());

    const auto story = want(app::load_story(app, digest.openers[0].article));
    CHECK(story.lead == digest.openers[0].article.id);
    CHECK(story.articles.size() == 10);
    CHECK(story.sources == std::vector<std::string>{"The Ledger"});
    CHECK(story.first_seen == test::at("2026-11-19T08:00:00Z"));
}

TEST_CASE("files are ingested as if they had been polled, and bad ones named", "[app][pipeline]") {
    World world;
    auto app = world.open();
    const std::vector<std::filesystem::path> files{world.folder.write("a.rss", rss(kNews)),
                                                   world.folder.write("b.rss", "no feed"),
                                                   world.folder.path() / "none.rss"};
    const auto report = want(app::ingest(app, files, {}));
    CHECK(report.taken.added == 2);
    CHECK(report.refused.size() == 2);
    CHECK(want(app::ingest(app, {files.data(), 1}, {})).taken.added == 0);
    CHECK(want(app::poll(app, {true}, {})).sources.empty());
    CHECK(want(app::search(app, {"bridge", 0, 10, false})).rows.size() == 1);
}
