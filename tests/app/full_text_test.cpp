#include "app/full_text.hpp"

#include <algorithm>

#include "app/poll.hpp"
#include "app/search.hpp"
#include "tests/app/world.hpp"

/// Articles completed by their pages, with a real server, database and index.

using namespace sawthis;
using test::want;
using test::World;

namespace {

const std::string kSentence =
    "The council voted nine to two on Thursday for the bridge over the Alder, which will be built "
    "of larch and steel and opened in two years. ";

std::string paragraphs(int number) {
    std::string text;
    for (int i = 1; i <= number; ++i) {
        text += fmt::format("<p>{}Speaker number {} agreed with that.</p>", kSentence, i);
    }
    return text;
}

std::string article_page(const std::string& title, const std::string& head = {}) {
    return fmt::format(
        "<html lang=\"en\"><head><title>{0}</title>{1}</head><body><nav><a "
        "href=\"/\">Home</a></nav><article><h1>{0}</h1>{2}</article></body></html>",
        title, head, paragraphs(8));
}

std::string feed_of(const std::vector<std::pair<std::string, std::string>>& items) {
    std::string out = "<rss version=\"2.0\"><channel><title>The Ledger</title>";
    for (const auto& [title, link] : items) {
        out += fmt::format(
            "<item><title>{}</title><link>{}</link><description>A teaser.</description>"
            "</item>",
            title, link);
    }
    return out + "</channel></rss>";
}

struct Site : World {
    explicit Site(std::optional<FullText> full_text = FullText::teaser) {
        serve_items({{"Bridge agreed", server.url("/bridge")}});
        auto app = open();
        add(app, "/feed", {.full_text = full_text});
    }
    void serve_items(const std::vector<std::pair<std::string, std::string>>& items) {
        site["/feed"] = {200, {{"Content-Type", "application/rss+xml"}}, feed_of(items)};
    }
    void serve_page(const std::string& target, const std::string& html) {
        site[target] = {200, {{"Content-Type", "text/html"}}, html};
    }
    app::FullTextReport poll_at(const std::string& time) {
        now = time;
        auto app = open();
        return want(app::poll(app, {.all = true}, {})).full_texts;
    }
    std::vector<Article> articles() const {
        auto app = open(app::Access::read);
        return want(app.store().list_articles({}));
    }
};

constexpr auto kMorning = "2026-11-20T07:30:00Z";

}  // namespace

TEST_CASE("a teaser is completed by its page, once, and stays so", "[app][full_text]") {
    Site site;
    site.serve_page("/bridge", article_page("Bridge agreed",
                                            "<meta name=\"author\" content=\"Kim Lee\">"
                                            "<meta property=\"article:published_time\" "
                                            "content=\"2026-11-19T08:00:00Z\">"));
    CHECK(site.poll_at(kMorning).completed == 1);
    const auto article = site.articles().at(0);
    CHECK(article.title == "Bridge agreed");
    CHECK(article.text.find("Speaker number 8") != std::string::npos);
    CHECK(article.text.find("Home") == std::string::npos);
    CHECK(article.author == "Kim Lee");
    CHECK(article.published == parse_rfc3339("2026-11-19T08:00:00Z"));
    {
        auto app = site.open();
        CHECK(want(app::search(app, {"larch", 0, 10, false})).rows.size() == 1);
    }
    site.serve_items({{"Bridge agreed, finally", site.server.url("/bridge")}});
    CHECK(site.poll_at("2026-11-20T12:30:00Z").completed == 0);
    CHECK(site.articles().at(0).title == "Bridge agreed, finally");
    CHECK(site.articles().at(0).text == article.text);
    CHECK(site.server.hits("/bridge") == 1);
}

TEST_CASE("a source decides whether its articles' pages are fetched", "[app][full_text]") {
    const auto [name, choice, hits] =
        GENERATE(table<std::string, std::optional<FullText>, std::size_t>({
            {"a feed says nothing", std::nullopt, 0},
            {"never", FullText::never, 0},
            {"teaser", FullText::teaser, 1},
            {"always", FullText::always, 1},
        }));
    CAPTURE(name);
    Site site(choice);
    site.serve_page("/bridge", article_page("Bridge agreed"));
    CHECK(site.poll_at(kMorning).completed == hits);
    CHECK(site.server.hits("/bridge") == hits);
}

TEST_CASE("the articles of a listing are completed unless it says otherwise", "[app][full_text]") {
    World world;
    std::string list;
    for (const auto* name : {"bridge", "school", "harbour"}) {
        list += fmt::format(
            "<li><h3><a href=\"/news/{0}-is-to-be-built\">The {0} is to be built "
            "at last</a></h3><time datetime=\"2026-11-19\">19 Nov</time></li>",
            name);
        world.serve(fmt::format("/news/{}-is-to-be-built", name), "text/html",
                    article_page(fmt::format("The {} is to be built at last", name)));
    }
    world.serve("/news", "text/html", "<html><body><ul>" + list + "</ul></body></html>");
    auto app = world.open();
    world.add(app, "/news", {.kind = SourceKind::page});
    const auto report = want(app::poll(app, {}, {}));
    CHECK(report.taken.added == 3);
    CHECK(report.full_texts.completed == 3);
    for (const auto& article : want(app.store().list_articles({}))) {
        CHECK(article.text.find("Speaker number 8") != std::string::npos);
    }
}

