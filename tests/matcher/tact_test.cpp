#include "matcher/tact.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "matcher/article_judge.hpp"
#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

namespace {

Judgement judge_text(const std::string& title, const std::string& text) {
    static const auto judge = ArticleJudge::compile({}, {});
    REQUIRE(judge);
    JudgeScratch scratch(*judge);
    Article article;
    article.title = title;
    article.text = text;
    return judge->judge(article, scratch);
}

Judgement judge_title(const std::string& title) {
    return judge_text(title, "");
}

}  // namespace

TEST_CASE("a lexicon of hurting news is read line by line", "[matcher][tact]") {
    const auto phrases = parse_tact("# note\n\nlayoffs: !job cut, fires, !cut ~ staff\n");
    REQUIRE(phrases);
    CHECK(*phrases == std::vector<TactPhrase>{{"job cut", "layoffs", true, ""},
                                              {"fires", "layoffs", false, ""},
                                              {"cut", "layoffs", true, "staff"}});
    CHECK(parse_tact("nothing: killer app") ==
          std::vector<TactPhrase>{{"killer app", "", false, ""}});
}

TEST_CASE("a damaged lexicon is refused with its line", "[matcher][tact]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"layoffs: a\njob cut\n", "line 2: a kind of news and a colon should stand first"},
        {": a", "line 1: a kind of news and a colon should stand first"},
        {"layoffs: !", "line 1: an empty phrase"},
        {"layoffs: cut ~", "line 1: a phrase is missing beside ~"},
    }));
    const auto phrases = parse_tact(text);
    REQUIRE_FALSE(phrases);
    CHECK(phrases.error().code == ErrorCode::malformed);
    CHECK(phrases.error().detail == want);
}

TEST_CASE("the lexicon that is built in can be read", "[matcher][tact]") {
    const auto phrases = parse_tact(read_knowledge("tact.txt"));
    if (!phrases) FAIL(phrases.error().detail);
    CHECK(phrases->size() > 200);
}

TEST_CASE("news that hurts those whose company it is says why", "[matcher][tact]") {
    const auto [title, why] = GENERATE(table<std::string, std::string>({
        {"Acme to cut 400 jobs", "layoffs"},
        {"Acme closes its Bristol factory", "closure"},
        {"Acme beats lawsuit over valves", "lawsuit"},
        {"Acme fined $2m for late returns", "investigation"},
        {"Shops drop Acme phones as U.S. crackdown starts to bite", "investigation"},
        {"Acme shares tumble 20 percent", "losses"},
        {"Acme fights off hostile bid", "takeover fight"},
        {"Acme drug fails late-stage trial", "rejected drug"},
        {"Acme recalls two million cars", "recall"},
        {"Acme customer records stolen in data breach", "security breach"},
        {"Acme files for Chapter 11", "collapse"},
        {"Acme pilots threaten to strike", "strike"},
        {"Acme founder dies", "death"},
        {"Bitter blow for Acme", "losses"},
        {"Drug blow for Acme", "rejected drug"},
        {"Acme suffers massive setback", "losses"},
        {"Acme warns of new cuts in oil reserves", "losses"},
        {"Plane of Acme's chairman is missing", "accident"},
        {"Helicopter missing over the North Sea", "accident"},
        {"A missing comma on a plane ticket", ""},
        {"Acme hires a pump designer", ""},
        {"Record fine weather at Acme picnic", ""},
        {"Acme sells a killer app at the cutting edge", ""},
        {"Acme emerges from bankruptcy", ""},
        {"Shooting guard Smith improves strike rate before sudden death", ""},
        {"Race ends in a dead heat", ""},
    }));
    CAPTURE(title);
    CHECK(judge_title(title).hurts_theirs == why);
}

TEST_CASE("what hurts only those whose company it is does not hurt anybody", "[matcher][tact]") {
    CHECK(judge_title("Acme to cut 400 jobs").hurts_anybody.empty());
    CHECK(judge_title("Acme founder dies").hurts_anybody == "death");
}

TEST_CASE("what befalls a country is no game, even in a report of one", "[matcher][tact]") {
    const std::string cricket =
        "The one-day international was the first of the cricket tour; the batsmen, bowlers and "
        "wicketkeeper of the Test side had trained for the wicket at the pavilion end. ";
    const auto hurts = [&](const std::string& title, const std::string& lead) {
        return judge_text(title, lead + cricket).hurts_anybody;
    };
    CHECK(hurts("Sri Lanka cancel tour", "The tsunami has ravaged the country. ") == "disaster");
    CHECK(hurts("Sri Lanka collapse", "It was a tsunami of wickets. ").empty());
    CHECK(hurts("Sri Lanka collapse", "They were devastated, and the devastation was total. ")
              .empty());
    CHECK(hurts("A day to be proud of", "Their season was not dead after beating Kent. ").empty());
    CHECK(hurts("Hurricanes win again", "The Miami Hurricanes won. The Hurricanes are first. ")
              .empty());
}

TEST_CASE("a text that is full of what hurts hurts, whatever its headline says",
          "[matcher][tact]") {
    const std::string lead = std::string(500, '.') + " Acme's main unit went to its only bidder. ";
    const std::string few =
        "The forced sale came after a tax demand and a class action, said its lawyers. ";
    const std::string more =
        "The assets had been seized by bailiffs. Acme is delisted, insolvent and under "
        "investigation for "
        "fraud; its former treasurer pleaded guilty, and a winding up order is expected.";
    CHECK(judge_text("Acme unit fetches $9bn", lead + few).hurts_theirs.empty());
    CHECK(judge_text("Acme unit fetches $9bn", lead + few + few + few).hurts_theirs.empty());
    const auto judged = judge_text("Acme unit fetches $9bn", lead + few + more);
    CHECK(judged.hurts_theirs == "collapse");
    CHECK(judged.hurts_anybody.empty());
    CHECK(judge_text("Acme unit fetches $9bn", std::string(4'000, '.') + few + more)
              .hurts_theirs.empty());
}

}  // namespace sawthis::matcher
