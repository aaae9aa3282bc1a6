#include "app/paging.hpp"

#include "tests/app/world.hpp"

/// Listings that go on, with a real server and database.

using namespace sawthis;
using test::want;
using test::World;

namespace {

/// A newsroom of numbered articles, newest first, ten a page.
struct Newsroom : World {
    int newest = 0;

    explicit Newsroom(int articles) {
        show(articles);
        auto app = open();
        add(app, "/news", {.kind = SourceKind::page, .full_text = FullText::never});
    }
    void show(int articles) {
        newest = articles;
        for (int page = 0; page * 10 < articles; ++page) {
            site[target(page)] = {200, {{"Content-Type", "text/html"}}, listing(page)};
        }
    }
    static std::string target(int page) {
        return page == 0 ? "/news" : fmt::format("/news?page={}", page + 1);
    }
    std::string listing(int page) const {
        std::string html = "<html><body><main><ul>";
        const int first = newest - page * 10;
        for (int i = first; i > std::max(0, first - 10); --i) {
            html += fmt::format(
                "<li><h3><a href=\"/news/acme-opens-plant-{0}\">Acme opens its plant "
                "number {0} in the north</a></h3><time datetime=\"2026-11-{1:02}\">"
                "</time></li>",
                i, i % 20 + 1);
        }
        html += "</ul>";
        if (first > 10)
            html += fmt::format("<a rel=\"next\" href=\"{}\">Older</a>", target(page + 1));
        return html + "</main></body></html>";
    }
    app::PollReport poll() {
        auto app = open();
        return want(app::poll(app, {.all = true}, {}));
    }
    std::size_t page_hits() const {
        std::size_t hits = 0;
        for (int page = 1; page < 20; ++page) hits += server.hits(target(page));
        return hits;
    }
};

}  // namespace

TEST_CASE("a listing is read on while all on its pages is new, within a bound", "[app][paging]") {
    const auto [articles, pages, added] = GENERATE(table<int, std::size_t, std::size_t>({
        {8, 0, 8},
        {25, 2, 25},
        {95, 3, 40},
    }));
    CAPTURE(articles);
    Newsroom newsroom(articles);
    const auto first = newsroom.poll();
    CHECK(first.more_pages == pages);
    CHECK(first.taken.added == added);
    CHECK(first.sources.at(0).taken.added == added);
    CHECK(newsroom.page_hits() == pages);
    CHECK(newsroom.server.hits("/robots.txt") == 1);

    newsroom.show(articles + 3);
    const auto second = newsroom.poll();
    CHECK(second.more_pages == 0);
    CHECK(second.taken.added == 3);
    CHECK(newsroom.page_hits() == pages);
}

TEST_CASE("the pages of a listing are as far apart as robots.txt asks", "[app][paging]") {
    Newsroom newsroom(25);
    newsroom.site["/robots.txt"] = {200, {}, "User-agent: *\nCrawl-delay: 1\n"};
    CHECK(newsroom.poll().more_pages == 2);
    CHECK(newsroom.least_gap("/news") >= std::chrono::milliseconds(990));
}

TEST_CASE("the listings of one host are polled as far apart as its robots.txt asks",
          "[app][paging]") {
    Newsroom newsroom(8);
    newsroom.site["/robots.txt"] = {200, {}, "User-agent: *\nCrawl-delay: 1\n"};
    newsroom.site["/news/north"] = newsroom.site["/news"];
    {
        auto app = newsroom.open();
        newsroom.add(app, "/news/north", {.kind = SourceKind::page, .full_text = FullText::never});
    }
    CHECK(newsroom.poll().sources.size() == 2);
    CHECK(newsroom.server.hits("/news/north") == 1);
    CHECK(newsroom.least_gap("/news") >= std::chrono::milliseconds(990));
}

TEST_CASE("a second poll reads on only as far as there is news", "[app][paging]") {
    Newsroom newsroom(25);
    newsroom.poll();
    const auto before = newsroom.page_hits();
    newsroom.show(38);
    const auto second = newsroom.poll();
    CHECK(second.taken.added == 13);
    CHECK(newsroom.page_hits() - before == 1);
}

