#include "app/judging.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "app/ingest.hpp"
#include "app/match.hpp"
#include "app/people.hpp"
#include "matcher/judgement.hpp"
#include "matcher/revision.hpp"
#include "tests/app/engineers.hpp"
#include "tests/app/world.hpp"

/// Judgements follow articles and contacts: what is new is judged, what is gone is forgotten.

using namespace sawthis;
using test::ana;
using test::bo;
using test::want;
using test::World;

namespace {

struct Item {
    std::string guid;
    std::string title;
};

std::string rss(const std::vector<Item>& items) {
    std::string out =
        "<rss version=\"2.0\"><channel><title>The Ledger</title>"
        "<link>https://ledger.example/</link>";
    for (const auto& [guid, title] : items) {
        out += fmt::format(
            "<item><guid isPermaLink=\"false\">{0}</guid><title>{1}</title><description>{1}, it "
            "was "
            "said on Thursday by those who know it best.</description>"
            "<pubDate>Thu, 19 Nov 2026 08:00:00 GMT</pubDate></item>",
            guid, title);
    }
    return out + "</channel></rss>";
}

const std::vector<Item> kNews{
    {"n1", "Brindlewick Robotics wins the national engineering prize"},
    {"n2", "Town council agrees on a new bridge of oak"},
    {"n3", "Wind power overtakes coal for the first time"},
    {"n4", "Harvest robots pick apples at night in Kent"},
};

/// A world that has taken in some news.
struct News : World {
    app::App app = open();
    News() { take_in("first.rss", kNews); }
    void take_in(const std::string& name, const std::vector<Item>& items) {
        const std::vector<std::filesystem::path> files{folder.write(name, rss(items))};
        CHECK(want(app::ingest(app, files, {})).taken.added == items.size());
    }
    std::size_t judge() { return want(app::update_judgements(app, {})); }
};

std::vector<matcher::Judgement> judgements(app::App& app) {
    std::vector<matcher::Judgement> all;
    for (const auto& one : want(app.store().load_judgements(std::nullopt))) {
        const auto judgement = matcher::decode_judgement(one.judgement);
        REQUIRE(judgement);
        all.push_back(*judgement);
        std::sort(all.back().findings.begin(), all.back().findings.end(),
                  [](const auto& a, const auto& b) { return a.target < b.target; });
    }
    return all;
}

std::size_t findings(app::App& app) {
    std::size_t count = 0;
    for (const auto& judgement : judgements(app)) count += judgement.findings.size();
    return count;
}

/// "ana n1 company", ...
std::vector<std::string> matches(app::App& app) {
    const auto book = want(app::MatchBook::load(app, std::nullopt));
    std::vector<std::string> rows;
    want(app::for_each_match(app, book, [&](app::MatchRow&& row) {
        rows.push_back(
            fmt::format("{} {} {}", row.contact_key, row.article_guid, name_of(row.match.facet)));
        return true;
    }));
    std::sort(rows.begin(), rows.end());
    return rows;
}

bool has(const std::vector<std::string>& rows, const std::string& row) {
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

}  // namespace

TEST_CASE("news of their company is kept however much there is of what they like",
          "[app][judging]") {
    News news;
    std::vector<Item> items;
    for (std::size_t i = 0; i < app::MatchBook::kMostOfOne + 200; ++i) {
        items.push_back(
            {fmt::format("w{}", i),
             fmt::format("Wind power: wind farm {} opens with a hundred wind turbines", i)});
    }
    news.take_in("second.rss", items);
    news.take_in("third.rss", {{"n5",
                                "Cakes and songs at the fair in Kent, with stands of Acme, Zed, "
                                "Brindlewick Robotics and the church"}});
    want(app::add_contact(news.app, ana()));
    news.judge();
    const auto told = matches(news.app);
    CHECK(told.size() >= app::MatchBook::kMostOfOne);
    CHECK(told.size() <= app::MatchBook::kMostOfOne + 2);
    CHECK(has(told, "ana n5 company"));
}

TEST_CASE("a damaged judgement is named, and judging anew mends it", "[app][judging]") {
    News news;
    want(news.app.store().put_contacts(std::vector{ana()}));
    news.judge();
    const auto sound = matches(news.app);
    const auto article = want(news.app.store().load_judgements(std::nullopt)).front().article;
    want(news.app.store().save_judged_targets(
        std::vector{store::Store::NewJudgement{article, "no judgement"}}, {}));
    const auto book = app::MatchBook::load(news.app, std::nullopt);
    REQUIRE_FALSE(book);
    CHECK(book.error().detail.find("sawthis match --anew") != std::string::npos);
    want(app::forget_judgements(news.app));
    CHECK(news.judge() == kNews.size());
    CHECK(matches(news.app) == sound);
}

TEST_CASE("each article is judged once, and judging twice changes nothing", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    CHECK(news.judge() == 4);
    const auto before = judgements(news.app);
    CHECK(before.size() == 4);
    CHECK(news.judge() == 0);
    CHECK(judgements(news.app) == before);
    news.take_in("second.rss", {{"n5", "Brindlewick Robotics opens a school"}});
    CHECK(news.judge() == 1);
    CHECK(has(matches(news.app), "ana n5 company"));
}

TEST_CASE("a new contact's targets are judged over old articles", "[app][judging]") {
    News news;
    CHECK(news.judge() == 4);
    CHECK(matches(news.app).empty());
    want(app::add_contact(news.app, ana()));
    CHECK(news.judge() == 4);
    CHECK(has(matches(news.app), "ana n1 company"));
    CHECK(news.judge() == 0);
}

TEST_CASE("a contact added later gives what judging all anew gives", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    news.judge();
    want(app::add_contact(news.app, bo()));
    news.judge();
    const auto step_by_step = judgements(news.app);
    want(news.app.store().clear_judgements(matcher::kMatcherRevision));
    CHECK(news.judge() == 4);
    CHECK(judgements(news.app) == step_by_step);
    CHECK(findings(news.app) >= 3);
}

TEST_CASE("a contact who has nothing new to look for costs no judging", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, bo()));
    news.judge();
    auto twin = bo();
    twin.key = "twin";
    twin.name = "Bo";  // one word: not looked for
    want(app::add_contact(news.app, twin));
    CHECK(news.judge() == 0);
    CHECK(has(matches(news.app), "twin n1 company"));
}

