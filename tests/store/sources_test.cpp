#include "tests/store/fixture.hpp"

using namespace sawthis;
using namespace sawthis::store;

namespace {

PollState full_state() {
    PollState state;
    state.etag = "W/\"a\\b\"";
    state.last_modified = "Tue, 24 Nov 2026 04:00:00 GMT";
    state.body_hash = "0123";
    state.last_poll = at(10);
    state.last_success = at(9);
    state.last_full = at(8);
    state.last_new = at(8);
    state.next_poll = at(20);
    state.interval = std::chrono::seconds{900};
    state.failures = 3;
    state.last_failure = {FailureKind::timeout, "after 10 s"};
    state.retired = true;
    state.arrivals = {at(1'000), at(500), at(-7)};
    state.more_at = "https://acme.example/news?page=2";
    state.more_pages = 1;
    return state;
}

Store::Polled poll_of(SourceId source, std::vector<Article> articles = {}) {
    Store::Polled polled;
    polled.source = source;
    polled.articles = std::move(articles);
    return polled;
}

}  // namespace

TEST_CASE("a source and its state come back as they were given", "[store][sources]") {
    const Folder folder;
    auto store = open_store(folder.file());
    Source source;
    source.kind = SourceKind::page;
    source.url = "https://acme.example/news";
    source.title = "Acme";
    source.tags = {"steel", "a \"quoted\"; tag"};
    source.company = "Acme";
    source.links = "a.headline";
    source.full_text = FullText::always;
    const auto added = want(store.put_source(source));
    CHECK(added.added);
    source.id = added.id;
    auto polled = poll_of(source.id);
    polled.state = full_state();
    want(store.save_poll(polled));

    const auto stored = want(store.find_source(source.url));
    REQUIRE(stored.has_value());
    CHECK(stored->source == source);
    CHECK(stored->state == full_state());
    CHECK_FALSE(want(store.find_source("https://acme.example/")).has_value());
}

TEST_CASE("a known source takes what is given and keeps the rest", "[store][sources]") {
    OneSource one;
    Source source;
    source.url = "https://example.org/feed";
    source.title = "Title";
    source.tags = {"a"};
    CHECK_FALSE(want(one.store.put_source(source)).added);
    source.title.clear();
    source.tags.clear();
    CHECK_FALSE(want(one.store.put_source(source)).added);
    const auto stored = want(one.store.find_source(source.url));
    CHECK(stored->source.title == "Title");
    CHECK(stored->source.tags == std::vector<std::string>{"a"});
    source.url.clear();
    CHECK(one.store.put_source(source).error().code == ErrorCode::bad_input);
}

TEST_CASE("many sources are put at once, all or none", "[store][sources]") {
    const Folder folder;
    auto store = open_store(folder.file());
    Source known;
    known.url = "https://e.org/a";
    known.title = "A";
    const auto id = want(store.put_source(known)).id;
    Source again;
    again.url = known.url;
    Source other;
    other.url = "https://e.org/b";
    const Source without_url;
    CHECK_FALSE(store.put_sources(std::vector{other, without_url}));
    CHECK(want(store.load_sources()).size() == 1);
    want(store.put_sources(std::vector{again, other}));
    const auto sources = want(store.load_sources());
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].source.id == id);
    CHECK(sources[0].source.title == "A");
    CHECK(sources[1].source.url == other.url);
}

TEST_CASE("the feed's title is taken only where the source has none", "[store][sources]") {
    OneSource one;
    auto polled = poll_of(one.source);
    for (const auto* title : {"First", "Second"}) {
        polled.feed_title = title;
        want(one.store.save_poll(polled));
    }
    CHECK(want(one.store.load_sources()).at(0).source.title == "First");
}

TEST_CASE("a source read in another way is read anew", "[store][sources]") {
    OneSource one;
    auto polled = poll_of(one.source);
    polled.state = full_state();
    want(one.store.save_poll(polled));
    Source source;
    source.url = "https://example.org/feed";
    want(one.store.put_source(source));
    CHECK(want(one.store.load_sources()).at(0).state == full_state());  // nothing changed
    source.kind = SourceKind::page;
    want(one.store.put_source(source));
    CHECK(want(one.store.load_sources()).at(0).state.etag.empty());
    CHECK_FALSE(want(one.store.load_sources()).at(0).state.retired);
}

