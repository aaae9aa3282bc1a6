#include "matcher/boolean_query.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace sawthis::matcher {

namespace {

Article make_article() {
    Article article;
    article.title = "Harbour wins grant for ferries";
    article.text =
        "The café “AT&T” in 上海 said engines ran 3.5 knots on C++.\nAna's e-mail was running "
        "late.";
    article.author = "Mia Berg";
    article.publisher = "The Harbour Ledger";
    article.language = "en";
    article.url = "https://news.example.org:8443/press/ferries";
    article.published = *parse_rfc3339("2026-11-05T10:00:00Z");
    article.first_seen = *parse_rfc3339("2026-11-06T10:00:00Z");
    return article;
}

BooleanWatches compile(const std::vector<BooleanWatch>& watches) {
    auto compiled = BooleanWatches::compile(watches);
    INFO((compiled ? "" : compiled.error().detail));
    REQUIRE(compiled);
    return *std::move(compiled);
}

std::vector<std::string> words_of(const BooleanMatch& match, const Article& article) {
    std::vector<std::string> words;
    for (const auto& [part, span] : match.evidence) {
        const auto& text = part == ArticlePart::title ? article.title : article.text;
        words.push_back(text.substr(span.begin, span.end - span.begin));
    }
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a query wants an article as Xapian would", "[matcher][query]") {
    const auto [query, wanted] = GENERATE(table<std::string, bool>({
        {"ferry", true},                      // stems
        {"\"ferry\"", false},                 // not in quotes
        {"grant ferries", true},              // beside each other: all
        {"grant trains", false},              //
        {"grant OR trains", true},            //
        {"trains OR planes grant", false},    // beside each other binds tighter than OR
        {"(trains OR grant) ferries", true},  //
        {"grant AND trains", false},          //
        {"grant NOT trains", true},           //
        {"grant AND NOT ferries", false},     //
        {"NOT trains", true},                 //
        {"-trains", true},                    //
        {"grant -ferries", false},            //
        {"+grant +wins", true},               //
        {"grant XOR ferries", false},         //
        {"grant XOR trains", true},           //
        {"\"wins grant\"", true},             //
        {"\"grant wins\"", false},            //
        {"harbour NEAR/2 grant", true},       //
        {"grant NEAR/2 harbour", true},       //
        {"harbour NEAR/1 grant", false},      //
        {"harbour ADJ/2 grant", true},        //
        {"grant ADJ/2 harbour", false},       //
        {"harbour NEAR ferries", true},       //
        {"harb*", true},                      //
        {"ferri* AND trai*", false},          //
        {"title:grant", true},                //
        {"title:engines", false},             //
        {"text:engine", true},                //
        {"text:(engine knots)", true},        //
        {"title:\"wins grant\"", true},       //
        {"author:berg", true},                //
        {"berg", false},                      // words without a field are of title or text
        {"source:ledger", true},              //
        {"publisher:\"the harbour ledger\"", true},
        {"publisher:ledger", false},
        {"lang:en ferries", true},
        {"lang:fr ferries", false},
        {"lang:fr lang:en ferries", true},
        {"ferries -lang:en", false},
        {"site:example.org", true},
        {"site:ample.org", false},
        {"url:/press/", true},
        {"date:2026-11-05", true},
        {"date:2026-11", true},
        {"date:2026-11-06..", false},
        {"date:..2026-11-05", true},
        {"date:2026-11-01..2026-11-05 ferries", true},
        {"cafe", true},
        {"CAFÉ", true},
        {"at&t", true},
        {"c++", true},
        {"3.5", true},
        {"上海", true},
        {"海上", false},
        {"e-mail", true},
        {"\"e mail\"", true},
        {"run", true},
        {"“wins grant”", true},
        {"grant & ferries", true},
    }));
    CAPTURE(query);
    const std::vector<BooleanWatch> watches{{7, query}};
    const auto found = compile(watches).find(make_article());
    CHECK(found.size() == (wanted ? 1 : 0));
}

TEST_CASE("what matched is given with its place", "[matcher][query]") {
    const auto [query, want] = GENERATE(table<std::string, Words>({
        {"ferry engine", {"ferries", "engines"}},
        {"wins OR trains OR late", {"wins", "late"}},
        {"\"e mail\" -trains", {"e", "mail"}},
        {"harbour NEAR grant NOT (knots trains)", {"Harbour", "grant"}},
        {"lang:en", {}},
        {"上海", {"上", "海"}},
    }));
    CAPTURE(query);
    const Article article = make_article();
    const auto found = compile({{7, query}}).find(article);
    REQUIRE(found.size() == 1);
    CHECK(found[0].watch == WatchId{7});
    CHECK(words_of(found[0], article) == want);
}

TEST_CASE("a query that cannot be read says where and why", "[matcher][query]") {
    const auto [query, where] = GENERATE(table<std::string, std::string>({
        {"", "write at least one word"},
        {" & ", "write at least one word"},
        {"AND grant", "at character 1: there is no word before"},
        {"grant AND", "at character 10: a word is missing"},
        {"grant OR OR x", "at character 10: a word is missing"},
        {"(grant", "at character 1: this ( has no )"},
        {"grant)", "at character 6: there is a ) without a ("},
        {"café \"grant", "at character 6: this quote has no end"},
        {"café foo:bar", "at character 6: there is no field \"foo\""},
        {"title:", "at character 1: there is nothing after title:"},
        {"title: grant", "at character 1: there is nothing after title:"},
        {"a*", "at character 1: a word needs at least two letters"},
        {"date:2026-11-05..2026-10", "at character 6: 2026-11-05..2026-10 ends before it begins"},
        {"date:yesterday", "at character 6: \"yesterday\" is no date"},
        {"a NEAR/0 b", "at character 3: NEAR takes a number"},
        {"a NEAR \"b c\"", "at character 3: NEAR stands between two words"},
        {"title:(text:a)", "at character 8: one field cannot stand inside another"},
        {std::string(17, '(') + "a" + std::string(17, ')'), "at character 17: there are more than"},
        {std::string(2001, 'a'), "longer than 2000 bytes"},
    }));
    CAPTURE(query);
    const auto checked = check_boolean_query(query);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::bad_input);
    CHECK_THAT(checked.error().detail, Catch::Contains(where));
}

