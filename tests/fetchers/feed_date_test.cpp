#include "fetchers/feed_date.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "fetchers/feed_date_reader.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {
std::string read(std::string_view text) {
    const auto instant = parse_feed_date(text);
    return instant ? format_rfc3339(*instant) : "none";
}
}  // namespace

TEST_CASE("parse_feed_date reads what feeds and pages write", "[fetchers][date]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"Fri, 20 Nov 2026 18:00:00 GMT", "2026-11-20T18:00:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 +0100", "2026-11-20T17:00:00Z"},
        {"20 Nov 26 18:00 EST", "2026-11-20T23:00:00Z"},
        {"20 Kasım 2026 Cuma 18:00", "2026-11-20T18:00:00Z"},
        {"20 نوفمبر 2026", "2026-11-20T00:00:00Z"},
        {"20 Agustus 2026", "2026-08-20T00:00:00Z"},
        {"20 ноември 2026 г.", "2026-11-20T00:00:00Z"},
        {"Fri, 20 Brumaire 2026 18:00:00 GMT", "none"},
        {"Fri,20 Nov 2026 18:00:00 -0000", "2026-11-20T18:00:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 -0800 (PST)", "2026-11-21T02:00:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 GMT+0200", "2026-11-20T16:00:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 +3000", "2026-11-19T12:00:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 +0000 GMT", "2026-11-20T18:00:00Z"},
        {"Friday, 20-Nov-26 18:00:00 UT", "2026-11-20T18:00:00Z"},
        {"Fri Nov 20 18:00:00 2026", "2026-11-20T18:00:00Z"},
        {"Fri Nov 20 18:00:00 PST 2026", "2026-11-21T02:00:00Z"},
        {"Fri Nov 20 18:00:00 +0100 2026", "2026-11-20T17:00:00Z"},
        {"Thursday 20 November 2026", "2026-11-20T00:00:00Z"},
        {"November 20th, 2026 at 6:05 p.m. EDT", "2026-11-20T22:05:00Z"},
        {"Nov. 20, 2026, 12:30 a.m.", "2026-11-20T00:30:00Z"},
        {"20 Nov 2026 3pm", "2026-11-20T15:00:00Z"},
        {"Nov 2026", "2026-11-01T00:00:00Z"},
        {"2026-11-20T18:00:00Z", "2026-11-20T18:00:00Z"},
        {"2026-11-20t18:00:00.999+01:00", "2026-11-20T17:00:00Z"},
        {"2026-11-20T18:00:00,5-05", "2026-11-20T23:00:00Z"},
        {"2026-11-20 18:00:00 +0100", "2026-11-20T17:00:00Z"},
        {"2026-11-20T18:00", "2026-11-20T18:00:00Z"},
        {"2026-11-20T24:00:00Z", "2026-11-21T00:00:00Z"},
        {"2026-11-20", "2026-11-20T00:00:00Z"},
        {"2026-11", "2026-11-01T00:00:00Z"},
        {"2026", "2026-01-01T00:00:00Z"},
        {"20261120", "2026-11-20T00:00:00Z"},
        {"20261120T180102Z", "2026-11-20T18:01:02Z"},
        {"20261120180102", "2026-11-20T18:01:02Z"},
        {"2026-324", "2026-11-20T00:00:00Z"},
        {"2026324", "2026-11-20T00:00:00Z"},
        {"26-11-20", "2026-11-20T00:00:00Z"},
        {"11/20/2026 6:00:05 PM", "2026-11-20T18:00:05Z"},
        {"20/11/2026 18:00", "2026-11-20T18:00:00Z"},
        {"2026/11/20 18:00:00 EDT", "2026-11-20T22:00:00Z"},
        {"20.11.2026 18.05", "2026-11-20T18:05:00Z"},
        {"20.11.2026 um 18:05 Uhr", "2026-11-20T18:05:00Z"},
        {"Fri, 20 Nov 2026 18:00:00 Europe/Berlin", "2026-11-20T17:00:00Z"},
        {"Mon, 20 Jul 2026 18:00:00 Europe/Berlin", "2026-07-20T16:00:00Z"},
        {"Mon, 20 Jul 2026 18:00:00 Etc/GMT", "2026-07-20T18:00:00Z"},
        {"Do, 29 Mär 2018 00:00:00 +0200", "2018-03-28T22:00:00Z"},
        {"mar, 9 avr 2018 10:00:00 +0200", "2018-04-09T08:00:00Z"},
        {"Lundi, 16. Novembre 2020 - 15h54", "2020-11-16T15:54:00Z"},
        {"20 de noviembre de 2026", "2026-11-20T00:00:00Z"},
        {"20 ноября 2026 г.", "2026-11-20T00:00:00Z"},
        {"20 maj 2026", "2026-05-20T00:00:00Z"},
        {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
        {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
        {"2026년 11월 20일 18:00:00", "2026-11-20T09:00:00Z"},
        {"2026-11-20 오후 6:00:05", "2026-11-20T09:00:05Z"},
        {"2026年11月20日", "2026-11-20T00:00:00Z"},
        {"Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"},
        {"Fri, 13 Dec 1901 20:45:52 GMT", "1901-12-13T20:45:52Z"},
        {"Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"},
        {"  2026-11-20\n", "2026-11-20T00:00:00Z"},
    }));
    CAPTURE(text);
    CHECK(read(text) == want);
}

