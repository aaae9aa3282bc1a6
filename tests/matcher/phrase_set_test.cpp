#include "matcher/phrase_set.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <thread>

#include "tests/matcher/slow_matcher.hpp"

namespace sawthis::matcher {

namespace {

PhraseDictionary compile(const std::vector<Phrase>& phrases) {
    auto dictionary = PhraseDictionary::compile(phrases);
    REQUIRE(dictionary);
    return *std::move(dictionary);
}

std::vector<Mention> mentions_in(const PhraseSet& set, std::string_view text) {
    std::vector<Mention> mentions;
    set.snapshot()->find(text, mentions);
    return mentions;
}

/// Up to three phrases of one id.
std::vector<Phrase> random_phrases(std::mt19937& random, std::uint32_t id) {
    std::vector<Phrase> phrases(random() % 4);
    for (auto& phrase : phrases) {
        phrase = {id, "cat " + slow::random_text(random, random() % 4), random() % 2 == 0};
    }
    return phrases;
}

}  // namespace

TEST_CASE("a set finds what a dictionary of the same phrases does, after any changes",
          "[matcher][phrases]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::map<std::uint32_t, std::vector<Phrase>> wanted;
    const auto all = [&] {
        std::vector<Phrase> phrases;
        for (const auto& [id, some] : wanted)
            phrases.insert(phrases.end(), some.begin(), some.end());
        return phrases;
    };
    for (std::uint32_t id = 0; id < 100; ++id) wanted[id] = random_phrases(random, id);
    PhraseSet set(compile(all()));
    for (int change = 0; change < 1500; ++change) {
        const auto id = static_cast<std::uint32_t>(random() % 1000);
        wanted[id] = random_phrases(random, id);
        REQUIRE(set.replace(std::vector{id}, wanted[id]));
        if (random() % 400 == 0) REQUIRE(set.merge());
        if (change % 50 != 0) continue;
        std::vector<Mention> want;
        const std::string text = slow::random_text(random, 60);
        compile(all()).find(text, want);
        CAPTURE(text, change);
        REQUIRE(mentions_in(set, text) == want);
    }
}

TEST_CASE("a refused phrase changes nothing", "[matcher][phrases]") {
    PhraseSet set(compile({{1, "Acme", true}}));
    const std::vector<std::uint32_t> ids{1};
    CHECK_FALSE(set.replace(ids, std::vector<Phrase>{{1, "fine", false}, {1, "!?", false}}));
    CHECK(mentions_in(set, "Acme is fine") == std::vector<Mention>{{WatchId{1}, {0, 4}}});
}

TEST_CASE("a set that has outgrown its base says so, until it is merged", "[matcher][phrases]") {
    PhraseSet set(compile({{1, "Acme", true}}));
    std::vector<Phrase> phrases;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t i = 2; i < 5000; ++i) {
        phrases.push_back({i, "word" + std::to_string(i), false});
        ids.push_back(i);
    }
    CHECK_FALSE(set.is_outgrown());
    REQUIRE(set.replace(ids, phrases));
    CHECK(set.is_outgrown());
    REQUIRE(set.merge());
    CHECK_FALSE(set.is_outgrown());
    CHECK(set.base().size() == 5000);  // Acme and ACME
    CHECK(mentions_in(set, "word77") == std::vector<Mention>{{WatchId{77}, {0, 6}}});
}

TEST_CASE("threads read snapshots while phrases change", "[matcher][phrases]") {
    PhraseSet set(compile({{1, "Acme", true}, {2, "even", false}}));
    std::atomic<bool> done{false};
    std::atomic<int> faults{0};
    const auto read = [&] {
        std::vector<Mention> mentions;
        while (!done) {
            // "odd" or "even" stands for 2, never both and never neither.
            set.snapshot()->find("Acme is odd or even", mentions);
            if (mentions.size() != 2) ++faults;
        }
    };
    std::thread first(read);
    std::thread second(read);
    const std::vector<std::uint32_t> ids{2};
    for (int i = 0; i < 400; ++i) {
        const std::vector<Phrase> phrases{{2, i % 2 == 0 ? "odd" : "even", false}};
        if (!set.replace(ids, phrases)) ++faults;
        if (i % 100 == 50 && !set.merge()) ++faults;
    }
    done = true;
    first.join();
    second.join();
    CHECK(faults == 0);
}

}  // namespace sawthis::matcher
