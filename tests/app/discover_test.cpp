#include "app/discover.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>

#include "tests/support/http_server.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace sawthis;

namespace {

std::string rss(const std::string& title, int items, const std::string& stem) {
    std::string out = fmt::format("<rss version='2.0'><channel><title>{}</title>", title);
    for (int i = 0; i < items; ++i) {
        out += fmt::format(
            "<item><title>Release number {0} of the year</title><link>https://x.example/{1}/{0}"
            "</link><pubDate>{2:02} Nov 2026 08:00:00 GMT</pubDate></item>",
            i, stem, 18 - 2 * i);
    }
    return out + "</channel></rss>";
}

constexpr std::string_view kListing =
    "<html><body><ul>"
    "<li>18 November 2026 <a href='/press/crane-passes-test'>Harbour crane passes its test</a></li>"
    "<li>9 November 2026 <a href='/press/quay-reopens'>Quay seven reopens after repairs</a></li>"
    "<li>27 October 2026 <a href='/press/winter-ferries'>Ferry timetable for the winter</a></li>"
    "</ul></body></html>";

/// A site on this machine, and an installation that may talk to it.
struct Site {
    test::TemporaryFolder folder;
    std::map<std::string, test::ServedResponse> pages;
    test::HttpServer server{[this](const test::ServedRequest& request) {
        const auto page = pages.find(request.target);
        return page == pages.end() ? test::ServedResponse{404, {}, "not here"} : page->second;
    }};

    Site() {
        folder.write("config.toml",
                     fmt::format("[fetch]\nallow_private = [\"{}\"]\n", server.host_port()));
    }
    void serve(const std::string& target, const std::string& type, std::string_view body) {
        pages[target] = {200, {{"Content-Type", type}}, std::string(body)};
    }
    app::Discovery discover(const std::string& where, std::size_t most = 30) const {
        auto app = app::App::open({folder.path() / "data", folder.path() / "config.toml", true,
                                   parse_rfc3339("2026-11-20T07:30:00Z")},
                                  app::Access::write, "test");
        if (!app) FAIL(app.error().detail);
        auto found = app::discover_sources(*app, {where, most, std::chrono::milliseconds(0)}, {});
        if (!found) FAIL(found.error().detail);
        return *found;
    }
    app::Discovery discover() const { return discover(server.host_port()); }
    std::vector<std::string> targets(const app::Discovery& discovery) const {
        std::vector<std::string> found;
        for (const auto& one : discovery.sources) {
            found.push_back(one.url.substr(server.url("").size()));
        }
        return found;
    }
};

using Targets = std::vector<std::string>;

}  // namespace

TEST_CASE("a domain's newsroom is found by way of its home page", "[app][discover]") {
    Site site;
    site.serve("/", "text/html",
               "<html><body><a href='/company/press'>Press releases</a> <a href='/shop'>Shop</a>");
    site.serve("/company/press", "text/html",
               std::string("<link rel=alternate type='application/rss+xml' href='press.rss'>")
                   .append(kListing));
    site.serve("/company/press.rss", "application/rss+xml", rss("Harbour news", 8, "n"));
    const auto found = site.discover();
    CHECK(site.targets(found) == Targets{"/company/press.rss", "/company/press"});
    const auto& best = found.sources.at(0);
    CHECK(best.kind == SourceKind::feed);
    CHECK(best.title == "Harbour news");
    CHECK(best.life.items == 8);
    CHECK(best.life.per_week == Approx(3.5));
    CHECK(found.sources.at(1).kind == SourceKind::page);
    CHECK(site.server.hits("/shop") == 0);
    CHECK(found.requests <= 30);
    CHECK(found.requests == site.server.hits());
}

TEST_CASE("what no page links to is found in sitemaps and the usual places", "[app][discover]") {
    Site site;
    site.serve("/", "text/html", "<html><body>Welcome");
    site.serve("/robots.txt", "text/plain", "Sitemap: /maps.xml\n");
    site.serve("/maps.xml", "text/xml",
               "<sitemapindex><sitemap><loc>/products.xml</loc></sitemap>"
               "<sitemap><loc>/map-news.xml</loc></sitemap></sitemapindex>");
    site.serve("/map-news.xml", "text/xml",
               "<urlset><url><loc>/a</loc><news><title>A crane for the quay</title>"
               "<publication_date>2026-11-19</publication_date></news></url></urlset>");
    site.serve("/blog/feed", "application/rss+xml", rss("Blog", 5, "b"));
    CHECK(site.targets(site.discover()) == Targets{"/blog/feed", "/map-news.xml"});
    CHECK(site.server.hits("/products.xml") == 0);
}

TEST_CASE("robots.txt is obeyed and requests are bounded", "[app][discover]") {
    Site site;
    site.serve("/", "text/html", "<html><body><a href='/press'>Press</a><a href='/news'>News</a>");
    site.serve("/press", "text/html", kListing);
    site.serve("/robots.txt", "text/plain", "User-agent: *\nDisallow: /press\n");
    const auto found = site.discover();
    CHECK(site.server.hits("/press") == 0);
    CHECK(found.sources.empty());
    const auto refused = std::count_if(found.tried.begin(), found.tried.end(), [](const auto& one) {
        return one.failure.kind == FailureKind::robots;
    });
    CHECK(refused >= 1);
    CHECK(site.server.hits() <= 30);
    const auto before = site.server.hits();
    CHECK(site.discover(site.server.host_port(), 5).requests == 5);
    CHECK(site.server.hits() == before + 5);
}

TEST_CASE("an empty robots.txt forbids nothing", "[app][discover]") {
    Site site;
    site.serve("/robots.txt", "text/plain", "");
    site.serve("/p", "text/html", kListing);
    CHECK(site.targets(site.discover(site.server.url("/p"))) == Targets{"/p"});
}

TEST_CASE("a robots.txt that redirects without end forbids nothing", "[app][discover]") {
    Site site;
    site.pages["/robots.txt"] = {302, {{"Location", "/robots.txt"}}, ""};
    site.serve("/p", "text/html", kListing);
    CHECK(site.targets(site.discover(site.server.url("/p"))) == Targets{"/p"});
}

TEST_CASE("an address that is a feed, or a page, is found itself", "[app][discover]") {
    Site site;
    site.serve("/f", "text/xml", rss("It", 5, "f"));
    site.serve("/p", "text/html", kListing);
    CHECK(site.targets(site.discover(site.server.url("/f"))) == Targets{"/f"});
    CHECK(site.targets(site.discover(site.server.host_port() + "/p")) == Targets{"/p"});
}

TEST_CASE("every page that answers with the home page is found once", "[app][discover]") {
    test::TemporaryFolder folder;
    Site site;
    for (const auto* target : {"/", "/news", "/press", "/feed", "/rss.xml"}) {
        site.serve(target, "text/html", kListing);
    }
    CHECK(site.discover().sources.size() == 1);
}

TEST_CASE("a site that does not answer says why", "[app][discover]") {
    Site site;
    const auto found = site.discover("127.0.0.1:1");
    CHECK(found.sources.empty());
    REQUIRE(found.tried.size() == 1);
    CHECK(found.tried[0].failure.kind == FailureKind::blocked_address);
    auto app = app::App::open(
        {site.folder.path() / "data", site.folder.path() / "config.toml", true, std::nullopt},
        app::Access::write, "test");
    REQUIRE(app);
    const auto nowhere = app::discover_sources(*app, {"no domain"}, {});
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().code == ErrorCode::bad_input);
}
