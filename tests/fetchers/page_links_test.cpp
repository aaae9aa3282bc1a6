#include "fetchers/page_links.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "core/text.hpp"
#include "tests/fetchers/page_fixture.hpp"

using sawthis::fetchers::Feed;
using sawthis::fetchers::find_page_links;
using sawthis::fetchers::PageContext;

namespace {

/// "2026-11-18<tab>url<tab>title", the form of the .links files; a midnight is a bare day.
std::string describe(const Feed& feed) {
    std::string lines;
    for (const auto& entry : feed.entries) {
        auto stamp = entry.published ? sawthis::format_rfc3339(*entry.published) : "-";
        if (stamp.ends_with("T00:00:00Z")) stamp.resize(10);
        lines += stamp + '\t' + entry.url + '\t' + entry.title + '\n';
    }
    return lines;
}

struct Listing {
    std::string html;
    std::string url;
    std::string links;
};

Listing load(const std::string& name) {
    Listing listing;
    listing.html = page_fixture::read(page_fixture::folder() / (name + ".html"));
    listing.links = page_fixture::read(page_fixture::folder() / (name + ".links"));
    const auto end = listing.links.find('\n');
    listing.url = listing.links.substr(0, end);
    listing.links.erase(0, end + 1);
    return listing;
}

std::string links_of(std::string_view html, const PageContext& context) {
    const auto found = find_page_links(html, context);
    return found ? describe(*found) : "error: " + found.error().detail;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

TEST_CASE("the articles of a newsroom are found whatever it is built of", "[fetchers][links]") {
    for (const auto& name : page_fixture::names(".links")) {
        CAPTURE(name);
        const auto listing = load(name);
        CHECK(links_of(listing.html, {listing.url, "text/html", ""}) == listing.links);
    }
}

TEST_CASE("teasers come from beside the link", "[fetchers][links]") {
    const auto listing = load("cards");
    const auto found = find_page_links(listing.html, {listing.url, "", ""});
    REQUIRE(found);
    REQUIRE(found->entries.size() == 4);
    CHECK(found->entries[1].summary ==
          "The jury praised the gripper that handles soft bags without crushing them.");
    CHECK(found->title == "Newsroom - Calder Robotics");
}

TEST_CASE("a changed year, a new look and new tracking leave the addresses as they were",
          "[fetchers][links]") {
    const auto listing = load("list");
    auto changed = listing.html;
    replace_all(changed, "&copy; 2026", "&copy; 2027");
    replace_all(changed, "press-list", "release-overview release-overview--compact");
    replace_all(changed, "<span class=\"date\">", "<em class=\"when\">");
    replace_all(changed, "</span> <a", "</em> <a");
    CHECK(links_of(changed, {listing.url, "", ""}) == listing.links);
}

TEST_CASE("a selector or a pattern overrides what is found", "[fetchers][links]") {
    const auto listing = load("flat");
    const std::string popular =
        "-\thttps://ferrow.example/news/walks-for-autumn\tTen walks for autumn along the Ferrow\n"
        "-\thttps://ferrow.example/news/bird-count-results\tResults of the great bird count\n";
    CHECK(links_of(listing.html, {listing.url, "", ".sidebar li > a"}) == popular);
    CHECK(links_of(listing.html, {listing.url, "", "div.sidebar"}) == popular);
    CHECK(links_of(listing.html, {listing.url, "", "re:/news/(walks|bird)-"}) == popular);
    CHECK(links_of(listing.html, {listing.url, "", "re:^https://elsewhere/"}).empty());
}

TEST_CASE("a selector or pattern that does not parse is the user's to mend", "[fetchers][links]") {
    const auto rule = GENERATE(as<std::string>{}, "re:(", "div >", "a::before", "li:hover", "[x");
    CAPTURE(rule);
    const auto found = find_page_links("<p>x</p>", {"https://a.example/", "", rule});
    REQUIRE_FALSE(found);
    CHECK(found.error().code == sawthis::ErrorCode::bad_input);
}

TEST_CASE("what is no listing gives no links or an error, never a guess", "[fetchers][links]") {
    const PageContext context{"https://a.example/news/", "text/html", ""};
    CHECK_FALSE(find_page_links("", context));
    CHECK_FALSE(find_page_links("plain words", context));
    CHECK(links_of("<h1>We value your privacy</h1><p>Please accept our cookies.</p>"
                   "<a href='/privacy'>Read our privacy policy</a><button>Accept</button>",
                   context)
              .empty());
    CHECK(links_of("<ul><li><a href='javascript:alert(1)'>Acme opens a plant in Ohio</a></li>"
                   "<li><a href='file:///etc/passwd'>Acme closes a plant in Ohio</a></li></ul>",
                   context)
              .empty());
}

TEST_CASE("a page that scripts fill is read from its JSON-LD", "[fetchers][links]") {
    const std::string_view html = R"(<html><body><div id="app"></div>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"NewsArticle","url":"/n/1","headline":"Acme opens a plant","datePublished":"2026-03-04"},
 {"@type":"NewsArticle","url":"/n/2","headline":"Acme hires a chief"},
 {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Press room","item":"/press"}]}]}
</script></body></html>)";
    CHECK(links_of(html, {"https://a.example/news", "", ""}) ==
          "2026-03-04\thttps://a.example/n/1\tAcme opens a plant\n"
          "-\thttps://a.example/n/2\tAcme hires a chief\n");
}

TEST_CASE("many links are capped", "[fetchers][links]") {
    std::string html = "<ul>";
    for (int i = 0; i < 30'000; ++i) {
        html += "<li><a href='/news/" + std::to_string(i) + "'>A release about something</a></li>";
    }
    const auto found = find_page_links(html, {"https://a.example/news/", "", ""});
    REQUIRE(found);
    CHECK(found->entries.size() <= 1'000);
}

TEST_CASE("every truncation of a listing is read", "[fetchers][links]") {
    const auto listing = load("cards");
    for (std::size_t size = 0; size < listing.html.size(); size += 7) {
        const auto found = find_page_links(listing.html.substr(0, size), {listing.url, "", ""});
        if (!found) continue;
        for (const auto& entry : found->entries)
            CHECK(entry.url.starts_with("https://calder.example/"));
    }
}

TEST_CASE("clocks, counters and teasers beside a link change no address", "[fetchers][links]") {
    const auto listing = load("triple");
    auto later = listing.html;
    replace_all(later, "2 days ago", "5 days ago");
    replace_all(later, "class=\"badge\">News", "class=\"badge\">News (14 comments)");
    replace_all(later, "nine tonnes", "eleven tonnes");
    CHECK(links_of(later, {listing.url, "", ""}) == listing.links);
}

TEST_CASE("a list in JSON-LD that is no list of articles brings nothing", "[fetchers][links]") {
    const std::string_view html = R"(<html><body><div id="app"></div>
<script type="application/ld+json">{"@type":"ItemList","itemListElement":[
 {"@type":"SiteNavigationElement","url":"/p","name":"Products and services"},
 {"@type":"Product","url":"/k","name":"A kettle of copper"},
 {"@type":"Question","url":"/q","name":"How do I return a kettle?"}]}</script></body></html>)";
    CHECK(links_of(html, {"https://a.example/news", "", ""}).empty());
}

TEST_CASE("days without a year are the last that they can be", "[fetchers][links]") {
    const auto item = [](std::string_view day, int number) {
        return fmt::format(
            "<li><span>{}</span> <a href=\"/news/acme-opens-plant-{}\">Acme opens its new plant "
            "number {}</a></li>",
            day, number, number);
    };
    const std::string html = "<html lang=en><body><ul>" + item("Nov 21", 4) + item("Nov 20", 3) +
                             item("20 tháng 11, 2025", 2) + item("Dec 12", 1) +
                             "</ul></body></html>";
    PageContext context{"https://acme.example/news", "text/html", ""};
    context.fetched = sawthis::parse_rfc3339("2026-11-20T22:00:00Z");
    const auto found = find_page_links(html, context);
    REQUIRE(found);
    std::string days;
    for (const auto& entry : found->entries) {
        days += entry.published ? sawthis::format_day(*entry.published) + ' ' : "- ";
    }
    CHECK(days == "2026-11-21 2026-11-20 2025-11-20 2025-12-12 ");
    context.fetched.reset();
    CHECK_FALSE(find_page_links(html, context)->entries.at(0).published);
}

TEST_CASE("what a link says of its file is no part of the title", "[fetchers][links]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"Acme opens its new plant in Ohio (PDF, 120 KB)", "Acme opens its new plant in Ohio"},
        {"Acme opens its new plant in Ohio [pdf]", "Acme opens its new plant in Ohio"},
        {"Acme opens its new plant (Ohio)", "Acme opens its new plant (Ohio)"},
    }));
    std::string html = "<html><body><ul>";
    for (int i = 1; i < 4; ++i) {
        html += fmt::format("<li>{}.11.2026 <a href=\"/news/{}.pdf\">{}</a></li>", i, i, text);
    }
    const auto found = find_page_links(html, {"https://acme.example/news", "text/html", ""});
    REQUIRE(found);
    REQUIRE_FALSE(found->entries.empty());
    CHECK(found->entries.at(0).title == want);
}
