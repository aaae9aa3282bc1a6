#include "index/story_grouper.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;
using index::story_signature;
using index::StoryGrouper;

namespace {

constexpr auto kRelease =
    "Brindlewick Robotics said on Tuesday that it will open a plant for harvest robots in Cork "
    "next spring, its first "
    "outside the county where it was founded. The plant will employ 140 people and build the M4, "
    "an arm that picks "
    "soft fruit without bruising it.\nThe company received a grant of six million euros from the "
    "regional council, "
    "which had competed with two towns in Brittany. Hiring starts in January with forty "
    "apprentices.";
constexpr auto kBridge =
    "The town council agreed by nine votes to two to build a second bridge over the Alder after a "
    "debate that lasted "
    "until midnight. Work begins when the salmon have passed, and the ferry keeps running until "
    "the bridge is open.";

Article article(std::int64_t id, std::string title, std::string text,
                std::string when = "2026-11-17T08:00:00Z") {
    Article made;
    made.id = {id};
    made.url = "https://outlet.example/" + std::to_string(id);
    made.title = std::move(title);
    made.text = std::move(text);
    made.language = "en";
    made.published = parse_rfc3339(when);
    made.first_seen = *made.published;
    return made;
}

/// The story of each, numbered by the article that began it.
std::vector<std::int64_t> stories_of(std::vector<Article> articles) {
    StoryGrouper grouper;
    std::vector<std::int64_t> stories;
    for (auto& one : articles) {
        const auto signature = story_signature(one);
        one.story = grouper.find_story(one, signature).value_or(StoryId{one.id.value});
        grouper.restore(one, signature);
        stories.push_back(one.story.value);
    }
    return stories;
}

}  // namespace

TEST_CASE("copies, other headlines and rewrites of a release are one story", "[index][stories]") {
    const std::string more = std::string(kRelease) + "\nA spokesman of the port welcomed the news.";
    CHECK(stories_of({article(1, "Brindlewick Robotics to open plant in Cork", kRelease),
                      article(2, "Town council agrees on a second bridge", kBridge),
                      article(3, "Brindlewick Robotics to open plant in Cork", kRelease),
                      article(4, "Harvest robots will be built in Cork", kRelease),
                      article(5, "Brindlewick Robotics to open Cork plant", more)}) ==
          std::vector<std::int64_t>{1, 2, 1, 1, 1});
}

TEST_CASE("issues of a series are stories of their own", "[index][stories]") {
    const auto [first, second] = GENERATE(table<std::string, std::string>({
        {"Brindlewick Robotics reports results for quarter 2",
         "Brindlewick Robotics reports results for quarter 3"},
        {"Daily briefing", "Daily briefing"},
        {"Photos of the day", "Photos of the day"},
    }));
    CAPTURE(first);
    CHECK(stories_of({article(1, first, ""), article(2, second, "", "2026-11-18T08:00:00Z")}) ==
          std::vector<std::int64_t>{1, 2});
}

TEST_CASE("articles further apart than the window never meet", "[index][stories]") {
    CHECK(stories_of({article(1, "Brindlewick Robotics to open plant in Cork", kRelease,
                              "2026-10-01T08:00:00Z"),
                      article(2, "Brindlewick Robotics to open plant in Cork", kRelease)}) ==
          std::vector<std::int64_t>{1, 2});
}

TEST_CASE("a grouper restored from stored signatures goes on as the one before",
          "[index][stories]") {
    const auto known = [] {
        auto made = article(1, "Brindlewick Robotics to open plant in Cork", kRelease);
        made.story = {1};
        return made;
    }();
    const auto signature = story_signature(known);
    CHECK(signature.bytes.size() <= 512);
    auto without_text = known;
    without_text.text.clear();
    StoryGrouper grouper;
    grouper.restore(without_text, signature);
    const auto copy = article(2, "Harvest robots will be built in Cork", kRelease);
    CHECK(grouper.find_story(copy, story_signature(copy)) == StoryId{1});
}
