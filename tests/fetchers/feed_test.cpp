#include "fetchers/feed.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <vector>

#include "core/text.hpp"
#include "tests/fetchers/shared_files.hpp"

using namespace sawthis;
using namespace sawthis::fetchers;
using namespace sawthis::fetchers::testing;

namespace {

std::filesystem::path fixtures() {
    return source_folder() / "tests" / "data" / "feeds";
}

FeedContext context_of_tests() {
    FeedContext context;
    context.base_url = "https://base.example/feeds/";
    return context;
}

Feed parse(std::string_view bytes) {
    auto feed = parse_feed(bytes, context_of_tests());
    REQUIRE(feed);
    return *std::move(feed);
}

/// An RSS feed of one item with `inside`.
Entry parse_item(const std::string& inside) {
    const auto feed =
        parse("<rss version='2.0'><channel><item>" + inside + "</item></channel></rss>");
    REQUIRE(feed.entries.size() == 1);
    return feed.entries.front();
}

Entry parse_entry(const std::string& inside) {
    const auto feed =
        parse("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + inside + "</entry></feed>");
    REQUIRE(feed.entries.size() == 1);
    return feed.entries.front();
}

std::string repeat(std::string_view unit, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += unit;
    return text;
}

const std::vector<std::string> kFixtures{"rss20_modules.xml", "atom10_types.xml",
                                         "atom03_modes.xml",  "rss10_rdf.xml",
                                         "json_feed.json",    "broken.xml"};

}  // namespace

// SAWTHIS_REWRITE_GOLDEN=1 writes them anew; read the difference like code.
TEST_CASE("parse_feed gives the golden JSON Feed of each fixture", "[fetchers][feed]") {
    for (const auto& name : kFixtures) {
        CAPTURE(name);
        const std::string got = format_json_feed(parse(read_file(fixtures() / name))) + "\n";
        const auto golden = fixtures() / (name + ".golden.json");
        if (std::getenv("SAWTHIS_REWRITE_GOLDEN") != nullptr) std::ofstream(golden) << got;
        CHECK(got == read_file(golden));
    }
}

TEST_CASE("parse_feed tells what a feed says of itself", "[fetchers][feed]") {
    const auto rss = parse(read_file(fixtures() / "rss20_modules.xml"));
    CHECK(rss.format == "rss 2.0");
    CHECK(rss.language == "en-GB");
    CHECK(rss.ttl == std::chrono::hours{6});
    CHECK(rss.skip_hours == std::vector<int>{3, 0});
    CHECK(rss.skip_days == std::vector<int>{0});
    CHECK_FALSE(rss.repaired);
    CHECK(rss.entries[0].publisher == "Coast Wire");
    const auto atom = parse(read_file(fixtures() / "atom10_types.xml"));
    CHECK(atom.format == "atom 1.0");
    CHECK(atom.entries[0].language.empty());
    CHECK(atom.entries[1].language == "fr");
    CHECK(parse(read_file(fixtures() / "atom03_modes.xml")).format == "atom 0.3");
    CHECK(parse(read_file(fixtures() / "rss10_rdf.xml")).format == "rdf");
    CHECK(parse(read_file(fixtures() / "json_feed.json")).format == "json feed 1.1");
    CHECK(parse(read_file(fixtures() / "broken.xml")).repaired);
}

TEST_CASE("a feed names the hub that tells what is new, in each format", "[fetchers][feed]") {
    const std::string links =
        "<a:link rel='HUB' href='/hub'/><a:link rel='hub' href='https://second.example/'/>"
        "<a:link rel='self' href='https://base.example/self'/>";
    const auto [name, text] = GENERATE_COPY(table<std::string, std::string>({
        {"Atom", "<a:feed xmlns:a='http://www.w3.org/2005/Atom'>" + links + "</a:feed>"},
        {"RSS", "<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel>" + links +
                    "</channel></rss>"},
        {"JSON Feed",
         R"({"version": "https://jsonfeed.org/version/1.1", "items": [],
             "feed_url": "https://base.example/self",
             "hubs": [{"type": "rssCloud", "url": "/cloud"}, {"type": "WebSub", "url": "/hub"}]})"},
    }));
    CAPTURE(name);
    const auto feed = parse(text);
    CHECK(feed.hub == "https://base.example/hub");
    CHECK(feed.feed_url == "https://base.example/self");
}

