#include "matcher/phrase_dictionary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/matcher/slow_matcher.hpp"

namespace sawthis::matcher {

namespace {

PhraseDictionary compile(const std::vector<Phrase>& phrases) {
    auto dictionary = PhraseDictionary::compile(phrases);
    REQUIRE(dictionary);
    return *std::move(dictionary);
}

std::vector<Mention> mentions_in(const PhraseDictionary& dictionary, std::string_view text) {
    std::vector<Mention> mentions;
    dictionary.find(text, mentions);
    return mentions;
}

/// What one phrase finds, as the words found.
std::vector<std::string> found(const std::string& phrase, bool exact_case,
                               const std::string& text) {
    std::vector<std::string> words;
    for (const auto& mention : mentions_in(compile({{1, phrase, exact_case}}), text)) {
        words.push_back(text.substr(mention.span.begin, mention.span.end - mention.span.begin));
    }
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("an exact phrase is found as written or in capitals, as whole words",
          "[matcher][phrases]") {
    const auto [phrase, text, want] = GENERATE(table<std::string, std::string, Words>({
        {"Apple", "Apple pie, APPLE, an apple, Apples, Pineapple", {"Apple", "APPLE"}},
        {"Apple", "Apple's new phone", {"Apple"}},
        {"Apple", "“Apple” said", {"Apple"}},
        {"New York Giants", "the New York Giants won", {"New York Giants"}},
        {"New York Giants", "in New York. Giants fans", {}},
        {"New York Giants", "in New York, Giants fans", {}},
        {"New York Giants", "NEW YORK GIANTS WIN", {"NEW YORK GIANTS"}},
        {"AT&T", "AT&T and AT & T, but at T or AT T", {"AT&T", "AT & T"}},
        {"Yahoo!", "Yahoo! and Yahoo both", {"Yahoo", "Yahoo"}},
        {"Levi's", "Levi's, Levi’s, LEVI'S and Levi", {"Levi's", "Levi’s", "LEVI'S"}},
        {"C++", "C++ and C, C# and C++", {"C++", "C++"}},
        {"S&P 500", "The S&P 500 rose", {"S&P 500"}},
        {"A.B.C.", "A.B.C. said, ABC said, A.B.C said", {"A.B.C.", "ABC", "A.B.C"}},
        {"U.S. Steel", "US Steel and U.S. Steel", {"US Steel", "U.S. Steel"}},
        {"St. Louis Rams", "St Louis Rams, St. Louis Rams", {"St Louis Rams", "St. Louis Rams"}},
        {"Acme, Inc.", "Acme Inc and Acme, Inc. did", {"Acme Inc", "Acme, Inc"}},
        {"Deutsche Börse", "DEUTSCHE BÖRSE, Deutsche Börse", {"DEUTSCHE BÖRSE", "Deutsche Börse"}},
        {"Amazon", "Amazon.com and amazon.com", {"Amazon"}},
        {"Disney", "Disney and Disney+", {"Disney"}},
        {".NET", "Use .NET or a net", {".NET"}},
        {"Coca-Cola", "Coca-Cola, Coca Cola, Coca - Cola", {"Coca-Cola", "Coca Cola"}},
        {"東京", "在東京。", {"東京"}},
        {"iPhone", "iPhone IPHONE IPhone iphone", {"iPhone", "IPHONE"}},
        {"iPhone case", "an iPhone case, the IPHONE CASE", {"iPhone case", "IPHONE CASE"}},
        {"3M tape", "3M tape, 3M TAPE, 3m tape", {"3M tape", "3M TAPE"}},
        {"élan Vital", "élan Vital, ÉLAN VITAL", {"élan Vital", "ÉLAN VITAL"}},
        {"u.s. Steel", "u.s. Steel, us Steel, US STEEL", {"u.s. Steel", "us Steel", "US STEEL"}},
    }));
    CAPTURE(phrase, text);
    CHECK(found(phrase, true, text) == want);
}

TEST_CASE("a folded phrase is found in any case and plain inflection", "[matcher][phrases]") {
    const auto [phrase, text, want] = GENERATE(table<std::string, std::string, Words>({
        {"supercomputers",
         "A Supercomputer and two supercomputers",
         {"Supercomputer", "supercomputers"}},
        {"wind power", "Wind-power is wind power", {"Wind-power", "wind power"}},
        {"women's football",
         "Women’s football, womens football",
         {"Women’s football", "womens football"}},
        {"peer-to-peer", "peer to peer", {"peer to peer"}},
        {"battery", "BATTERIES", {"BATTERIES"}},
        {"café", "CAFÉ, Cafe, cafés", {"CAFÉ", "Cafe", "cafés"}},
        {"opera", "operate", {}},
        {"news", "new", {}},
    }));
    CAPTURE(phrase, text);
    CHECK(found(phrase, false, text) == want);
}

TEST_CASE("overlapping and nested phrases are all given, in order", "[matcher][phrases]") {
    const auto dictionary = compile({{1, "New York", true},
                                     {2, "New York Giants", true},
                                     {3, "Giants", true},
                                     {4, "new york", false},
                                     {5, "New York", true}});
    const std::vector<Mention> want{{WatchId{1}, {4, 12}},
                                    {WatchId{4}, {4, 12}},
                                    {WatchId{5}, {4, 12}},
                                    {WatchId{2}, {4, 19}},
                                    {WatchId{3}, {13, 19}}};
    CHECK(mentions_in(dictionary, "The New York Giants") == want);
}

TEST_CASE("a phrase without a word, or of more than 32, is refused", "[matcher][phrases]") {
    const std::vector<Phrase> empty{{1, " !? ", false}};
    REQUIRE_FALSE(PhraseDictionary::compile(empty));
    CHECK(PhraseDictionary::compile(empty).error().code == ErrorCode::bad_input);
    std::string longest = "a";
    for (int i = 1; i < 32; ++i) longest += " a";
    CHECK(PhraseDictionary::compile(std::vector<Phrase>{{1, longest, false}}));
    CHECK_FALSE(PhraseDictionary::compile(std::vector<Phrase>{{1, longest + " a", false}}));
}

TEST_CASE("no phrases find nothing", "[matcher][phrases]") {
    CHECK(mentions_in(compile({}), "anything at all").empty());
    CHECK(mentions_in(compile({{1, "word", false}}), "").empty());
}

TEST_CASE("the dictionary agrees with a slow and obvious one", "[matcher][phrases]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 60; ++round) {
        std::vector<Phrase> phrases;
        const auto count = static_cast<std::uint32_t>(random() % 60);
        for (std::uint32_t i = 1; i <= count; ++i) {
            std::string phrase = slow::random_text(random, 1 + random() % 4);
            const bool exact_case = random() % 2 == 0;
            // A folded phrase of nothing but possessives has no word of its own.
            if (!exact_case) phrase = "cat " + phrase;
            phrases.push_back({i, phrase, exact_case});
        }
        const auto dictionary = compile(phrases);
        const slow::Matcher obvious(phrases);
        for (int i = 0; i < 20; ++i) {
            const std::string text = slow::random_text(random, random() % 60);
            CAPTURE(text);
            REQUIRE(mentions_in(dictionary, text) == obvious.find(text));
        }
    }
}

TEST_CASE("any bytes are read without harm and spans lie in the text", "[matcher][phrases]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto dictionary = compile({{1, "a", false}, {2, "a b", true}});
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const std::size_t size = random() % 80;
        const std::string likely = "aAbB .'&-,\n\xE2\x80\x99\xC3\xA9\xF0\xFF+#";
        while (text.size() < size) text += likely[random() % likely.size()];
        for (const auto& mention : mentions_in(dictionary, text)) {
            REQUIRE(mention.span.begin < mention.span.end);
            REQUIRE(mention.span.end <= text.size());
        }
    }
}

}  // namespace sawthis::matcher
