#include "index/story.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

namespace {

Article article(std::int64_t id, std::string publisher, std::string text, std::int64_t hour) {
    Article made;
    made.id = {id};
    made.story = {1};
    made.publisher = std::move(publisher);
    made.text = std::move(text);
    made.first_seen = Instant{std::chrono::hours{480'000 + hour}};
    return made;
}

const std::string kFull(3'000, 'x');
const std::string kTeaser(300, 'x');

}  // namespace

TEST_CASE("the lead of a story is original, full and early, in this order", "[index][stories]") {
    const auto [name, articles, lead] =
        GENERATE(table<std::string, std::vector<Article>, std::int64_t>({
            {"the only one", {article(4, "A", "", 0)}, 4},
            {"fuller", {article(1, "A", kTeaser, 0), article(2, "B", kFull, 5)}, 2},
            {"a few words more are no fuller",
             {article(1, "A", kFull, 0), article(2, "B", kFull + "xx", 5)},
             1},
            {"earlier", {article(2, "A", kFull, 5), article(3, "B", kFull, 0)}, 3},
            {"the lower number at one time", {article(9, "A", "", 0), article(3, "B", "", 0)}, 3},
            {"original",
             {article(1, "A", kFull + " The post appeared first on B.", 0),
              article(2, "B", kTeaser, 1)},
             2},
        }));
    CAPTURE(name);
    CHECK(index::choose_lead(articles).id.value == lead);
    const std::vector<Article> reversed(articles.rbegin(), articles.rend());
    CHECK(index::choose_lead(reversed).id.value == lead);
}

TEST_CASE("a story names its sources once and knows when it was told", "[index][stories]") {
    const std::vector<Article> articles{article(3, "Wire", kTeaser, 7),
                                        article(1, "Post", kFull, 2),
                                        article(2, "Wire", kTeaser, 4), article(4, "", "", 3)};
    const Story story = index::make_story(articles);
    CHECK(story == Story{{1},
                         {1},
                         {{1}, {4}, {2}, {3}},
                         {"Post", "Wire"},
                         appeared(articles[1]),
                         appeared(articles[0])});
}