TEST_CASE("a listing that leads in circles is left at the first page that is known",
          "[app][paging]") {
    Newsroom newsroom(15);
    auto& second = newsroom.site["/news?page=2"].body;
    second.replace(second.find("</main>"), 0, "<a rel=\"next\" href=\"/news\">Older</a>");
    CHECK(newsroom.poll().taken.added == 15);
    CHECK(newsroom.server.hits("/news") == 2);
    CHECK(newsroom.poll().more_pages == 0);
}

TEST_CASE("pages that fail, or that robots.txt forbids, are tried again a bounded number of times",
          "[app][paging]") {
    Newsroom newsroom(25);
    const auto good = newsroom.site;
    std::size_t hits = 3;
    SECTION("failing") {
        newsroom.site["/news?page=2"] = {500, {}, "broken"};
    }
    SECTION("forbidden") {
        newsroom.site["/robots.txt"] = {200, {}, "User-agent: *\nDisallow: /news?page\n"};
        hits = 0;
    }
    for (int poll = 0; poll < 5; ++poll) newsroom.poll();
    CHECK(newsroom.server.hits("/news?page=2") == hits);
}

TEST_CASE("what a killed poll left unread is read by the next", "[app][paging]") {
    Newsroom newsroom(25);
    const auto pages = newsroom.site;
    newsroom.site.erase("/news?page=2");
    newsroom.poll();
    newsroom.site = pages;
    const auto report = newsroom.poll();
    CHECK(report.taken.added == 15);
    CHECK(report.more_pages == 2);
}

TEST_CASE("reading on can be switched off", "[app][paging]") {
    Newsroom newsroom(25);
    newsroom.folder.write("config.toml",
                          fmt::format("[fetch]\nlisting_pages = 0\nallow_private = [\"{}\"]\n",
                                      newsroom.server.host_port()));
    CHECK(newsroom.poll().taken.added == 10);
}

TEST_CASE("a page that lists nothing but declares a feed gives way to it", "[app][paging]") {
    World world;
    world.serve("/news", "text/html",
                "<html><head><link rel=alternate type=application/rss+xml href=/news.xml></head>"
                "<body><div id=app>Loading</div></body></html>");
    world.serve("/news.xml", "application/rss+xml",
                "<rss version=\"2.0\"><channel><title>Acme</title><item><title>Acme opens a plant"
                "</title><link>/news/1</link></item></channel></rss>");
    const auto poll = [&] {
        auto app = world.open();
        return want(app::poll(app, {.all = true}, {}));
    };
    {
        auto app = world.open();
        world.add(app, "/news", {.kind = SourceKind::page, .full_text = FullText::never});
    }
    const auto first = poll();
    CHECK(first.taken.added == 1);
    CHECK(first.sources.at(0).moved_to == world.server.url("/news.xml"));
    CHECK(poll().taken.known == 1);
    poll();
    CHECK(world.server.hits("/news") == 1);
    CHECK(world.server.requests().back().headers.count("if-none-match") == 1);
}

TEST_CASE("a page without articles is told apart from what is no feed", "[app][paging]") {
    World world;
    world.serve("/app", "text/html", "<html><body><div id=app>Loading</div></body></html>");
    world.serve("/page", "text/html",
                "<html><head><link rel=alternate type=application/rss+xml href=/f.xml></head>"
                "<body>Welcome</body></html>");
    auto app = world.open();
    world.add(app, "/app", {.kind = SourceKind::page});
    world.add(app, "/page");
    const auto report = want(app::poll(app, {}, {}));
    std::map<std::string, Failure> failures;
    for (const auto& one : report.sources) failures[one.source.url] = one.failure;
    CHECK(failures[world.server.url("/app")].kind == FailureKind::no_list);
    const auto& feed = failures[world.server.url("/page")];
    CHECK(feed.kind == FailureKind::not_a_feed);
    CHECK(feed.detail.find("it names a feed: " + world.server.url("/f.xml")) != std::string::npos);
}
