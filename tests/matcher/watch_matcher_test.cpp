#include "matcher/watch_matcher.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace sawthis::matcher {

namespace {

WatchMatcher compile(const std::vector<Watch>& watches) {
    auto matcher = WatchMatcher::compile(watches);
    REQUIRE(matcher);
    return std::move(*matcher);
}

/// What one watch finds, as the words found.
std::vector<std::string> found(const std::string& phrase, bool exact_case,
                               const std::string& text) {
    std::vector<std::string> words;
    for (const auto& mention : compile({{WatchId{1}, phrase, exact_case}}).find(text)) {
        words.push_back(text.substr(mention.span.begin, mention.span.end - mention.span.begin));
    }
    return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("an exact watch is found as written or in capitals, as whole words", "[matcher][watch]") {
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
    }));
    CAPTURE(phrase, text);
    CHECK(found(phrase, true, text) == want);
}

TEST_CASE("a folded watch is found in any case and plain inflection", "[matcher][watch]") {
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

TEST_CASE("overlapping and nested watches are all given, in order", "[matcher][watch]") {
    const auto matcher = compile({{WatchId{1}, "New York", true},
                                  {WatchId{2}, "New York Giants", true},
                                  {WatchId{3}, "Giants", true},
                                  {WatchId{4}, "new york", false},
                                  {WatchId{5}, "New York", true}});
    const std::vector<Mention> want{{WatchId{1}, {4, 12}},
                                    {WatchId{4}, {4, 12}},
                                    {WatchId{5}, {4, 12}},
                                    {WatchId{2}, {4, 19}},
                                    {WatchId{3}, {13, 19}}};
    CHECK(matcher.find("The New York Giants") == want);
}

TEST_CASE("a phrase without a word, or of more than 32, is refused", "[matcher][watch]") {
    const std::vector<Watch> empty{{WatchId{1}, " !? ", false}};
    REQUIRE_FALSE(WatchMatcher::compile(empty));
    CHECK(WatchMatcher::compile(empty).error().code == ErrorCode::bad_input);
    std::string longest = "a";
    for (int i = 1; i < 32; ++i) longest += " a";
    CHECK(WatchMatcher::compile(std::vector<Watch>{{WatchId{1}, longest, false}}));
    CHECK_FALSE(WatchMatcher::compile(std::vector<Watch>{{WatchId{1}, longest + " a", false}}));
}

TEST_CASE("no watches find nothing", "[matcher][watch]") {
    CHECK(compile({}).find("anything at all").empty());
    CHECK(compile({{WatchId{1}, "word", false}}).find("").empty());
}

namespace slow {

/// The rules of the matcher once more, word by word and watch by watch, on strings: for texts of
/// ASCII letters, blanks, full stops, commas, ampersands, apostrophes and hyphens.
struct Token {
    std::string word;
    Span span;
    std::string gap;
};

std::string singular(std::string word) {
    const auto ends = [&](const std::string& tail) {
        return word.size() > tail.size() && word.substr(word.size() - tail.size()) == tail;
    };
    if (word.size() < 4 || !ends("s") || ends("ss") || ends("us") || ends("is") || word == "news") {
        return word;
    }
    if (word.size() > 4 && ends("ies")) return word.substr(0, word.size() - 3) + "y";
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) {
        return word.substr(0, word.size() - 2);
    }
    return word.substr(0, word.size() - 1);
}

std::vector<Token> tokens(const std::string& text) {
    std::vector<Token> out;
    std::size_t last = 0;
    for (const Span& span : find_words(text)) {
        std::string gap = text.substr(last, span.begin - last);
        const std::string before = out.empty() ? " " : out.back().word;
        if (gap == "-" || (gap == ". " && before.size() == 1)) gap.clear();
        if (gap == "' " && (before.back() == 's' || before.back() == 'S')) gap.clear();
        std::string signs;
        for (const char c : gap) {
            if (c != ' ') signs += c;
        }
        const std::string word = text.substr(span.begin, span.end - span.begin);
        const bool possessive = gap == "'" && (word == "s" || word == "S");
        out.push_back({word, span, out.empty() ? "" : possessive ? "'s" : signs});
        last = span.end;
    }
    return out;
}

bool same(const Token& a, const Token& b, bool exact, bool capitals) {
    if (capitals) {
        std::string upper = a.word;
        for (char& c : upper) c = static_cast<char>(std::toupper(c));
        return upper == b.word;
    }
    return exact ? a.word == b.word
                 : singular(lower_ascii(a.word)) == singular(lower_ascii(b.word));
}

bool is_possessive(const Token& token) {
    return token.gap == "'s";
}

std::string sign_of(const Token& token) {
    return is_possessive(token) ? "'" : token.gap;
}

void find_one(const Watch& watch, const std::string& text, bool capitals,
              std::vector<Mention>& mentions) {
    auto phrase = tokens(watch.phrase);
    const auto words = tokens(text);
    if (!watch.exact_case) {
        phrase.erase(std::remove_if(phrase.begin(), phrase.end(), is_possessive), phrase.end());
    }
    for (std::size_t from = 0; from < words.size(); ++from) {
        if (!watch.exact_case && is_possessive(words[from])) continue;
        std::size_t at = from;
        std::size_t matched = 0;
        while (matched < phrase.size() && at < words.size()) {
            if (!watch.exact_case && is_possessive(words[at])) {
                ++at;
                continue;
            }
            const bool gap_fits = matched == 0 || sign_of(phrase[matched]) == sign_of(words[at]);
            if (!gap_fits || !same(phrase[matched], words[at], watch.exact_case, capitals)) break;
            ++matched;
            ++at;
        }
        if (matched == phrase.size()) {
            mentions.push_back({watch.id, {words[from].span.begin, words[at - 1].span.end}});
        }
    }
}

std::vector<Mention> find(const std::vector<Watch>& watches, const std::string& text) {
    std::vector<Mention> mentions;
    for (const Watch& watch : watches) {
        find_one(watch, text, false, mentions);
        if (watch.exact_case) find_one(watch, text, true, mentions);
    }
    std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
        return std::tie(a.span, a.watch) < std::tie(b.span, b.watch);
    });
    mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
    return mentions;
}