TEST_CASE("parse_feed refuses what is no feed and says so", "[fetchers][feed]") {
    const auto [bytes, part] = GENERATE(table<std::string, std::string>({
        {"", "empty"},
        {" \n", "empty"},
        {"<html><body><p>Not here</p></body></html>", "<html>"},
        {"just words", "neither XML nor JSON"},
        {"{\"a\": 1}", "JSON without items"},
        {"{\"items\": [", "does not parse"},
        {"\x1f\x8b\x08", "neither XML nor JSON"},
    }));
    CAPTURE(bytes);
    const auto feed = parse_feed(bytes, {});
    REQUIRE_FALSE(feed);
    CHECK(feed.error().code == ErrorCode::malformed);
    CHECK(feed.error().detail.find(part) != std::string::npos);
}

TEST_CASE("RSS titles are HTML only where they hold some", "[fetchers][feed]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"3 &lt; 4", "3 < 4"},
        {"vector&lt;int&gt; explained", "vector<int> explained"},
        {"A &amp;amp; B", "A & B"},
        {"A &amp; B", "A & B"},
        {"A & B", "A & B"},
        {"&lt;b&gt;bold&lt;/b&gt; move", "bold move"},
        {"<![CDATA[R&D &mdash; now]]>", "R&D — now"},
        {"one<b>two</b>", "onetwo"},
        {"  two\n  lines ", "two lines"},
        {"&hellip;&#8230;&#133;", "………"},
        {"a&#0;b&#x1b;c", "abc"},
    }));
    CAPTURE(given);
    CHECK(parse_item("<title>" + given + "</title>").title == want);
}

TEST_CASE("Atom titles are what their type says", "[fetchers][feed]") {
    CHECK(parse_entry("<title>&lt;b&gt; &amp;amp;</title>").title == "<b> &amp;");
    CHECK(parse_entry("<title type='text'>a &lt;i&gt;</title>").title == "a <i>");
    CHECK(parse_entry("<title type='html'>a &lt;i&gt;b&lt;/i&gt;</title>").title == "a b");
    CHECK(parse_entry("<title type='xhtml'><div>a <i>b</i> &lt;c&gt;</div></title>").title ==
          "a b <c>");
}

TEST_CASE("white space between elements of a text is kept", "[fetchers][feed]") {
    const std::string inside = "<i><b>one</b> <u>two</u> </i>three <p> </p>";
    const std::string outside = " <b>four</b> <u>five</u>";
    SECTION("in XHTML that says so") {
        CHECK(
            parse_entry("<content type='xhtml'><div>" + inside + "</div></content>").content_html ==
            "<div>" + inside + "</div>");
    }
    SECTION("in XHTML far behind the feed's beginning") {
        const std::string early = "<entry><title>" + repeat("early ", 20'000) + "</title></entry>";
        const auto feed =
            parse("<feed xmlns='http://www.w3.org/2005/Atom'>" + early +
                  "<entry><content type='xhtml'>" + inside + "</content></entry></feed>");
        REQUIRE(feed.entries.size() == 2);
        CHECK(feed.entries.back().content_html == inside);
    }
    SECTION("in HTML that nobody escaped") {
        CHECK(parse_item("<description>" + inside + outside + "</description>").content_html ==
              inside + outside);
        CHECK(parse_item("<title>" + inside + outside + "</title>").title ==
              "one two three four five");
    }
    SECTION("in a feed whose end is missing") {
        const auto feed = parse("<rss version='2.0'><channel><item><description>" + inside +
                                "</description></item>");
        REQUIRE(feed.entries.size() == 1);
        CHECK(feed.entries.front().content_html == inside);
    }
}

TEST_CASE("white space between sections of CDATA is kept", "[fetchers][feed]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"<![CDATA[one]]> <![CDATA[two]]>", "one two"},
        {"\n<![CDATA[one]]>\n\t<![CDATA[two]]>\n", "one\n\ttwo"},
        {"<![CDATA[a ]]]]><![CDATA[> b]]>", "a ]]> b"},
        {"one <![CDATA[two]]> three", "one two three"},
        {"<![CDATA[one ]]><![CDATA[]]> <![CDATA[two]]>", "one  two"},
        {" ", " "},
    }));
    CAPTURE(given);
    CHECK(parse_item("<description>" + given + "</description>").content_html == want);
}

