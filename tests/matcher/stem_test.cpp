#include "matcher/stem.hpp"

#include <catch2/catch.hpp>

#include "core/hash.hpp"
#include "core/text.hpp"
#include "matcher/article_words.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

TEST_CASE("forms of a word have one stem", "[matcher][stem]") {
    const auto [one, other] = GENERATE(table<std::string, std::string>({
        {"merging", "merged"},
        {"turbine", "turbines"},
        {"acquire", "acquired"},
        {"organise", "organize"},
        {"organising", "organizing"},
        {"tokenisation", "tokenization"},
        {"digitised", "digitized"},
        {"companies", "company"},
    }));
    CAPTURE(one, other);
    CHECK(stem_word(one) == stem_word(other));
}

TEST_CASE("forms of a word in another script have one stem", "[matcher][stem]") {
    const auto [one, other] = GENERATE(table<std::string, std::string>({
        {"шахматы", "шахматам"},
        {"космос", "космосе"},
        {"σκάκι", "σκάκια"},
        {"المكتبة", "مكتبة"},
    }));
    CAPTURE(one, other);
    CHECK(stem_word(fold_case(one)) == stem_word(fold_case(other)));
}

TEST_CASE("words that only look alike keep apart", "[matcher][stem]") {
    const auto [one, other] = GENERATE(table<std::string, std::string>({
        {"rise", "rize"},
        {"raise", "raze"},
        {"port", "sport"},
        {"wind", "window"},
    }));
    CAPTURE(one, other);
    CHECK(stem_word(one) != stem_word(other));
}

TEST_CASE("what is no plain English word stays as it is", "[matcher][stem]") {
    for (const std::string word : {"", "5g", "café", "c++", "naïve", "B2B", "covid-19"}) {
        CAPTURE(word);
        CHECK(stem_word(word) == word);
    }
    const std::string longest(65, 's');
    CHECK(stem_word(longest) == longest);
}

TEST_CASE("spellings and irregular forms have one number", "[matcher][stem]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    StemNumbers numbers(knowledge->variants);
    const auto number = [&](const std::string& word) {
        return numbers.number_of(word, stable_hash(fold_case(word)));
    };
    const auto [one, other] = GENERATE(table<std::string, std::string>({
        {"tyre", "tire"},
        {"Tyres", "tires"},
        {"bought", "buy"},
        {"Buying", "bought"},
        {"organisation", "organization"},
    }));
    CAPTURE(one, other);
    CHECK(number(one) == number(other));
    CHECK(number(one) == number(one));  // remembered
    CHECK(number(one) != number("window"));
}

TEST_CASE("a word's number does not depend on which of its forms came first", "[matcher][stem]") {
    const auto knowledge = load_knowledge();
    REQUIRE(knowledge);
    const auto [one, other] = GENERATE(table<std::string, std::string>({
        {"taxes", "tax"},
        {"buses", "buse"},
        {"axes", "ax"},
        {"houses", "house"},
        {"lenses", "lens"},
        {"A.B.C.", "ABC"},
        {"whiskies", "whisky"},
        {"crises", "crise"},
        {"tomatoes", "tomatoe"},
        {"movies", "movy"},
        {"dies", "die"},
        {"classes", "class"},
    }));
    CAPTURE(one, other);
    const auto number_after = [&](const std::string& text) {
        StemNumbers numbers(knowledge->variants);
        std::vector<Word> words;
        read_words(text, words);
        std::uint64_t last = 0;
        for (const Word& word : words) {
            const auto written = std::string_view(text).substr(word.begin, word.end - word.begin);
            last = numbers.number_of(written, word.folded);
        }
        return last;
    };
    CHECK(number_after(one + " " + other) == number_after(other));
    CHECK(number_after(other + " " + one) == number_after(one));
}

TEST_CASE("an article's words are told by zone, and each stem counted once", "[matcher][stem]") {
    Article article;
    article.title = "Turbines for Spain's wind";
    article.text = "A turbine turns. " + std::string(kLeadBytes, ' ') + "Wind and turbines.";
    const Variants variants;
    StemNumbers numbers(variants);
    ArticleWords words;
    read_words(article, numbers, words);
    const auto zones = [&](std::string_view stem) {
        std::vector<Zone> all;
        for (const auto place : words.places_of(stable_hash(stem))) {
            all.push_back(words.words[place].zone);
        }
        return all;
    };
    CHECK(zones("turbin") == std::vector<Zone>{Zone::title, Zone::lead, Zone::body});
    CHECK(zones("wind") == std::vector<Zone>{Zone::title, Zone::body});
    CHECK(zones("s").empty());
    CHECK(words.words.front().place == Evidence{ArticlePart::title, {0, 8}});
    for (const StemPlaces& stem : words.stems) {
        CHECK(words.words[words.by_stem[stem.begin]].zone == stem.zone);
    }
    const auto before = words.stems.size();
    read_words(article, numbers, words);  // its memory is used again, not its words
    CHECK(words.stems.size() == before);
    article.text = std::string(kBodyBytes, ' ') + "windmill";
    read_words(article, numbers, words);
    CHECK(zones("windmil").empty());
}

}  // namespace sawthis::matcher