TEST_CASE("a page that fails is tried three times, hours apart, and the teaser stays",
          "[app][full_text]") {
    Site site;
    site.site["/bridge"] = {500, {}, "broken"};
    CHECK(site.poll_at(kMorning).failed == 1);
    CHECK(site.poll_at("2026-11-20T07:40:00Z").failed == 0);
    CHECK(site.poll_at("2026-11-20T09:00:00Z").failed == 1);
    CHECK(site.poll_at("2026-11-21T09:00:00Z").failed == 1);
    CHECK(site.poll_at("2026-11-23T09:00:00Z").failed == 0);
    CHECK(site.server.hits("/bridge") == 3);
    CHECK(site.articles().at(0).text == "A teaser.");
}

TEST_CASE("a page that comes back completes its article", "[app][full_text]") {
    Site site;
    site.site["/bridge"] = {500, {}, "broken"};
    CHECK(site.poll_at(kMorning).failed == 1);
    site.serve_page("/bridge", article_page("Bridge agreed"));
    CHECK(site.poll_at("2026-11-20T09:00:00Z").completed == 1);
}

TEST_CASE("a page that is gone, hidden by robots.txt or no page is given up at once",
          "[app][full_text]") {
    Site site;
    std::size_t hits = 1;
    SECTION("not found") {
        site.site.erase("/bridge");
    }
    SECTION("robots.txt") {
        site.serve_page("/bridge", article_page("Bridge agreed"));
        site.site["/robots.txt"] = {200, {}, "User-agent: *\nDisallow: /bridge\n"};
        hits = 0;
    }
    SECTION("a document of another kind") {
        site.site["/bridge"] = {200, {{"Content-Type", "application/pdf"}}, "%PDF-1.7"};
    }
    CHECK(site.poll_at(kMorning).failed == 1);
    CHECK(site.poll_at("2026-11-20T12:00:00Z").failed == 0);
    CHECK(site.server.hits("/bridge") == hits);
    CHECK(site.articles().at(0).text == "A teaser.");
}

TEST_CASE("a host that tells us to wait is left alone for this time", "[app][full_text]") {
    Site site;
    site.serve_items({{"Bridge agreed", site.server.url("/bridge")},
                      {"School agreed", site.server.url("/school")},
                      {"Harbour agreed", site.server.url("/harbour")}});
    for (const auto* target : {"/bridge", "/school", "/harbour"}) {
        site.site[target] = {429, {{"Retry-After", "120"}}, ""};
    }
    CHECK(site.poll_at(kMorning).failed == 1);
    const auto hits = [&] {
        return site.server.hits("/bridge") + site.server.hits("/school") +
               site.server.hits("/harbour");
    };
    CHECK(hits() == 1);
}

TEST_CASE("no more pages are fetched than are allowed in all and from one host",
          "[app][full_text]") {
    Site site;
    std::vector<std::pair<std::string, std::string>> items;
    for (int i = 0; i < 9; ++i) {
        const auto target = fmt::format("/item/{}", i);
        items.emplace_back(fmt::format("Bridge agreed {}", i), site.server.url(target));
        site.serve_page(target, article_page(fmt::format("Bridge agreed {}", i)));
    }
    site.serve_items(items);
    const auto [key, most] =
        GENERATE(table<std::string, std::size_t>({{"pages_per_host", 4}, {"pages_per_poll", 3}}));
    site.folder.write("config.toml",
                      fmt::format("[fetch]\npage_gap = 0\n{} = {}\nallow_private = [\"{}\"]\n", key,
                                  most, site.server.host_port()));
    CHECK(site.poll_at(kMorning).completed == most);
    CHECK(site.poll_at("2026-11-20T07:40:00Z").completed == most);
}

TEST_CASE("a host's pages are as far apart as its robots.txt asks", "[app][full_text]") {
    Site site;
    std::vector<std::pair<std::string, std::string>> items;
    for (int i = 0; i < 3; ++i) {
        const auto target = fmt::format("/item/{}", i);
        items.emplace_back(fmt::format("Bridge agreed {}", i), site.server.url(target));
        site.serve_page(target, article_page(fmt::format("Bridge agreed {}", i)));
    }
    site.serve_items(items);
    site.site["/robots.txt"] = {200, {}, "User-agent: *\nCrawl-delay: 1\n"};
    CHECK(site.poll_at(kMorning).completed == 3);
    CHECK(site.server.hits("/robots.txt") == 1);
    CHECK(site.least_gap("/item/") >= std::chrono::milliseconds(990));
}

TEST_CASE("two addresses whose pages name one canonical address are one article",
          "[app][full_text]") {
    Site site;
    const auto head =
        fmt::format("<link rel=\"canonical\" href=\"{}\">", site.server.url("/bridge"));
    site.serve_page("/bridge", article_page("Bridge agreed", head));
    site.serve_page("/r/17", article_page("Bridge agreed", head));
    site.poll_at(kMorning);
    site.site["/other"] = {200, {}, feed_of({{"Bridge agreed", site.server.url("/r/17")}})};
    site.now = "2026-11-20T09:00:00Z";
    auto app = site.open();
    site.add(app, "/other", {.full_text = FullText::teaser});
    const auto report = want(app::poll(app, {.all = true}, {}));
    CHECK(report.full_texts.merged == 1);
    CHECK(report.taken.added == 0);
    CHECK(want(app.store().article_count()) == 1);
}

TEST_CASE("pages at private addresses are not fetched", "[app][full_text]") {
    Site site;
    test::HttpServer other([](const test::ServedRequest&) {
        return test::ServedResponse{200, {}, article_page("Secret")};
    });
    site.serve_items({{"Secret", other.url("/secret")}});
    CHECK(site.poll_at(kMorning).failed == 1);
    CHECK(other.hits() == 0);
}