TEST_CASE("a contact's change is seen: what they gained is judged, what they lost is silent",
          "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    news.judge();
    CHECK(has(matches(news.app), "ana n3 interest"));
    auto changed = ana();
    changed.interests = {"bridges"};
    want(app::add_contact(news.app, changed));
    CHECK(news.judge() == 4);
    CHECK_FALSE(has(matches(news.app), "ana n3 interest"));
    CHECK(has(matches(news.app), "ana n1 company"));
}

TEST_CASE("an interest that comes back is judged over what came in its absence", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    news.judge();
    auto without = ana();
    without.interests = {};
    want(app::add_contact(news.app, without));
    news.judge();
    news.take_in("second.rss", {{"n5", "Wind power lights the whole coast"}});
    news.judge();
    want(app::add_contact(news.app, ana()));
    news.judge();
    CHECK(has(matches(news.app), "ana n5 interest"));
    CHECK(has(matches(news.app), "ana n3 interest"));
}

TEST_CASE("a contact who is removed is forgotten, the others keep theirs", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    const auto left = want(app::add_contact(news.app, bo()));
    news.judge();
    want(news.app.store().remove_contact(left.id));
    CHECK(judgements(news.app).empty());
    CHECK(news.judge() == 4);
    for (const auto& row : matches(news.app)) CHECK(row.substr(0, 4) == "ana ");
    CHECK(has(matches(news.app), "ana n1 company"));
}

TEST_CASE("judgements of another revision are made anew", "[app][judging]") {
    News news;
    want(app::add_contact(news.app, ana()));
    news.judge();
    want(news.app.store().clear_judgements(matcher::kMatcherRevision - 1));
    CHECK(news.judge() == 4);
    CHECK(want(news.app.store().judge_position()).version == matcher::kMatcherRevision);
}
