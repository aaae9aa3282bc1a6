#include "matcher/event.hpp"

#include <catch2/catch.hpp>

#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

namespace {

const EventReader& built_in() {
    static const EventReader reader = [] {
        auto lines = parse_events(read_knowledge("events.txt"));
        if (!lines) FAIL(lines.error().detail);
        auto compiled = EventReader::compile(*lines);
        if (!compiled) FAIL(compiled.error().detail);
        return std::move(*compiled);
    }();
    return reader;
}

Event read(const std::string& title, bool sport = false) {
    Article article;
    article.title = title;
    return built_in().read(article, sport);
}

Evidence find_name(const std::string& title, const std::string& name) {
    const auto at = title.find(name);
    REQUIRE(at != std::string::npos);
    return {ArticlePart::title, {at, at + name.size()}};
}

}  // namespace

TEST_CASE("events are read line by line", "[matcher][event]") {
    const auto lines = parse_events(
        "# note\n\nfunding | deal | good | raises ... million, funding\nmatch | - | sport first | "
        "beat\nviolence | hard | elsewhere bad | clash\n"
        "nothing | - | neutral | crowd funding\n");
    REQUIRE(lines);
    CHECK(
        *lines ==
        std::vector<EventLine>{
            {"funding",
             EventSign::deal,
             Tone::good,
             EventLine::Where::anywhere,
             {{"raises", "million"}, {"funding", ""}}},
            {"match", std::nullopt, Tone::first, EventLine::Where::sport, {{"beat", ""}}},
            {"violence", EventSign::hard, Tone::bad, EventLine::Where::elsewhere, {{"clash", ""}}},
            {"",
             std::nullopt,
             Tone::neutral,
             EventLine::Where::anywhere,
             {{"crowd funding", ""}}}});
}

TEST_CASE("a damaged list of events is refused with its line", "[matcher][event]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"funding | deal | good", "line 1: an event has a kind, a sign, a tone and phrases"},
        {"\nfunding | joy | good | raises", "line 2: there is no sign \"joy\""},
        {"funding | deal | fine | raises", "line 1: there is no tone \"fine\""},
        {"funding | deal | good | raises ...", "line 1: \"raises ...\" lacks a word"},
    }));
    const auto lines = parse_events(text);
    REQUIRE_FALSE(lines);
    CHECK(lines.error().code == ErrorCode::malformed);
    CHECK(lines.error().detail == want);
}

TEST_CASE("an article tells an event, good or bad for the one it is about", "[matcher][event]") {
    const auto [title, kind, tone] = GENERATE(table<std::string, std::string, Tone>({
        {"Brightwater raises $40 million to build pumps", "funding", Tone::good},
        {"Brightwater to acquire Stillwell for $2bn", "acquisition", Tone::neutral},
        {"Brightwater appoints new finance chief", "appointment", Tone::good},
        {"Brightwater chief executive steps down", "departure", Tone::neutral},
        {"Brightwater to cut 500 jobs", "layoffs", Tone::bad},
        {"Founder of Brightwater dies at 80", "death", Tone::bad},
        {"Brightwater sued over leaking valves", "lawsuit", Tone::bad},
        {"Brightwater recalls valves", "recall", Tone::bad},
        {"Brightwater hit by data breach", "breach", Tone::bad},
        {"Brightwater files for bankruptcy", "bankruptcy", Tone::bad},
        {"Brightwater issues profit warning", "results bad", Tone::bad},
        {"Analyst lifts price target for Brightwater", "analyst note", Tone::neutral},
        {"How to choose a pump", "how-to", Tone::neutral},
        {"Brightwater on a bench", "", Tone::neutral},
    }));
    CAPTURE(title);
    const Event event = read(title);
    CHECK(event.kind == kind);
    CHECK(event.tone == tone);
}

TEST_CASE("words of an event inside a phrase with another meaning are none", "[matcher][event]") {
    const std::string title = GENERATE("A killer app", "A dead heat", "The cutting edge");
    CAPTURE(title);
    CHECK(read(title).kind.empty());
}

