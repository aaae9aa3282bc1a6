#include <algorithm>
#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

struct ThreeArticles : OneSource {
    ThreeArticles() {
        std::vector<Article> articles{make_article("a", "", "A", "a"),
                                      make_article("b", "", "B", "b"),
                                      make_article("c", "", "C", "c")};
        articles[1].publisher = "Wire";
        articles[1].first_seen = at(900'000);
        poll(store, source, articles);
    }
};

std::vector<store::GroupedArticle> grouped_since(const Store& store, Instant since) {
    std::vector<store::GroupedArticle> grouped;
    want(store.read_grouped_articles(since, [&](const auto& one) { grouped.push_back(one); }));
    return grouped;
}

}  // namespace

TEST_CASE("articles get stories, and new stories their ids", "[store][stories]") {
    ThreeArticles three;
    auto& store = three.store;
    CHECK(want(store.ungrouped_articles(2)).size() == 2);
    const std::string signature("\0\1\xff", 3);
    const std::vector<Store::Grouping> first{{{1}, std::nullopt, signature},
                                             {{2}, std::nullopt, "s"}};
    const auto stories = want(store.save_groupings(first));
    REQUIRE(stories.size() == 2);
    CHECK(stories[0] != stories[1]);
    CHECK(want(store.save_groupings(first)) == stories);  // a repeated step changes nothing
    const std::vector<Store::Grouping> second{{{3}, stories[0], "t"}, {{2}, stories[0], "s"}};
    CHECK(want(store.save_groupings(second)) == std::vector<StoryId>{stories[0], stories[0]});
    CHECK(want(store.ungrouped_articles(10)).empty());

    const auto grouped = grouped_since(store, at(0));
    REQUIRE(grouped.size() == 3);
    const auto first_of_all = std::find_if(grouped.begin(), grouped.end(), [](const auto& one) {
        return one.article.id == ArticleId{1};
    });
    REQUIRE(first_of_all != grouped.end());
    CHECK(first_of_all->signature == signature);
    CHECK(first_of_all->article.story == stories[0]);
    CHECK(first_of_all->article.text.empty());
    CHECK(grouped_since(store, at(950'000)).size() == 2);
    CHECK(want(store.story_publishers(stories[0])) ==
          std::vector<std::string>{"Wire", "The Daily"});
    CHECK(want(store.story_publishers({99})).empty());
}

TEST_CASE("an absorbed story leaves its articles to the other, and what was told of it",
          "[store][stories]") {
    ThreeArticles three;
    auto& store = three.store;
    const std::vector<Store::Grouping> two{{{1}, StoryId{1}, "s"}, {{2}, StoryId{2}, "s"}};
    CHECK(want(store.save_groupings(two)).size() == 2);
    const std::vector<Store::Grouping> third{{{3}, StoryId{1}, "s"}};
    const std::vector<Store::Absorbed> absorbed{{StoryId{2}, StoryId{1}}};
    CHECK(want(store.save_groupings(third, absorbed)) == std::vector<StoryId>{StoryId{1}});
    for (const auto& grouped : grouped_since(store, at(0))) {
        CHECK(grouped.article.story == StoryId{1});
    }
}

TEST_CASE("an update leaves the article in its story", "[store][stories]") {
    ThreeArticles three;
    const std::vector<Store::Grouping> grouping{{{1}, std::nullopt, "s"}};
    const auto story = want(three.store.save_groupings(grouping)).at(0);
    poll(three.store, three.source, {make_article("a", "", "A, amended", "a")});
    CHECK(want(three.store.find_article("1"))->story == story);
}

TEST_CASE("a grouping that names what is not there changes nothing", "[store][stories]") {
    ThreeArticles three;
    const std::vector<Store::Grouping> no_article{{{1}, std::nullopt, "s"},
                                                  {{9}, std::nullopt, "s"}};
    CHECK(three.store.save_groupings(no_article).error().code == ErrorCode::not_found);
    const std::vector<Store::Grouping> no_story{{{1}, StoryId{9}, "s"}};
    CHECK(three.store.save_groupings(no_story).error().code == ErrorCode::not_found);
    CHECK(want(three.store.ungrouped_articles(10)).size() == 3);
}
