#include "index/story_grouper.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

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
std::vector<std::int64_t> stories_of(const std::vector<Article>& articles) {
    StoryGrouper grouper;
    std::vector<std::int64_t> stories;
    for (const auto& one : articles) {
        const auto place = grouper.place(one, story_signature(one));
        for (const auto absorbed : place.absorbed) {
            std::ranges::replace(stories, absorbed.value, place.story.value);
        }
        stories.push_back(place.story.value);
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

TEST_CASE("the order in which the articles of a day come does not matter", "[index][stories]") {
    const std::string more = std::string(kRelease) + "\nA spokesman of the port welcomed the news.";
    std::vector<Article> articles{
        article(1, "Brindlewick Robotics to open plant in Cork", kRelease, "2026-11-17T08:00:00Z"),
        article(2, "Town council agrees on a second bridge", kBridge, "2026-11-17T09:00:00Z"),
        article(3, "Harvest robots will be built in Cork", kRelease, "2026-11-17T10:00:00Z"),
        article(4, "Brindlewick Robotics to open Cork plant", more, "2026-11-17T11:00:00Z"),
        article(5, "Second bridge over the Alder agreed", kBridge, "2026-11-17T12:00:00Z")};
    const auto by_id = [](const Article& a, const Article& b) { return a.id < b.id; };
    do {
        const auto stories = stories_of(articles);
        std::map<std::int64_t, std::int64_t> story;
        for (std::size_t i = 0; i < articles.size(); ++i) story[articles[i].id.value] = stories[i];
        CHECK((story[1] == story[3] && story[1] == story[4]));
        CHECK((story[2] == story[5] && story[1] != story[2]));
    } while (std::next_permutation(articles.begin(), articles.end(), by_id));
}

TEST_CASE("British and American spelling are one", "[index][stories]") {
    const auto [british, american] = GENERATE(table<std::string, std::string>({
        {"How a ferry went from the saviour of Kilmoyle to its burden in spring",
         "How a ferry went from the savior of Kilmoyle to its burden in spring"},
        {"Orchards annualise sales in hope to double them by spring",
         "Orchards annualize sales in hope to double them by spring"},
        {"Brindlewick wants a theatre beside the harbour and a tax credit for it",
         "Brindlewick wants a theater beside the harbor and a tax credit for it"},
        {"Council of Kilmoyle pays for the defence of its ferry in court",
         "Council of Kilmoyle pays for the defense of its ferry in court"},
    }));
    CAPTURE(british);
    auto there = article(1, british, british);
    auto here = article(2, american, "Growers fear that the money will soon be spent.");
    here.url = "https://other.example/2";
    CHECK(story_signature(article(1, british, "")) == story_signature(article(1, american, "")));
    CHECK(stories_of({there, here}) == std::vector<std::int64_t>{1, 1});
}

TEST_CASE("words that only look British keep their meaning", "[index][stories]") {
    const auto [one, other] = GENERATE(table<std::string, std::string>(
        {{"hour", "hor"}, {"tour", "tor"}, {"rise", "rize"}, {"fence", "fense"}}));
    CAPTURE(one);
    CHECK_FALSE(story_signature(article(1, one, "")) == story_signature(article(1, other, "")));
}

TEST_CASE("a version mark of an agency is no part of a title", "[index][stories]") {
    const auto [first, second] = GENERATE(table<std::string, std::string>({
        {"(2nd LD) Brindlewick Robotics opens plant in Cork",
         "(3rd LD) Brindlewick Robotics opens plant in Cork"},
        {"UPDATE 1-Brindlewick Robotics opens plant in Cork",
         "UPDATE 4-Brindlewick Robotics opens plant in Cork"},
    }));
    CHECK(stories_of({article(1, first, ""), article(2, second, "")}) ==
          std::vector<std::int64_t>{1, 1});
}

TEST_CASE("releases of one mould on one site are stories of their own", "[index][stories]") {
    const auto listed = [](std::int64_t id, const std::string& company, std::string feed) {
        auto made = article(id, company + " ranks on the list of fastest-growing companies",
                            "The magazine today announced that " + company +
                                " is on the annual list, the most prestigious ranking of the "
                                "fastest-growing private companies.");
        made.publisher = std::move(feed);
        return made;
    };
    std::vector<Article> articles;  // so that the words of the mould are known as such
    for (std::int64_t i = 1; i <= 9; ++i) {
        articles.push_back(listed(i, "Orchard", "Outlet (3)"));
    }
    articles.push_back(listed(10, "Brindlewick", "Outlet (1)"));
    articles.push_back(listed(11, "Alderferry", "Outlet (2)"));
    const auto stories = stories_of(articles);
    CHECK(stories[0] != stories[9]);
    CHECK(stories[9] != stories[10]);
}

TEST_CASE("one firm's calls to the owners of two companies are two stories", "[index][stories]") {
    const auto call = [](std::int64_t id, const std::string& company) {
        auto made = article(
            id,
            company + " Faces Class Action After Fall of Shares - Owners May Call Thistle and Rook",
            "Thistle and Rook, a firm of lawyers in Cork, reminds owners of shares with large "
            "losses that they have until spring to ask the court to lead a class action against " +
                company +
                ", if they bought its shares last year. The action is before the district court of "
                "the county. What you may do: if you bought shares and wish to discuss your rights "
                "without charge, call the office of the firm, or write to it before the day that "
                "the court has set. The firm has led such actions for thirty years and has won "
                "large sums for owners of shares in many courts.");
        made.publisher = "Outlet";
        return made;
    };
    std::vector<Article> articles;  // so that the firm is rarer than those of whom it writes
    for (std::int64_t i = 1; i <= 20; ++i) {
        articles.push_back(article(i, i % 2 == 0 ? "Alderferry" : "Brindlewick", ""));
    }
    articles.push_back(call(21, "Brindlewick"));
    articles.push_back(call(22, "Alderferry"));
    articles.push_back(call(23, "Brindlewick"));
    const auto stories = stories_of(articles);
    CHECK(stories[20] != stories[21]);
    CHECK(stories[20] == stories[22]);
}

TEST_CASE("one site's two long reports of an event are one story", "[index][stories]") {
    const auto report = [](std::int64_t id, const std::string& title, const std::string& begin) {
        auto made = article(
            id, title,
            begin +
                " The harbour at Kilmoyle was closed at noon, when the Alder stood two metres "
                "above "
                "its mark. Mayor Orla Tierney asked the people of Quay Street to leave their "
                "houses, "
                "and two hundred of them spent the night in the school. The ferry to Inishmoor "
                "stays in port until the pumps have done their work, which takes a week. Nobody "
                "was hurt, but the fish market lost its whole catch of salmon.");
        made.published = *parse_rfc3339("2026-11-17T08:00:00Z") + std::chrono::hours{id};
        made.publisher = "Outlet";
        return made;
    };
    CHECK(stories_of({report(1, "Flood closes harbour at Kilmoyle",
                             "A flood has closed a harbour in the west, the council said."),
                      report(2, "Kilmoyle harbour closed by the Alder",
                             "Heavy rain made a river leave its bed on Tuesday morning.")}) ==
          std::vector<std::int64_t>{1, 1});
}

TEST_CASE("a headline over a part of another site's text is a copy, even a week later",
          "[index][stories]") {
    const std::string begin(std::string_view(kRelease).substr(0, 160));
    const auto whole = article(1, "Brindlewick Robotics to open plant in Cork", kRelease);
    auto excerpt =
        article(2, "Brindlewick Robotics to open plant in Cork", begin, "2026-11-24T08:00:00Z");
    SECTION("not on the same site, where it may be the next of a series") {
        CHECK(stories_of({whole, excerpt}) == std::vector<std::int64_t>{1, 2});
    }
    SECTION("on another site") {
        excerpt.url = "https://other.example/2";
        CHECK(stories_of({whole, excerpt}) == std::vector<std::int64_t>{1, 1});
    }
}

TEST_CASE("one text on another site is one story under whatever headline", "[index][stories]") {
    const auto release = article(1, "Brindlewick Robotics to open plant in Cork", kRelease);
    auto reprint = article(2, "Jobs at last for our harbour", kRelease, "2026-11-24T08:00:00Z");
    reprint.url = "https://other.example/2";
    CHECK(stories_of({release, reprint}) == std::vector<std::int64_t>{1, 1});
}

TEST_CASE("where pages show another article's text, the headlines decide", "[index][stories]") {
    const std::string advertisement =
        "Three shares that our readers like this week. Every investor knows that patience is the "
        "key to wealth, and these firms have raised what they pay for ten years in a row. First on "
        "our list is a maker of gardening tools with orders for two years to come. Next comes a "
        "brewery that has never closed a year without a profit, and last a bank so small that "
        "nobody has heard of it. Sign up for the letter to learn which of them we bought.";
    std::vector<Article> articles;  // so that the rarest word of a title is a name
    for (std::int64_t id = 1; id <= 20; ++id) {
        articles.push_back(article(id, "Letter " + std::to_string(id),
                                   "Our own service begins to start in Ireland at five euros."));
    }
    articles.push_back(
        article(21, "Tarnview will start its own streaming service on January 4", advertisement));
    const auto [title, story] = GENERATE(table<std::string, std::int64_t>({
        {"Tarnview streaming begins in Ireland on January 4 at five euros", 21},
        {"Kestrel Motors recalls forty thousand vans for faulty brakes", 22},
        {"Tarnview chief sells his house", 22},
    }));
    CAPTURE(title);
    articles.push_back(article(22, title, advertisement, "2026-11-17T11:00:00Z"));
    CHECK(stories_of(articles).back() == story);
}

TEST_CASE("what was told of a company last week does not hide today's reports from each other",
          "[index][stories]") {
    const std::string company =
        "Brindlewick Robotics of Cork builds arms that pick soft fruit, and has a grant of the "
        "regional council, forty apprentices and a plant at the harbour.";
    std::vector<Article> articles;
    for (std::int64_t id = 1; id <= 60; ++id) {
        articles.push_back(article(id, "Letter " + std::to_string(id),
                                   "Reader " + std::to_string(id) + " writes: " + company,
                                   "2026-11-10T08:00:00Z"));
    }
    articles.push_back(article(61, "Welders begin strike at Brindlewick Robotics plant in Cork", "",
                               "2026-11-17T08:00:00Z"));
    articles.push_back(article(62, "Strike of welders at Brindlewick Robotics plant", company,
                               "2026-11-17T08:30:00Z"));
    CHECK(stories_of(articles).back() == 61);
}

TEST_CASE("issues of a series are stories of their own", "[index][stories]") {
    const auto [first, second] = GENERATE(table<std::string, std::string>({
        {"Brindlewick Robotics reports results for quarter 2",
         "Brindlewick Robotics reports results for quarter 3"},
        {"Daily briefing", "Daily briefing"},
        {"Photos of the day", "Photos of the day"},
        {"Orchard index report names the ten best growers of October",
         "Orchard index report names the ten best growers of November"},
    }));
    CAPTURE(first);
    CHECK(stories_of({article(1, first, ""), article(2, second, "", "2026-11-18T08:00:00Z")}) ==
          std::vector<std::int64_t>{1, 2});
}

TEST_CASE("an address with and without www and TLS is of one article", "[index][stories]") {
    const std::string other =
        GENERATE("http://www.outlet.example/harvest", "https://outlet.example/harvest",
                 "http://outlet.example/harvest");
    CAPTURE(other);
    std::vector<Article> articles{article(1, "Harvest robots", kRelease),
                                  article(2, "What we saw in Cork", kBridge)};
    articles[0].url = "https://www.outlet.example/harvest";
    articles[1].url = other;
    CHECK(stories_of(articles) == std::vector<std::int64_t>{1, 1});
    articles[1].url = "https://www.outlet.example/bridge";
    CHECK(stories_of(articles) == std::vector<std::int64_t>{1, 2});
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
    CHECK(signature.bytes.size() <= 640);
    auto without_text = known;
    without_text.text.clear();
    StoryGrouper grouper;
    grouper.restore(without_text, signature);
    const auto copy = article(2, "Harvest robots will be built in Cork", kRelease);
    CHECK(grouper.place(copy, story_signature(copy)).story == StoryId{1});
}

namespace {

/// News of 40 days: 120 events, told up to four times each within hours, in words of their own and
/// of the event.
std::vector<Article> random_news(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned most) { return random() % most; };
    const auto words = [&](unsigned event, unsigned count) {
        std::string text;
        for (unsigned i = 0; i < count; ++i) {
            const bool of_event = below(4) != 0;
            text += of_event ? "event" + std::to_string(event) + "word" + std::to_string(below(9))
                             : "word" + std::to_string(below(500));
            text += ' ';
        }
        return text;
    };
    std::vector<Article> news;
    const Instant begin = *parse_rfc3339("2026-10-01T00:00:00Z");
    for (unsigned event = 0; event < 120; ++event) {
        for (unsigned i = 0; i <= below(4); ++i) {
            auto one = article(0, words(event, 6), words(event, 30));
            one.published = begin + std::chrono::hours{event * 8 + below(12)};
            one.first_seen = *one.published;
            news.push_back(std::move(one));
        }
    }
    std::ranges::stable_sort(news, {}, [](const Article& one) { return appeared(one); });
    for (std::size_t i = 0; i + 30 < news.size(); i += 30) std::swap(news[i], news[i + 29]);
    std::int64_t id = 0;
    for (auto& one : news) {
        one.id = {++id};
        one.url = "https://outlet.example/" + std::to_string(id);
    }
    return news;
}

/// As the store has it: what was grouped, by number, without texts.
struct Grouped {
    std::vector<Article> articles;
    std::vector<index::StorySignature> signatures;

    void place(StoryGrouper& grouper, Article one) {
        signatures.push_back(story_signature(one));
        const auto place = grouper.place(one, signatures.back());
        one.story = place.story;
        one.text.clear();
        articles.push_back(std::move(one));
        for (auto& known : articles) {
            if (std::ranges::count(place.absorbed, known.story) > 0) known.story = place.story;
        }
    }

    [[nodiscard]] StoryGrouper restored(Instant oldest) const {
        StoryGrouper grouper;
        const Instant since = grouper.needed_since(oldest);
        for (std::size_t i = 0; i < articles.size(); ++i) {
            if (appeared(articles[i]) >= since) grouper.restore(articles[i], signatures[i]);
        }
        return grouper;
    }
};

}  // namespace

TEST_CASE("a replay gives the same stories, with whatever restarts in between",
          "[index][stories]") {
    const auto news = random_news(7);
    Grouped at_once;
    StoryGrouper grouper;
    for (const auto& one : news) at_once.place(grouper, one);

    const std::size_t batch = GENERATE(7, 60);
    CAPTURE(batch);
    Grouped in_batches;
    for (std::size_t at = 0; at < news.size(); at += batch) {
        const auto end = std::min(at + batch, news.size());
        const auto oldest =
            std::ranges::min_element(news.begin() + static_cast<std::ptrdiff_t>(at),
                                     news.begin() + static_cast<std::ptrdiff_t>(end), {},
                                     [](const Article& one) { return appeared(one); });
        StoryGrouper restored = in_batches.restored(appeared(*oldest));
        for (std::size_t i = at; i < end; ++i) in_batches.place(restored, news[i]);
    }
    CHECK(at_once.articles == in_batches.articles);
    std::set<std::int64_t> stories;
    for (const auto& one : at_once.articles) stories.insert(one.story.value);
    CHECK(stories.size() + 20 < news.size());  // or there was nothing to see
}
