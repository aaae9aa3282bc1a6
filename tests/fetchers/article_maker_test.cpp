#include "fetchers/article_maker.hpp"

#include <catch2/catch.hpp>

#include "core/text.hpp"
#include "fetchers/language.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;

namespace {

const Instant kNow{std::chrono::seconds{1'795'000'000}};

Source source_of_tests() {
    Source source;
    source.id = SourceId{7};
    source.url = "https://ledger.example/feed.xml";
    source.title = "Harbour Ledger";
    return source;
}

Entry entry_of_tests() {
    Entry entry;
    entry.id = "id-1";
    entry.url = "https://ledger.example/a?utm_source=rss";
    entry.title = "Cranes moved";
    entry.content_html = "<p>The <b>crane</b> moved.</p><p>Again &amp; again.</p>";
    entry.summary = "The crane";
    entry.authors = {"Mira Holt", "Tom Field"};
    return entry;
}

Article make_one(const Entry& entry, Feed feed = {}) {
    feed.entries = {entry};
    const auto articles = make_articles(feed, source_of_tests(), kNow);
    REQUIRE(articles.size() == 1);
    return articles.front();
}

}  // namespace

TEST_CASE("an article is the entry in plain text with a canonical address", "[fetchers][article]") {
    const auto article = make_one(entry_of_tests());
    CHECK(article.source == SourceId{7});
    CHECK_FALSE(article.id);
    CHECK(article.guid == "id-1");
    CHECK(article.url == "https://ledger.example/a");
    CHECK(article.title == "Cranes moved");
    CHECK(article.text == "The crane moved.\nAgain & again.");
    CHECK(article.author == "Mira Holt, Tom Field");
    CHECK(article.publisher == "Harbour Ledger");
    CHECK(article.first_seen == kNow);
    CHECK_FALSE(article.published);
}

TEST_CASE("of a text that is another article's the teaser is kept", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.title = "Four cranes leave the harbour for Lisbon";
    entry.summary = "Cranes go to <b>Lisbon</b>.";
    entry.content_html.clear();
    while (entry.content_html.size() < 1'000) entry.content_html += "<p>Three stocks to buy.</p>";
    CHECK(make_one(entry).text == "Cranes go to Lisbon.");
    entry.summary.clear();
    CHECK(make_one(entry).text.starts_with("Three stocks to buy.\nThree stocks"));
}

TEST_CASE("a guid is the id, else the address, else made from the content", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.id.clear();
    CHECK(make_one(entry).guid == "https://ledger.example/a");
    entry.url.clear();
    const auto guid = make_one(entry).guid;
    CHECK(guid == make_one(entry).guid);
    CHECK(guid.starts_with("content:"));
    entry.title += "!";
    CHECK(make_one(entry).guid != guid);
    entry.id = std::string(5'000, 'x');
    auto other = entry;
    other.id += "y";
    CHECK(make_one(entry).guid.size() <= 1'024);
    CHECK(make_one(entry).guid != make_one(other).guid);
}

TEST_CASE("a missing title is the text's first sentence", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.title.clear();
    entry.content_html = "The harbour has a new crane. It is yellow.";
    CHECK(make_one(entry).title == "The harbour has a new crane.");
    entry.content_html = "<p>No full stop here</p><p>Second</p>";
    CHECK(make_one(entry).title == "No full stop here");
}

TEST_CASE("an entry with nothing to read but an address is called by it", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.title.clear();
    entry.content_html = "<script>alert(1)</script>";
    entry.summary.clear();
    CHECK(make_one(entry).title == "ledger.example/a");
}

TEST_CASE("entries without title, text and address are left out", "[fetchers][article]") {
    Feed feed;
    feed.entries = {Entry{}, entry_of_tests()};
    feed.entries[0].id = "only-an-id";
    CHECK(make_articles(feed, source_of_tests(), kNow).size() == 1);
}

TEST_CASE("a last entry that was cut before its id is left out", "[fetchers][article]") {
    Feed feed;
    feed.entries = {entry_of_tests(), Entry{}};
    feed.entries[1].title = "Cut";
    CHECK(make_articles(feed, source_of_tests(), kNow).size() == 2);
    feed.cut = true;
    CHECK(make_articles(feed, source_of_tests(), kNow).size() == 1);
}

TEST_CASE("the entry's outlet and language come before the feed's", "[fetchers][article]") {
    auto entry = entry_of_tests();
    Feed feed;
    feed.language = "en-GB";
    CHECK(make_one(entry, feed).language == "en");
    entry.language = "fr";
    entry.publisher = "Coast Wire";
    CHECK(make_one(entry, feed).language == "fr");
    CHECK(make_one(entry, feed).publisher == "Coast Wire");
}

TEST_CASE("a language that nobody named is told from the words when that is sure",
          "[fetchers][article]") {
    CHECK(detect_language("Der Hafen hat gestern einen neuen Kran bekommen, sagte die Stadt.") ==
          "de");
    CHECK(detect_language("The harbour was given a new crane yesterday, the city said.") == "en");
    CHECK(detect_language("XJ-9").empty());
    CHECK(detect_language("").empty());
    CHECK(primary_language("PT_br") == "pt");
    CHECK(primary_language("x").empty());
    CHECK(primary_language("<script>").empty());
}

TEST_CASE("articles are bounded and carry nothing that steers a terminal", "[fetchers][article]") {
    auto entry = entry_of_tests();
    for (int i = 0; i < 4'000; ++i) entry.title += "é";
    entry.content_html = std::string(3'000'000, 'x');
    entry.authors = {"Evil\x1b[31m", std::string(5'000, 'a')};
    const auto article = make_one(entry);
    std::size_t characters = 0;
    for (std::size_t at = 0; at < article.title.size(); ++characters) {
        static_cast<void>(decode_utf8(article.title, at));
    }
    CHECK(characters == 1'000);
    CHECK(article.text.size() <= 256 * 1024);
    CHECK(article.author.size() <= 500);
    CHECK(article.author.find('\x1b') == std::string::npos);
    Feed feed;
    feed.entries.assign(30, entry_of_tests());
    CHECK(make_articles(feed, source_of_tests(), kNow, 20).size() == 20);
}

TEST_CASE("the name of the outlet is no part of the title", "[fetchers][article]") {
    const auto [title, publisher, want] = GENERATE(table<std::string, std::string, std::string>({
        {"Acme names new CFO - Reuters", "Reuters", "Acme names new CFO"},
        {"Acme - Borealis talks end - The Ledger", "the ledger", "Acme - Borealis talks end"},
        {"Acme names new CFO - Reuters", "", "Acme names new CFO - Reuters"},
        {"Acme names new CFO - Ledger", "Reuters", "Acme names new CFO - Ledger"},
        {"Live - Reuters", "Reuters", "Live - Reuters"},
    }));
    auto entry = entry_of_tests();
    entry.title = title;
    entry.publisher = publisher;
    CHECK(make_one(entry).title == want);
}

TEST_CASE("the start of 1970 is no date", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.published = Instant{};
    CHECK_FALSE(make_one(entry).published);
    entry.modified = kNow;
    CHECK(make_one(entry).published == kNow);
}

TEST_CASE("what has no page of its own leads to the page it is about", "[fetchers][article]") {
    auto entry = entry_of_tests();
    entry.linked_url = "https://other.example/b";
    CHECK(make_one(entry).url == "https://ledger.example/a");
    entry.url.clear();
    CHECK(make_one(entry).url == "https://other.example/b");
}
