#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

const std::string kWhole = "The whole text of the article, as its page has it, with all it says.";

TakenIn poll_wanting(Store& store, SourceId source, std::vector<Article> articles) {
    Store::Polled polled;
    polled.source = source;
    polled.articles = std::move(articles);
    polled.wants_full_text = [](const Article& article) { return article.text.size() < 40; };
    return want(store.save_poll(polled));
}

std::vector<Store::WantedText> wanted(const Store& store, Instant now = at(2'000'000)) {
    return want(store.load_wanted_texts(now, at(0), 100));
}

Article stored(const Store& store, const std::string& key) {
    return want(store.find_article(key)).value();
}

Article with_text(Article article, const std::string& text) {
    article.text = text;
    return article;
}

}  // namespace

TEST_CASE("an article is wanted once, until its page was kept", "[store][full_texts]") {
    OneSource one;
    const std::vector<Article> shown{
        make_article("a", "https://e.org/a", "A", "A teaser."),
        make_article("b", "https://e.org/b", "B", "A text that is long enough for all purposes."),
        make_article("c", "", "C", "A teaser without a page.")};
    poll_wanting(one.store, one.source, shown);
    REQUIRE(wanted(one.store).size() == 1);
    const auto first = wanted(one.store).at(0);
    CHECK(first.article == stored(one.store, "a"));
    CHECK(first.source == one.source);
    CHECK(first.tries == 0);
    CHECK(wanted(one.store, at(999'999)).empty());

    CHECK(want(one.store.save_full_text(with_text(first.article, kWhole), "")) == first.article.id);
    CHECK(wanted(one.store).empty());
    CHECK(poll_wanting(one.store, one.source, shown) == TakenIn{0, 0, 3});
    CHECK(wanted(one.store).empty());
    CHECK(stored(one.store, "a").text == kWhole);
}

TEST_CASE("a later poll never brings the teaser back, but a new title is taken",
          "[store][full_texts]") {
    OneSource one;
    poll_wanting(one.store, one.source, {make_article("a", "https://e.org/a", "A", "A teaser.")});
    auto article = stored(one.store, "a");
    want(one.store.save_full_text(with_text(article, kWhole), ""));
    const auto change = want(one.store.last_change());

    CHECK(poll(one.store, one.source,
               {make_article("a", "https://e.org/a", "A", "Another teaser.")}) == TakenIn{0, 0, 1});
    CHECK(want(one.store.last_change()) == change);
    CHECK(poll(one.store, one.source,
               {make_article("a", "https://e.org/a", "A, corrected", "Another teaser.")}) ==
          TakenIn{0, 1, 0});
    article = stored(one.store, "a");
    CHECK(article.title == "A, corrected");
    CHECK(article.text == kWhole);
}

TEST_CASE("what the page says beside its text is kept, and the change is logged",
          "[store][full_texts]") {
    OneSource one;
    poll_wanting(one.store, one.source, {make_article("a", "https://e.org/a", "A…", "A teaser.")});
    const auto change = want(one.store.last_change());
    auto article = with_text(stored(one.store, "a"), kWhole);
    article.title = "A and more";
    article.author = "Kim Lee";
    article.published = at(900'000);
    article.language = "de";
    want(one.store.save_full_text(article, ""));
    CHECK(stored(one.store, "a") == article);
    const auto changed = want(one.store.load_changed_articles(change, 10));
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].article == article);
    CHECK(want(one.store.list_articles({.since = at(950'000)})).empty());
}

TEST_CASE("tries are counted before they are made, and the last one ends them",
          "[store][full_texts]") {
    OneSource one;
    poll_wanting(one.store, one.source, {make_article("a", "https://e.org/a", "A", "A teaser.")});
    const auto id = stored(one.store, "a").id;
    want(one.store.begin_text_tries(std::vector<Store::TextTry>{{id, at(1'500'000)}}));
    CHECK(wanted(one.store, at(1'499'999)).empty());
    CHECK(wanted(one.store, at(1'500'000)).at(0).tries == 1);
    want(one.store.begin_text_tries(std::vector<Store::TextTry>{{id, std::nullopt}}));
    CHECK(wanted(one.store).empty());
    CHECK(stored(one.store, "a").text == "A teaser.");
}

TEST_CASE("what is no longer wanted, too old, or of a removed source is not tried",
          "[store][full_texts]") {
    OneSource one;
    poll_wanting(one.store, one.source, {make_article("a", "https://e.org/a", "A", "A teaser.")});
    CHECK(want(one.store.load_wanted_texts(at(2'000'000), at(1'000'001), 10)).empty());
    SECTION("dropped") {
        want(one.store.drop_wanted_texts(std::vector{stored(one.store, "a").id}));
    }
    SECTION("removed") {
        want(one.store.remove_source(one.source));
    }
    CHECK(wanted(one.store).empty());
}

TEST_CASE("a page whose canonical address and title are known makes one article of two",
          "[store][full_texts]") {
    OneSource one;
    const auto other = add_source(one.store, "https://e.org/other");
    poll(one.store, one.source, {make_article("a", "https://e.org/a", "Title", "A teaser.")});
    poll_wanting(one.store, other,
                 {make_article("r", "https://e.org/r?id=1", "Title", ""),
                  make_article("s", "https://e.org/s", "Other title", "")});
    const auto known = stored(one.store, "a").id;

    CHECK(want(one.store.save_full_text(with_text(stored(one.store, "r"), kWhole),
                                        "https://e.org/a")) == known);
    CHECK_FALSE(want(one.store.find_article("r")).has_value());
    CHECK(stored(one.store, "a").text == kWhole);
    CHECK(
        poll_wanting(one.store, other, {make_article("r", "https://e.org/r?id=1", "Title", "")}) ==
        TakenIn{0, 0, 1});

    const auto apart = stored(one.store, "s").id;
    CHECK(want(one.store.save_full_text(with_text(stored(one.store, "s"), kWhole),
                                        "https://e.org/a")) == apart);
    want(one.store.check());
}

TEST_CASE("an article that is in a story already stays itself", "[store][full_texts]") {
    OneSource one;
    const auto other = add_source(one.store, "https://e.org/other");
    poll(one.store, one.source, {make_article("a", "https://e.org/a", "Title", "A teaser.")});
    poll_wanting(one.store, other, {make_article("r", "https://e.org/r", "Title", "")});
    const auto article = stored(one.store, "r");
    want(one.store.save_groupings(
        std::vector<Store::Grouping>{{article.id, std::nullopt, "signature"}}));
    CHECK(want(one.store.save_full_text(with_text(stored(one.store, "r"), kWhole),
                                        "https://e.org/a")) == article.id);
    CHECK(stored(one.store, "a").text == "A teaser.");
}

TEST_CASE("an article shown under the address that a page calls its own is known",
          "[store][full_texts]") {
    OneSource one;
    const auto other = add_source(one.store, "https://e.org/other");
    poll_wanting(one.store, one.source, {make_article("r", "https://e.org/r", "Title", "")});
    want(one.store.save_full_text(with_text(stored(one.store, "r"), kWhole), "https://e.org/a"));
    CHECK(poll(one.store, other, {make_article("a", "https://e.org/a", "TITLE", "Text.")}) ==
          TakenIn{0, 0, 1});
    const auto third = add_source(one.store, "https://e.org/third");
    CHECK(poll(one.store, third, {make_article("b", "https://e.org/a", "Other", "Text.")}) ==
          TakenIn{1, 0, 0});
}

TEST_CASE("a full text of no article is refused", "[store][full_texts]") {
    OneSource one;
    Article article = make_article("a", "https://e.org/a", "A", "Text");
    article.id = {99};
    CHECK(one.store.save_full_text(article, "").error().code == ErrorCode::not_found);
}