TEST_CASE("an entry's link is the page, resolved", "[fetchers][feed]") {
    CHECK(parse_item("<link>/a</link>").url == "https://base.example/a");
    CHECK(parse_item("<guid>https://x.example/1</guid>").url == "https://x.example/1");
    CHECK(parse_item("<guid isPermaLink='false'>https://x.example/1</guid>").url.empty());
    CHECK(parse_item("<guid>1</guid>").url.empty());
    CHECK(parse_item("<link>javascript:alert(1)</link>").url.empty());
    CHECK(parse_item("<link>java\nscript:alert(1)</link>").url.empty());
    CHECK(parse_item("<link>https://x.example/?a=1&b=2&amp;c=3</link>").url ==
          "https://x.example/?a=1&b=2&c=3");
    CHECK(parse_entry("<link rel='self' href='/s'/><link type='application/pdf' href='/p'/>"
                      "<link type='text/html' href='/h'/>")
              .url == "https://base.example/h");
    CHECK(parse_entry("<id>https://x.example/1</id>").url.empty());
}

TEST_CASE("authors are names", "[fetchers][feed]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"jane@example.org (Jane Roe)", "Jane Roe"},
        {"Jane Roe &lt;jane@example.org&gt;", "Jane Roe"},
        {"Jane Roe (jane@example.org)", "Jane Roe"},
        {"Jane Roe", "Jane Roe"},
        {"jane@example.org", "jane@example.org"},
        {"Jane Roe (staff)", "Jane Roe (staff)"},
    }));
    CHECK(parse_item("<author>" + given + "</author>").authors == std::vector<std::string>{want});
}

TEST_CASE("elements of other vocabularies do not pass for the feed's own", "[fetchers][feed]") {
    const auto entry = parse_item(
        "<x:title xmlns:x='https://x.example/'>no</x:title><media:title>no</media:title>"
        "<dc:creator>Known Prefix</dc:creator><y:pubDate>2020-01-01</y:pubDate>"
        "<d:creator xmlns:d='https://purl.org/dc/elements/1.1'>Near Miss</d:creator>");
    CHECK(entry.title.empty());
    CHECK_FALSE(entry.published);
    CHECK(entry.authors == std::vector<std::string>{"Known Prefix", "Near Miss"});
}

TEST_CASE("entities that a DOCTYPE declares are neither expanded nor fetched", "[fetchers][feed]") {
    const auto feed = parse(
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM "
        "'file:///etc/passwd'>]><rss><channel><title>x &b; &f; y</title></channel></rss>");
    CHECK(feed.title == "x &b; &f; y");
}

TEST_CASE("what was whole before a cut is kept", "[fetchers][feed]") {
    const std::string head =
        "<rss><channel><title>T</title><item><title>A</title><guid>1</guid></item><item><title>B"
        "</title><link>https://x.example/very/lo";
    const auto feed = parse(head);
    CHECK(feed.repaired);
    CHECK(feed.cut);
    REQUIRE(feed.entries.size() == 2);
    CHECK(feed.entries[0].id == "1");
    CHECK(feed.entries[1].title == "B");
    CHECK(feed.entries[1].url.empty());
}

TEST_CASE("a feed says whether it was cut or only damaged", "[fetchers][feed]") {
    const auto [xml, cut] = GENERATE(table<std::string, bool>({
        {"<rss><channel><title>a &b;</title></channel></rss>", false},
        {"<rss><channel><title>a</channel></rss>", false},
        {"<rss><channel><title>a</title></channel>", true},
        {"<rss><channel><title>a</title><item><title>b</item>", true},
        {"<rss><channel><title>a</title><description><![CDATA[b</description></channel></rss>",
         true},
    }));
    CAPTURE(xml);
    const auto feed = parse(xml);
    CHECK(feed.cut == cut);
    CHECK(feed.title.starts_with("a"));
}

