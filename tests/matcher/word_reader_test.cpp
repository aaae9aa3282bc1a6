#include "matcher/word_reader.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "matcher/word_hash.hpp"
#include "matcher/word_runs.hpp"

namespace sawthis::matcher {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Byte by byte.
std::vector<Span> slow_runs(const std::string& text) {
    std::vector<Span> runs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        while (at < text.size() && is_letter_or_digit(text[at])) ++at;
        if (at > begin) runs.push_back({begin, at});
        if (at == begin) ++at;
    }
    return runs;
}

std::vector<Span> fast_runs(const std::string& text) {
    std::vector<Span> all;
    WordRuns runs;
    for (std::size_t at = 0; at < text.size();) {
        at = runs.read(text, at);
        for (std::size_t i = 0; i < runs.size(); ++i) all.push_back(runs[i]);
    }
    return all;
}

/// Runs and what parts them, each now and then far longer than a block or a part.
std::string random_text(std::mt19937& random, std::size_t size) {
    const std::string signs = " .,-@[`{/:_\x7F\x80\xC3\xA9\xFF\n";
    const std::string letters = "azAZ09mM5";
    std::string text;
    while (text.size() < size) {
        const auto& from = random() % 2 == 0 ? signs : letters;
        const std::size_t length = random() % 40 == 0 ? random() % 5000 : random() % 12;
        for (std::size_t i = 0; i < length; ++i) text += from[random() % from.size()];
    }
    text.resize(size);
    return text;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    read_words(text, words);
    return words;
}

}  // namespace

TEST_CASE("runs are those that one finds byte by byte", "[matcher][words]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 2'000; ++round) {
        const std::string text = random_text(random, random() % (round % 20 == 0 ? 20'000 : 300));
        CAPTURE(text.size());
        REQUIRE(fast_runs(text) == slow_runs(text));
    }
    CHECK(fast_runs(std::string(10'000, 'x')) == std::vector<Span>{{0, 10'000}});
}

TEST_CASE("a word has one hash wherever it stands, however long it is", "[matcher][words]") {
    const std::string letters =
        "Companies3shesABCDxesnewsmassesbusABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm";
    for (std::size_t length = 1; length <= 70; ++length) {
        for (const std::string_view tail :
             {"", "s", "es", "ies", "sses", "ches", "SHES", "us", "ws"}) {
            const std::string word = letters.substr(0, length) + std::string(tail);
            CAPTURE(word);
            const std::uint64_t want = hash_folded(word, true);
            CHECK(words_of(word).at(0).folded == want);         // a text of its own
            CHECK(words_of("a " + word).at(1).folded == want);  // the end of a text
            CHECK(words_of("a " + word + std::string(20, ' ')).at(1).folded == want);
            CHECK(words_of(word + std::string(20, ' ')).at(0).folded == want);
            CHECK(hash_as_written(word, {0, word.size()}) == hash_word(word));
            CHECK(hash_as_written(word + std::string(20, ' '), {0, word.size()}) ==
                  hash_word(word));
        }
    }
}

TEST_CASE("case and plain plurals do not part words", "[matcher][words]") {
    const auto [one, other, same] = GENERATE(table<std::string, std::string, bool>({
        {"Chips", "chip", true},
        {"studies", "STUDY", true},
        {"Boxes", "box", true},
        {"churches", "church", true},
        {"classes", "class", true},
        {"MP3s", "mp3", true},
        {"times", "time", true},
        {"ties", "tie", true},
        {"views", "view", true},
        {"News", "new", false},
        {"bus", "bu", false},
        {"glass", "glas", false},
        {"basis", "basi", false},
        {"gas", "ga", false},
        {"S3", "s3", true},
    }));
    CAPTURE(one, other);
    const auto hash_in = [](std::string text, const std::string& word, std::size_t behind) {
        text.append(word).append(behind, ' ');
        return words_of(text).back().folded;
    };
    const std::uint64_t other_hash = hash_in("a ", other, 20);
    CHECK((hash_in("", one, 0) == other_hash) == same);
    CHECK((hash_in("a ", one, 0) == other_hash) == same);
    CHECK((hash_in("a ", one, 20) == other_hash) == same);
}

}  // namespace sawthis::matcher