TEST_CASE("who won is told by the side of the words", "[matcher][event]") {
    const auto [title, name, other, want] =
        GENERATE(table<std::string, std::string, std::string, Tone>({
            {"Jets beat Giants 24-17", "Jets", "Giants", Tone::good},
            {"Jets beat Giants 24-17", "Giants", "Jets", Tone::bad},
            {"Jets lose to Giants", "Jets", "Giants", Tone::bad},
            {"Jets lose to Giants", "Giants", "Jets", Tone::good},
            {"Jets beaten by Giants in overtime", "Giants", "Jets", Tone::good},
            {"Leeds 3-1 Derby", "Leeds", "Derby", Tone::good},
            {"Leeds 0-2 Derby", "Leeds", "Derby", Tone::bad},
            {"Leeds 1-1 Derby", "Leeds", "Derby", Tone::neutral},
            {"Leeds draw with Derby", "Leeds", "Derby", Tone::neutral},
            {"Cup final: Leeds 3-1 Derby", "Leeds", "Derby", Tone::good},
            {"Spurs 88, 76ers 80", "Spurs", "76ers", Tone::good},
            {"Spurs 88, 76ers 80", "76ers", "Spurs", Tone::bad},
            {"NBA: Rockets 89 Hornets 81 (2 OT)", "Hornets", "Rockets", Tone::bad},
            {"(5) Utah 52 Duke 10", "Duke", "Utah", Tone::bad},
            {"No. 14 Utah 52, Duke 10", "Utah", "Duke", Tone::good},
            {"Leeds won't overlook Derby", "Leeds", "Derby", Tone::neutral},
            {"Leeds suffer defeat in Derby", "Leeds", "Derby", Tone::bad},
            {"Leeds on brink of defeat", "Leeds", "brink", Tone::bad},
            {"Jets snap Giants' streak", "Giants", "Jets", Tone::bad},
            {"Late strike ends Leeds's cup hopes", "Leeds", "hopes", Tone::bad},
            {"Leeds name squad for Champions League", "Leeds", "League", Tone::neutral},
            {"Leeds denied by heroics of keeper", "Leeds", "keeper", Tone::bad},
            {"Leeds win away", "Leeds", "away", Tone::good},
            {"Late goal seals victory for Leeds", "Leeds", "goal", Tone::good},
            {"Defeat for Leeds at home", "Leeds", "home", Tone::bad},
        }));
    CAPTURE(title, name);
    const Event event = read(title, true);
    const std::vector<Span> others{find_name(title, other).span};
    const Tone tone = tone_for(event, find_name(title, name), others);
    CHECK(tone == want);
}

TEST_CASE("what was won or lost before is not what a report tells", "[matcher][event]") {
    Article article;
    article.title = "Leeds given tough draw";
    article.text = "Leeds, who are winless and have many injuries, meet Hull.";
    CHECK(built_in().read(article, true).kind.empty());
    article.title = "Leeds lose at Derby";
    CHECK(built_in().read(article, true).kind == "match");
}

TEST_CASE("contests are told only where a sport is spoken of", "[matcher][event]") {
    CHECK(read("Intel beat estimates").kind != "match");
    CHECK(read("Leeds beat Derby", true).kind == "match");
}

TEST_CASE("words of war and trade mean the game where a sport is spoken of", "[matcher][event]") {
    const auto [title, elsewhere, sport] = GENERATE(table<std::string, std::string, std::string>({
        {"Smith ruled fit for clash in Leeds", "violence", "match"},
        {"Prop recalled for Dublin", "recall", "transfer"},
        {"Smith verges on deal with Leeds", "agreement", "signing"},
        {"Fan stabbed before clash", "violence", "violence"},
    }));
    CAPTURE(title);
    CHECK(read(title).kind == elsewhere);
    CHECK(read(title, true).kind == sport);
}

TEST_CASE("what supporters remember, and what becomes of their club, is told in sport alone",
          "[matcher][event]") {
    const auto [title, kind, sign] = GENERATE(table<std::string, std::string, EventSign>({
        {"Leeds reach Wembley for the play-off final", "big match", EventSign::occasion},
        {"Midfielder is player of the year at Leeds", "big match", EventSign::occasion},
        {"Leeds beat Derby in the cup final", "match", EventSign::occasion},
        {"Consortium makes offer for Leeds", "club news", EventSign::club},
        {"Leeds fans cool on new stadium", "club news", EventSign::club},
        {"Leeds owner sued over ticket sales", "lawsuit", EventSign::club},
    }));
    CAPTURE(title);
    const auto at = static_cast<std::size_t>(sign);
    CHECK(read(title, true).kind == kind);
    CHECK(read(title, true).signs[at]);
    CHECK_FALSE(read(title, false).signs[at]);
}

}  // namespace sawthis::matcher