TEST_CASE("parse_feed_date makes nothing of what cannot be a date", "[fetchers][date]") {
    const auto text = GENERATE(
        as<std::string>{}, "", " ", "yesterday", "3 hours ago", "99 Jun 2009 12:00:00 GMT",
        "2026-02-30", "2026-13-01", "2026-11-20T25:00:00Z", "2026-11-20T23:60:00Z",
        "2026-11-20T24:00:01Z", "2026-11-20T18:00:00+01:60", "0000-00-00 00:00:00", "20 Nov",
        "1518478934", "123456789012345678901234567890", "12:30", "2026-366", "2026-000",
        "1-2-3-4-5-6", "the release of 2004 was the best that we could have made of it by then");
    CAPTURE(text);
    CHECK(read(text) == "none");
}

TEST_CASE("parse_feed_date survives every cut of a date", "[fetchers][date]") {
    const std::string text = "Fri, 20 Nov 2026 18:00:00 +0100 (년 오후) Europe/Berlin 20.11.2026";
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        for (std::size_t end = begin; end <= text.size(); ++end) {
            static_cast<void>(parse_feed_date(std::string_view(text).substr(begin, end - begin)));
        }
    }
    SUCCEED();
}

TEST_CASE("the quick forms of a date mean what the reader of any form makes of them",
          "[fetchers][date]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto pick = [&](std::initializer_list<const char*> texts) {
        return std::string(texts.begin()[random() % texts.size()]);
    };
    for (int i = 0; i < 5'000; ++i) {
        const auto day = pick({"1", "01", "9", "20", "28", "29", "30", "31", "32", "0"});
        const auto clock = pick({"00:00:00", "23:59:59", "24:00:00", "12:30", "7:05:01", "12:60:00",
                                 "23:59:60", "10:11:12.5"});
        const auto zone = pick({" GMT", " UTC", " Z", "Z", " +0000", " -0330", " +01:00", "+01:00",
                                "-23:59", " +2400", " +0160", " EST", "", " +01"});
        const auto text =
            random() % 2 == 0
                ? pick({"Mon, ", "Mar, ", "xyz, ", "Fri,", ""}) + day +
                      pick({" Jan ", " Feb ", " feb ", " Mars ", " Dec "}) +
                      pick({"2026", "2024", "0001", "99", "1969"}) + " " + clock + zone
                : pick({"2026", "2024", "0000", "99"}) + "-" + pick({"01", "02", "13", "2"}) + "-" +
                      day + pick({"T", " ", "t"}) + clock + zone;
        CAPTURE(text);
        CHECK(parse_feed_date(text) == fetchers::read_feed_date(text));
    }
}