TEST_CASE("words are compared by the stems of the article's language", "[matcher][query]") {
    Article article;
    article.text = "Les moteurs tournaient.";
    const auto watches = compile({{1, "moteur"}, {2, "tourner"}});
    CHECK(watches.find(article).empty());
    article.language = "fr";
    CHECK(watches.find(article).size() == 2);
    article.language = "no such language";
    CHECK(watches.find(article).empty());
}

namespace slow {

/// A query of letters, AND, OR, XOR and NOT, and whether it holds for a set of letters.
struct Query {
    std::string text;
    bool holds = false;
};

Query random_query(std::mt19937& random, const std::set<char>& letters, int depth) {
    if (depth == 0 || random() % 4 == 0) {
        const char letter = static_cast<char>('a' + random() % 8);
        return {std::string(2, letter), letters.contains(letter)};
    }
    const Query left = random_query(random, letters, depth - 1);
    const Query right = random_query(random, letters, depth - 1);
    const std::string open = "(" + left.text + " ";
    switch (random() % 5) {
        case 0:
            return {open + "AND " + right.text + ")", left.holds && right.holds};
        case 1:
            return {open + "OR " + right.text + ")", left.holds || right.holds};
        case 2:
            return {open + "XOR " + right.text + ")", left.holds != right.holds};
        case 3:
            return {open + "NOT " + right.text + ")", left.holds && !right.holds};
        default:
            return {open + right.text + ")", left.holds && right.holds};
    }
}

}  // namespace slow

TEST_CASE("many queries agree with a slow and obvious evaluation of each", "[matcher][query]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        std::set<char> letters;
        Article article;
        for (char letter = 'a'; letter < 'i'; ++letter) {
            if (random() % 2 == 0) continue;
            letters.insert(letter);
            (random() % 2 == 0 ? article.title : article.text) += std::string(2, letter) + " ";
        }
        std::vector<BooleanWatch> watches;
        std::vector<WatchId> want;
        for (std::uint32_t id = 1; id <= 20; ++id) {
            const auto query = slow::random_query(random, letters, 4);
            watches.push_back({id, query.text});
            if (query.holds) want.push_back(WatchId{id});
        }
        std::vector<WatchId> found;
        for (const auto& match : compile(watches).find(article)) found.push_back(match.watch);
        CAPTURE(article.title, article.text);
        REQUIRE(found == want);
    }
}

}  // namespace sawthis::matcher
