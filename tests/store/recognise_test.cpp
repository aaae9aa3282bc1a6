#include <map>
#include <random>

#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

Article dated(Article article, std::int64_t seconds) {
    article.published = at(seconds);
    return article;
}

using Poll = std::vector<Article>;

struct Case {
    std::string name;
    Poll first;
    Poll second;
    TakenIn want;  // of the second
};

const std::string kHome = "https://e.org/";

std::vector<Case> recognised_cases() {
    const auto a = make_article("g1", "https://e.org/1", "One", "Text one.");
    return {
        {"the same again", {a}, {a}, {0, 0, 1}},
        {"another article", {a}, {make_article("g2", "https://e.org/2", "Two", "Two.")}, {1, 0, 0}},
        {"known by guid, other link",
         {a},
         {make_article("g1", "https://e.org/x", "One", "Text one.")},
         {0, 0, 1}},
        {"known by guid, other title",
         {a},
         {make_article("g1", "https://e.org/1", "Uno", "Text one.")},
         {0, 1, 0}},
        {"known by guid, other text",
         {a},
         {make_article("g1", "https://e.org/1", "One", "Longer.")},
         {0, 1, 0}},
        {"known by link, other guid",
         {a},
         {make_article("g9", "https://e.org/1", "One", "Text one.")},
         {0, 0, 1}},
        {"known by link, other guid and title",
         {a},
         {make_article("g9", "https://e.org/1", "Uno", "Text one.")},
         {0, 1, 0}},
        {"known by its words, other guid and link",
         {a},
         {make_article("g9", "https://e.org/9", "One", "Text one.")},
         {0, 0, 1}},
        {"a headline without text, undated, other guid and link",
         {make_article("g1", "https://e.org/1", "One", "")},
         {make_article("g9", "https://e.org/9", "One", "")},
         {0, 0, 1}},
        {"a headline that returns another day",
         {dated(make_article("g1", "https://e.org/1", "Storm warning", ""), 1000)},
         {dated(make_article("g2", "https://e.org/2", "Storm warning", ""), 90'000)},
         {1, 0, 0}},
        {"no link at all",
         {make_article("g1", "", "One")},
         {make_article("g1", "", "One")},
         {0, 0, 1}},
        {"no link, other words",
         {make_article("h1", "", "One", "1")},
         {make_article("h2", "", "Two", "2")},
         {1, 0, 0}},
        {"no link and no guid",
         {make_article("", "", "One")},
         {make_article("", "", "One")},
         {0, 0, 1}},
        {"the guid is the link, other title",
         {make_article("https://e.org/1", "https://e.org/1", "One")},
         {make_article("https://e.org/1", "https://e.org/1", "One, amended")},
         {0, 1, 0}},
        {"all items link to the home page, each with a guid",
         {make_article("g1", kHome, "One", "1"), make_article("g2", kHome, "Two", "2")},
         {make_article("g3", kHome, "Three", "3"), make_article("g2", kHome, "Two", "2")},
         {1, 0, 1}},
        {"all items link to the home page, without a guid",
         {make_article(kHome, kHome, "One", "1"), make_article(kHome, kHome, "Two", "2")},
         {make_article(kHome, kHome, "Three", "3"), make_article(kHome, kHome, "Two", "2")},
         {1, 0, 1}},
        {"one item that links to the home page, then another one before it",
         {make_article("g1", kHome, "One", "1")},
         {make_article("g2", kHome, "Two", "2"), make_article("g1", kHome, "One", "1")},
         {1, 0, 1}},
        {"always one item under one link: new guid, title and date",
         {dated(make_article("g1", kHome, "Monday", "1"), 1000)},
         {dated(make_article("g2", kHome, "Tuesday", "2"), 90'000)},
         {1, 0, 0}},
        {"a repeated item in one poll", {}, {a, a, a}, {1, 0, 2}},
        {"one item under two guids in one poll",
         {},
         {a, make_article("g2", "https://e.org/1", "One", "Text one.")},
         {1, 0, 1}},
        {"two versions of one guid in one poll: the first counts",
         {},
         {a, make_article("g1", "https://e.org/1", "Uno", "Text one."), a},
         {1, 0, 2}},
        {"two items of the same words and different days in one poll",
         {},
         {dated(make_article("g1", "https://e.org/1", "Open thread", "Talk."), 1000),
          dated(make_article("g2", "https://e.org/2", "Open thread", "Talk."), 90'000)},
         {2, 0, 0}},
        {"two items of the same words, each with its own guid and link, in one poll",
         {},
         {a, make_article("g2", "https://e.org/2", "One", "Text one.")},
         {2, 0, 0}},
        {"the same, and all guids and links are new at the next poll",
         {a, make_article("g2", "https://e.org/2", "One", "Text one.")},
         {make_article("g3", "https://e.org/3", "One", "Text one."),
          make_article("g4", "https://e.org/4", "One", "Text one.")},
         {0, 0, 2}},
        {"nothing", {a}, {}, {0, 0, 0}},
    };
}

}  // namespace

TEST_CASE("an article is known again by guid, link or words, and new where none holds",
          "[store][recognise]") {
    for (const auto& [name, first, second, expected] : recognised_cases()) {
        CAPTURE(name);
        OneSource one;
        poll(one.store, one.source, first);
        CHECK(poll(one.store, one.source, second) == expected);
        // Whatever it was, the same poll once more brings nothing and changes nothing.
        CHECK(poll(one.store, one.source, second) == TakenIn{0, 0, second.size()});
    }
}

TEST_CASE("feeds that make something up at each poll bring nothing new", "[store][recognise]") {
    struct Liar {
        std::string name;
        std::function<Article(int poll, int item)> item;
        bool updates;
    };
    const auto text = [](int n) { return "text number " + std::to_string(n); };
    const auto page = [](int n) { return "https://e.org/" + std::to_string(n); };
    const std::vector<Liar> liars{
        {"new ids",
         [&](int p, int n) {
             return make_article(std::to_string(p * 100 + n), page(n), "T" + std::to_string(n),
                                 text(n));
         },
         false},
        {"new ids and no links",
         [&](int p, int n) {
             return make_article(std::to_string(p * 100 + n), "", "T" + std::to_string(n), text(n));
         },
         false},
        {"new ids, no links, headlines only",
         [&](int p, int n) {
             return make_article(std::to_string(p * 100 + n), "", "T" + std::to_string(n), "");
         },
         false},
        {"a session id in each link, no guid",
         [&](int p, int n) {
             const std::string url = page(n) + "?sid=" + std::to_string(p);
             return make_article(url, url, "T" + std::to_string(n), text(n));
         },
         false},
        {"session ids, and the time of the poll as date",
         [&](int p, int n) {
             const std::string url = page(n) + "?sid=" + std::to_string(p);
             return dated(make_article(url, url, "T" + std::to_string(n), text(n)), p * 3600);
         },
         false},
        {"links and ids by another scheme and host each time",
         [&](int p, int n) {
             const std::string start = p % 2 == 0 ? "http://www.e.org/" : "https://e.org/";
             const std::string url = start + std::to_string(n) + (p % 3 == 0 ? "/" : "");
             return make_article(url, url, "T" + std::to_string(n), text(n));
         },
         false},
        {"links and ids by another scheme each time, and a counter in each title",
         [&](int p, int n) {
             const std::string url =
                 (p % 2 == 0 ? "http://e.org/" : "https://e.org/") + std::to_string(n);
             return make_article(url, url, "T (" + std::to_string(p) + ")", text(n));
         },
         true},
        {"a counter in each title, same ids",
         [&](int p, int n) {
             return make_article(std::to_string(n), page(n), "T (" + std::to_string(p) + ")",
                                 text(n));
         },
         true},
        {"a counter in each title, links for ids",
         [&](int p, int n) {
             return make_article(page(n), page(n), "T (" + std::to_string(p) + ")", text(n));
         },
         true},
        {"a counter in each title, new ids",
         [&](int p, int n) {
             return make_article(std::to_string(p * 100 + n), page(n),
                                 "T (" + std::to_string(p) + ")", text(n));
         },
         true},
    };
    for (const auto& liar : liars) {
        CAPTURE(liar.name);
        OneSource one;
        for (int p = 0; p < 4; ++p) {
            CAPTURE(p);
            std::vector<Article> articles;
            for (int n = 0; n < 20; ++n) articles.push_back(liar.item(p, n));
            const TakenIn known = liar.updates ? TakenIn{0, 20, 0} : TakenIn{0, 0, 20};
            CHECK(poll(one.store, one.source, articles) == (p == 0 ? TakenIn{20, 0, 0} : known));
        }
        CHECK(want(one.store.article_count()) == 20);
    }
}

TEST_CASE("the same guid in another source is another article", "[store][recognise]") {
    OneSource one;
    const auto other = add_source(one.store, "https://other.org/feed");
    poll(one.store, one.source, {make_article("1", "https://e.org/1", "One")});
    CHECK(poll(one.store, other, {make_article("1", "https://o.org/1", "Eins", "Anders.")}) ==
          TakenIn{1, 0, 0});
}

TEST_CASE("an article of two sources is kept once and known in both", "[store][recognise]") {
    OneSource one;
    const auto other = add_source(one.store, "https://other.org/feed");
    const auto first = make_article("a1", "https://e.org/1", "Caf\u00e9 opens", "All of the text.");
    auto second = make_article("b1", "https://e.org/1", "CAF\u00c9  opens", "A teaser.");
    poll(one.store, one.source, {first});
    CHECK(poll(one.store, other, {second}) == TakenIn{0, 0, 1});
    CHECK(want(one.store.article_count()) == 1);

    SECTION("its guid is known in the second source, whatever changes there") {
        second.title = "Another title";
        second.url = "https://o.org/moved";
        CHECK(poll(one.store, other, {second}) == TakenIn{0, 0, 1});
        CHECK(want(one.store.find_article("1"))->title == first.title);
        CHECK(want(one.store.find_article("1"))->text == first.text);
    }
    SECTION("both sources list and count it") {
        for (const auto source : {one.source, other}) {
            ArticleFilter filter;
            filter.source = source;
            CHECK(want(one.store.list_articles(filter)).size() == 1);
        }
        const auto sources = want(one.store.load_sources());
        CHECK(sources.at(0).articles == 1);
        CHECK(sources.at(1).articles == 1);
    }
    SECTION("however the link is written") {
        for (const std::string url :
             {"http://e.org/1", "https://www.e.org/1", "https://e.org/1/"}) {
            CAPTURE(url);
            const auto source = add_source(one.store, "https://third.org/feed?of=" + url);
            CHECK(poll(one.store, source, {make_article("c", url, first.title)}) ==
                  TakenIn{0, 0, 1});
            CHECK(want(one.store.find_article(url))->id == ArticleId{1});
        }
        CHECK_FALSE(want(one.store.find_article("https://e.org/1?page=2")));
    }
    SECTION("another title under the same link is another article") {
        const auto third = add_source(one.store, "https://third.org/feed");
        CHECK(poll(one.store, third, {make_article("b2", "https://e.org/1", "Bar opens")}) ==
              TakenIn{1, 0, 0});
    }
}

TEST_CASE("an updated article keeps its id, first sight and date, and takes a new change number",
          "[store][recognise]") {
    OneSource one;
    auto article = dated(make_article("g", "https://e.org/1", "A"), 500);
    poll(one.store, one.source, {article, make_article("h", "https://e.org/2", "Other", "x")});
    article.published.reset();
    article.first_seen = at(2'000'000);
    std::int64_t change = 2;
    for (const auto* title : {"B", "A", "B", "A"}) {
        article.title = title;
        CHECK(poll(one.store, one.source, {article}) == TakenIn{0, 1, 0});
        const auto stored = want(one.store.find_article("g"));
        CHECK(stored->id == ArticleId{1});
        CHECK(stored->title == title);
        CHECK(stored->first_seen == at(1'000'000));
        CHECK(stored->published == at(500));
        CHECK(want(one.store.last_change()) == ++change);
        const auto changed = want(one.store.load_changed_articles(0, 10));
        REQUIRE(changed.size() == 2);  // the old numbers of an updated article are gone
        CHECK(changed[0].change == 2);
        CHECK(changed[1].change == change);
        CHECK(changed[1].article == *stored);
    }
}

TEST_CASE("random polls leave what a slow model says", "[store][recognise]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    OneSource one;
    std::map<std::string, std::string> titles;  // by guid
    std::int64_t changes = 0;
    for (int round = 0; round < 60; ++round) {
        std::map<std::string, std::string> shown;  // first version of each guid in this poll
        std::vector<Article> articles;
        for (int i = below(8); i > 0; --i) {
            const std::string guid = "g" + std::to_string(below(15));
            const std::string title = guid + " version " + std::to_string(below(3));
            articles.push_back(make_article(guid, "https://e.org/" + guid, title, guid));
            shown.try_emplace(guid, title);
        }
        TakenIn expected;
        for (const auto& [guid, title] : shown) {
            const auto known = titles.find(guid);
            if (known == titles.end()) ++expected.added;
            if (known != titles.end() && known->second != title) ++expected.updated;
            titles[guid] = title;
        }
        expected.known = articles.size() - expected.added - expected.updated;
        changes += static_cast<std::int64_t>(expected.added + expected.updated);
        CHECK(poll(one.store, one.source, articles) == expected);
        CHECK(want(one.store.last_change()) == changes);
    }
    const auto changed = want(one.store.load_changed_articles(0, 1000));
    CHECK(changed.size() == titles.size());
    for (const auto& [article, change] : changed) CHECK(article.title == titles.at(article.guid));
}
