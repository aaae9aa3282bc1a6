#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

TEST_CASE("an article comes back as it was given", "[store][articles]") {
    OneSource one;
    Article article =
        make_article("urn:1", "https://e.org/1", "Tïtle \"with\" 'quotes'; --", "A\nB");
    article.author = "Ana, Bo";
    article.published = at(-5);
    article.text += std::string("\0nul", 4) + "\xff bad";
    poll(one.store, one.source, {article});
    article.id = {1};
    article.source = one.source;
    for (const auto* key : {"1", "urn:1", "https://e.org/1"}) {
        CAPTURE(key);
        CHECK(want(one.store.find_article(key)) == article);
    }
    for (const auto* key : {"", "2", "urn:2", "-1", "1x"}) {
        CHECK_FALSE(want(one.store.find_article(key)).has_value());
    }
}

TEST_CASE("articles are listed newest first, the future counting as when it was seen",
          "[store][articles]") {
    OneSource one;
    std::vector<Article> articles;
    const std::vector<std::int64_t> published{100, 9'000'000, 300, 200};
    for (std::size_t i = 0; i < published.size(); ++i) {
        const auto n = std::to_string(i);
        articles.push_back(make_article("g" + n, "", n, n));
        articles.back().published = at(published[i]);
    }
    poll(one.store, one.source, articles);
    const auto titles = [&](const ArticleFilter& filter) {
        std::string all;
        for (const auto& article : want(one.store.list_articles(filter))) all += article.title;
        return all;
    };
    CHECK(titles({}) == "1230");
    ArticleFilter filter;
    filter.since = at(200);
    CHECK(titles(filter) == "123");
    filter.most = 2;
    CHECK(titles(filter) == "12");
    filter.source = SourceId{77};
    CHECK(titles(filter).empty());
}

TEST_CASE("articles are loaded in the order asked for", "[store][articles]") {
    OneSource one;
    poll(one.store, one.source,
         {make_article("a", "", "A", "a"), make_article("b", "", "B", "b"),
          make_article("c", "", "C", "c")});
    const std::vector<ArticleId> ids{{3}, {99}, {1}, {3}};
    const auto articles = want(one.store.load_articles(ids));
    REQUIRE(articles.size() == 3);
    CHECK(articles[0].title == "C");
    CHECK(articles[1].title == "A");
    CHECK(articles[2].title == "C");
}

TEST_CASE("changes can be followed in pieces", "[store][articles]") {
    OneSource one;
    std::vector<Article> articles;
    for (int i = 0; i < 25; ++i) {
        const auto n = std::to_string(i);
        articles.push_back(make_article("g" + n, "", "T" + n, n));
    }
    poll(one.store, one.source, articles);
    CHECK(want(one.store.last_change()) == 25);
    std::int64_t position = 0;
    std::size_t count = 0;
    while (true) {
        const auto changed = want(one.store.load_changed_articles(position, 10));
        if (changed.empty()) break;
        for (const auto& [article, change] : changed) CHECK(change == ++position);
        count += changed.size();
    }
    CHECK(count == 25);
}