TEST_CASE("a removed source leaves its articles, and knows them when it comes back",
          "[store][sources]") {
    OneSource one;
    const std::vector<Article> articles{make_article("g", "", "T")};
    poll(one.store, one.source, articles);
    want(one.store.remove_source(one.source));
    CHECK(want(one.store.load_sources()).empty());
    CHECK_FALSE(want(one.store.find_source("https://example.org/feed")).has_value());
    CHECK(want(one.store.article_count()) == 1);
    CHECK(one.store.save_poll(poll_of(one.source)).error().code == ErrorCode::not_found);
    Source source;
    source.url = "https://example.org/feed";
    const auto again = want(one.store.put_source(source));
    CHECK(again.added);
    CHECK(poll(one.store, again.id, articles) == TakenIn{0, 0, 1});
}

TEST_CASE("a moved source is still found under its old URL", "[store][sources]") {
    OneSource one;
    const auto other = add_source(one.store, "https://other.org/feed");
    auto polled = poll_of(one.source);
    polled.moved_to = "https://example.org/new";
    want(one.store.save_poll(polled));
    CHECK(want(one.store.find_source("https://example.org/new"))->source.id == one.source);
    CHECK(add_source(one.store, "https://example.org/feed") == one.source);

    polled.moved_to = "https://other.org/feed";  // taken: it stays where it is
    want(one.store.save_poll(polled));
    CHECK(want(one.store.find_source("https://other.org/feed"))->source.id == other);
    CHECK(want(one.store.load_sources()).at(0).source.url == "https://example.org/new");

    polled.moved_to = "https://example.org/feed";  // and back
    want(one.store.save_poll(polled));
    CHECK(want(one.store.find_source("https://example.org/feed"))->source.id == one.source);
    CHECK(want(one.store.find_source("https://example.org/new"))->source.id == one.source);
}

TEST_CASE("one refused poll costs the others nothing", "[store][sources]") {
    OneSource one;
    const auto other = add_source(one.store, "https://other.org/feed");
    const std::vector<Store::Polled> polls{
        poll_of(one.source, {make_article("1", "", "One", "1")}),
        poll_of(SourceId{99}, {make_article("2", "", "Two", "2")}),
        poll_of(other, {make_article("3", "", "Three", "3")}),
    };
    const auto taken = want(one.store.save_polls(polls));
    REQUIRE(taken.size() == 3);
    CHECK(taken[0] == TakenIn{1, 0, 0});
    CHECK(taken[1].refused->code == ErrorCode::not_found);
    CHECK(taken[2] == TakenIn{1, 0, 0});
    CHECK(want(one.store.article_count()) == 2);
    CHECK(want(one.store.last_change()) == 2);  // no gap
    CHECK(want(one.store.load_changed_articles(1, 10)).at(0).article.title == "Three");
}

TEST_CASE("the state can be decided by what was new and when that appeared", "[store][sources]") {
    OneSource one;
    auto polled = poll_of(one.source, {make_article("1", "", "One")});
    polled.articles[0].published = at(5'000);
    polled.decide_state = [](const TakenIn& taken, std::span<const Instant> appeared) {
        PollState state;
        state.arrivals.assign(appeared.begin(), appeared.end());
        state.last_poll = at(7);
        state.interval = std::chrono::seconds{taken.added == 0 ? 200 : 100};
        return state;
    };
    want(one.store.save_poll(polled));
    auto state = want(one.store.load_sources()).at(0).state;
    CHECK(state.interval == std::chrono::seconds{100});
    CHECK(state.last_new == at(7));
    CHECK(state.arrivals == std::vector{at(5'000)});
    want(one.store.save_poll(polled));
    state = want(one.store.load_sources()).at(0).state;
    CHECK(state.interval == std::chrono::seconds{200});
    CHECK(state.arrivals.empty());
}

TEST_CASE("a mail folder keeps its form and the place of its password", "[store][sources]") {
    const Folder folder;
    auto store = open_store(folder.file());
    Source source;
    source.kind = SourceKind::mail;
    source.url = "imaps://kim@mail.example.org/INBOX/News";
    source.form = "links";
    source.password_place = "env:NEWS_PASSWORD";
    source.id = want(store.put_source(source)).id;
    auto polled = poll_of(source.id);
    polled.state.etag = "7:9";
    want(store.save_poll(polled));
    CHECK(want(store.find_source(source.url)).value().source == source);

    source.password_place = "file:/home/kim/.secret";
    want(store.put_source(source));
    auto stored = want(store.find_source(source.url)).value();
    CHECK(stored.source == source);
    CHECK(stored.state.etag == "7:9");
    // Read otherwise, its messages are to be read again.
    source.form = "message";
    want(store.put_source(source));
    stored = want(store.find_source(source.url)).value();
    CHECK(stored.source == source);
    CHECK(stored.state.etag.empty());
}