/// A text of few words, so that phrases meet it.
std::string random_text(std::mt19937& random, std::size_t words) {
    static const std::vector<std::string> kWords{"Ab",  "ab",    "AB",   "cat",    "Cats", "CAT",
                                                 "box", "boxes", "city", "cities", "s",    "T"};
    static const std::vector<std::string> kGaps{" ",   " ", " ", " ",  "-",
                                                " & ", "&", "'", ", ", "! "};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0) text += kGaps[random() % kGaps.size()];
        text += kWords[random() % kWords.size()];
    }
    return text;
}

}  // namespace slow

TEST_CASE("the matcher agrees with a slow and obvious one", "[matcher][watch]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 60; ++round) {
        std::vector<Watch> watches;
        const auto count = static_cast<std::int64_t>(random() % 60);
        for (std::int64_t i = 1; i <= count; ++i) {
            std::string phrase = slow::random_text(random, 1 + random() % 4);
            const bool exact_case = random() % 2 == 0;
            // A folded phrase of nothing but possessives has no word of its own.
            if (!exact_case) phrase = "cat " + phrase;
            watches.push_back({WatchId{i}, phrase, exact_case});
        }
        const auto matcher = compile(watches);
        for (int i = 0; i < 20; ++i) {
            const std::string text = slow::random_text(random, random() % 60);
            CAPTURE(text);
            REQUIRE(matcher.find(text) == slow::find(watches, text));
        }
    }
}

TEST_CASE("any bytes are read without harm and spans lie in the text", "[matcher][watch]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto matcher = compile({{WatchId{1}, "a", false}, {WatchId{2}, "a b", true}});
    for (int round = 0; round < 300; ++round) {
        std::string text;
        const std::size_t size = random() % 80;
        const std::string likely = "aAbB .'&-,\n\xE2\x80\x99\xC3\xA9\xF0\xFF+#";
        while (text.size() < size) text += likely[random() % likely.size()];
        for (const auto& mention : matcher.find(text)) {
            REQUIRE(mention.span.begin < mention.span.end);
            REQUIRE(mention.span.end <= text.size());
        }
    }
}

}  // namespace sawthis::matcher