TEST_CASE("parse_feed keeps to its limits", "[fetchers][feed]") {
    FeedContext context;
    context.max_entries = 3;
    const std::string items = repeat("<item><title>x</title></item>", 1'000);
    CHECK(parse_feed("<rss><channel>" + items + "</channel></rss>", context)->entries.size() == 3);
    CHECK(parse_feed("<rss>" + items + "</rss>", context)->entries.size() == 3);
    context.max_depth = 10;
    const std::string deep = repeat("<b>", 300'000) + "x";
    const auto feed =
        parse_feed("<rss><channel><title>T</title><item><description>" + deep, context);
    REQUIRE(feed);
    CHECK(feed->title == "T");
    CHECK_FALSE(parse_feed("{\"items\": " + repeat("[", 100'000), context));
}

TEST_CASE("JSON that is nested too deeply is left out, and said to be", "[fetchers][feed]") {
    const auto deep = [](std::size_t levels) {
        return R"({"id": "deep", "x": )" + std::string(levels, '[') + std::string(levels, ']') +
               "}";
    };
    const auto feed_of = [](const std::string& items) {
        return R"({"version": "https://jsonfeed.org/version/1.1", "items": [)" + items + "]}";
    };
    const auto kept = parse(feed_of(R"({"id": "flat"}, )" + deep(1'000)));
    CHECK(kept.entries.front().id == "flat");
    CHECK(kept.repaired);
    const std::string bomb = std::string(100'000, '[') + std::string(100'000, ']');
    const auto nothing = parse_feed(feed_of(bomb), context_of_tests());
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().detail == "the JSON is nested more than 512 levels deep");
}

TEST_CASE("a link of an Atom entry has an xml:base of its own", "[fetchers][feed]") {
    const auto feed = parse(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/feeds/atom'><entry xml:base='sub/'>"
        "<id>a</id><link rel='alternate' xml:base='/news/2026/' href='bridge'/></entry><entry>"
        "<id>b</id><link href='bridge' xml:base='https://other.example/'/></entry></feed>");
    REQUIRE(feed.entries.size() == 2);
    CHECK(feed.entries[0].url == "https://base.example/news/2026/bridge");
    CHECK(feed.entries[1].url == "https://other.example/bridge");
}

TEST_CASE("parse_feed takes time in proportion to hostile input", "[fetchers][feed]") {
    const auto unit =
        GENERATE(as<std::string>{}, "<", "<a", "</a>", "<a ", "<a b=\"", "<a b='c' ", "<!--",
                 "<![CDATA[", "<!DOCTYPE [", "<?", "&", "&amp;", "<item>", "<title>",
                 "<b><i></b></i>", "<x:y xmlns:x='z'>", "</item", "<br>", "<a xmlns:a='1'", "]]>");
    const std::string bytes = "<rss><channel><item><description>" + repeat(unit, 1'000'000);
    CAPTURE(unit);
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(parse_feed(bytes, {}));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("every cut of every fixture is read or refused, in UTF-8", "[fetchers][feed]") {
    for (const auto& name : kFixtures) {
        const std::string whole = read_file(fixtures() / name);
        for (std::size_t size = 0; size < whole.size(); size += 3) {
            const auto feed = parse_feed(std::string_view(whole).substr(0, size), {});
            if (feed && !is_utf8(format_json_feed(*feed))) FAIL(name << " cut at " << size);
        }
    }
    SUCCEED();
}

TEST_CASE("a JSON Feed that does not parse is read as far as it is whole", "[fetchers][feed]") {
    const std::string start =
        R"({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [)";
    const std::string first = R"({"id": "1", "title": "One"})";
    const std::string second = R"({"id": "2", "title": "Two", "authors": [{"name": "Ana"}]})";
    const auto [name, text, titles,
                cut] = GENERATE_COPY(table<std::string, std::string, std::string, bool>({
        {"commas too many", start + first + "," + second + ",],}", "One Two ", false},
        {"a line break in a string", start + "{\"title\": \"One\nline\"}]}", "One line ", false},
        {"junk behind", start + first + "]}\n<!-- cached -->", "One ", false},
        {"cut between items", start + first + ",", "One ", true},
        {"cut in an item", start + first + "," + second.substr(0, second.size() - 2), "One ", true},
        {"cut in a string", start + first + R"(,{"id": "2", "title": "T\)", "One ", true},
    }));
    CAPTURE(name);
    const auto feed = parse(text);
    std::string got;
    for (const auto& entry : feed.entries) got += entry.title + ' ';
    CHECK(got == titles);
    CHECK(feed.repaired);
    CHECK(feed.cut == cut);
}

TEST_CASE("a JSON Feed that is no whole item long is malformed", "[fetchers][feed]") {
    for (const auto* text : {R"({"version": )", R"({"items")", "{", "[", "{]", R"({"a": "\)"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_feed(text, {}));
    }
}
