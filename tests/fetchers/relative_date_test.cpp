#include "fetchers/relative_date.hpp"

#include <catch2/catch.hpp>

#include "fetchers/page_article.hpp"
#include "fetchers/page_links.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kNow = parse_rfc3339("2026-11-20T07:30:00Z").value();

/// "-" where nothing is found.
std::string stamp_in(std::string_view text, std::string_view language = "") {
    const auto time = find_time_ago(text, language);
    return time ? stamp_of(*time, kNow) : "-";
}

}  // namespace

TEST_CASE("a time ago is read in many languages", "[fetchers][relative_date]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"2 days ago", "2026-11-18"},
        {"2d ago", "2026-11-18"},
        {"an hour ago", "2026-11-20T06:30:00Z"},
        {"Posted 3 hours ago by Kim Lee", "2026-11-20T04:30:00Z"},
        {"15 min ago", "2026-11-20T07:15:00Z"},
        {"News · 1 week ago", "2026-11-13"},
        {"2 months ago", "2026-09-21"},
        {"Yesterday", "2026-11-19"},
        {"Yesterday at 14:30", "2026-11-19"},
        {"Today, 9:15 am", "2026-11-20"},
        {"vor 2 Tagen", "2026-11-18"},
        {"vor einer Stunde", "2026-11-20T06:30:00Z"},
        {"vor 3 Std.", "2026-11-20T04:30:00Z"},
        {"Gestern, 14:30 Uhr", "2026-11-19"},
        {"Vorgestern", "2026-11-18"},
        {"Heute um 6:10 Uhr", "2026-11-20"},
        {"il y a 2 jours", "2026-11-18"},
        {"Il y a une heure", "2026-11-20T06:30:00Z"},
        {"Publié il y a 3 semaines", "2026-10-30"},
        {"hier à 14h30", "2026-11-19"},
        {"Avant-hier", "2026-11-18"},
        {"Aujourd'hui", "2026-11-20"},
        {"hace 2 días", "2026-11-18"},
        {"Hace una hora", "2026-11-20T06:30:00Z"},
        {"Ayer a las 14:30", "2026-11-19"},
        {"2 giorni fa", "2026-11-18"},
        {"un'ora fa", "2026-11-20T06:30:00Z"},
        {"ieri alle 14:30", "2026-11-19"},
        {"há 2 dias", "2026-11-18"},
        {"3 horas atrás", "2026-11-20T04:30:00Z"},
        {"Ontem às 14:30", "2026-11-19"},
        {"2 dagen geleden", "2026-11-18"},
        {"een uur geleden", "2026-11-20T06:30:00Z"},
        {"Gisteren om 14:30", "2026-11-19"},
        {"för 2 dagar sedan", "2026-11-18"},
        {"för 3 timmar sedan", "2026-11-20T04:30:00Z"},
        {"I går kl. 14:30", "2026-11-19"},
        {"for 2 dage siden", "2026-11-18"},
        {"for 3 timer siden", "2026-11-20T04:30:00Z"},
        {"2 päivää sitten", "2026-11-18"},
        {"eilen klo 14.30", "2026-11-19"},
        {"2 dni temu", "2026-11-18"},
        {"godzinę temu", "-"},
        {"wczoraj", "2026-11-19"},
        {"před 2 dny", "2026-11-18"},
        {"včera", "2026-11-19"},
        {"2 gün önce", "2026-11-18"},
        {"acum 2 zile", "2026-11-18"},
        {"2 дня назад", "2026-11-18"},
        {"3 часа назад", "2026-11-20T04:30:00Z"},
        {"вчера в 14:30", "2026-11-19"},
        {"πριν από 2 ημέρες", "2026-11-18"},
    }));
    CAPTURE(text);
    CHECK(stamp_in(text) == want);
}

TEST_CASE("what is no time ago is none", "[fetchers][relative_date]") {
    const auto text = GENERATE(as<std::string>{}, "", "2 days", "3 hours", "in 2 days",
                               "The plant that closed 20 years ago", "What we know today",
                               "Yesterday's papers", "5 min read", "Hier klicken",
                               "The company that was founded in a garage 2 months ago opens its "
                               "first plant",
                               "vor Ort", "a day in the life", "999 days ago", "19 November 2026");
    CAPTURE(text);
    CHECK(stamp_in(text) == "-");
}

TEST_CASE("\"hier\" is a day in French only", "[fetchers][relative_date]") {
    CHECK(stamp_in("Hier", "fr") == "2026-11-19");
    CHECK(stamp_in("Hier") == "2026-11-19");
    CHECK(stamp_in("Hier", "de") == "-");
}

TEST_CASE("a listing that counts backwards is dated by when it was fetched",
          "[fetchers][relative_date]") {
    const std::string html =
        "<html><body><main><ul>"
        "<li><span>3 hours ago</span><a href=\"/news/acme-opens-plant\">Acme opens its plant in "
        "the "
        "north</a></li>"
        "<li><span>Yesterday</span><a href=\"/news/acme-names-head\">Acme names a new head of "
        "research</a></li>"
        "<li><span>2 weeks ago</span><a href=\"/news/acme-results-rise\">Acme results rise again "
        "this quarter</a></li>"
        "</ul></main></body></html>";
    PageContext context{"https://acme.example/news", "text/html", "", kNow};
    const auto feed = find_page_links(html, context);
    REQUIRE(feed.has_value());
    REQUIRE(feed->entries.size() == 3);
    CHECK(feed->entries[0].title == "Acme opens its plant in the north");
    CHECK(feed->entries[0].published == kNow - hours{3});
    CHECK(feed->entries[1].published == parse_rfc3339("2026-11-19T00:00:00Z"));
    CHECK(feed->entries[2].published == parse_rfc3339("2026-11-06T00:00:00Z"));

    context.fetched.reset();
    const auto undated = find_page_links(html, context);
    REQUIRE(undated);
    for (const auto& entry : undated->entries) {
        CHECK_FALSE(entry.published.has_value());
    }
}

TEST_CASE("an article that says how old it is is dated by when it was fetched",
          "[fetchers][relative_date]") {
    const std::string html =
        "<html lang=en><head><title>Acme opens its plant</title></head><body><article><h1>Acme "
        "opens "
        "its plant</h1><p>By Kim Lee · 3 hours ago</p><p>Acme opened its plant in the north, which "
        "it had begun to build on 4 March 2024, the company said.</p></article></body></html>";
    const auto read = [&](std::optional<Instant> fetched) {
        return extract_article(html, "https://acme.example/x", "text/html", fetched)->published;
    };
    CHECK(read(kNow) == "2026-11-20T04:30:00Z");
    CHECK(read(std::nullopt) == "2024-03-04");
}
