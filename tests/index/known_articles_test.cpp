#include "index/known_articles.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <vector>

#include "index/block_vector.hpp"
#include "index/key_chains.hpp"
#include "index/word_postings.hpp"

using namespace sawthis::index;

namespace {

using Articles = std::vector<std::uint32_t>;

/// The last `most`, the latest first.
Articles latest(const Articles& articles, std::size_t most) {
    Articles found(articles.rbegin(), articles.rend());
    found.resize(std::min(most, found.size()));
    return found;
}

}  // namespace

TEST_CASE("postings count all articles of a word and know the latest", "[index][stories]") {
    std::mt19937 random(11);
    WordPostings postings;
    std::map<std::uint32_t, Articles> all;
    std::map<std::uint32_t, std::uint32_t> earlier;
    CHECK(postings.count(7) == 0);
    CHECK(postings.count_earlier(7) == 0);
    for (std::uint32_t article = 0; article < 3'000; ++article) {
        if (article % 700 == 0) {
            postings.begin_day();
            for (const auto& [word, articles] : all) {
                earlier[word] = static_cast<std::uint32_t>(articles.size());
            }
        }
        // Word 0 stands in every article, the others the less often the greater they are.
        for (std::uint32_t word = 0; word < 4'000;
             word += 1 + word / 2 + static_cast<std::uint32_t>(random() % 30)) {
            postings.add(word, article);
            all[word].push_back(article);
        }
    }
    for (std::uint32_t word = 0; word < 4'100; ++word) {
        CAPTURE(word);
        REQUIRE(postings.count(word) == all[word].size());
        REQUIRE(postings.count_earlier(word) == earlier[word]);
        for (const std::uint32_t most : {0U, 1U, 200U, WordPostings::kMostKept}) {
            Articles found;
            postings.for_latest(word, most, [&](std::uint32_t at) { found.push_back(at); });
            REQUIRE(found == latest(all[word], most));
        }
    }
}

TEST_CASE("chains give the articles that have a key, the latest first", "[index][stories]") {
    std::mt19937 random(12);
    KeyChains chains(3);
    std::map<std::uint32_t, Articles> all;
    for (std::uint32_t article = 0; article < 20'000; ++article) {
        const std::array<std::uint32_t, 3> keys{static_cast<std::uint32_t>(random() % 9'000),
                                                static_cast<std::uint32_t>(random() % 9'000) << 12U,
                                                0};
        chains.add(keys);
        for (const auto key : keys) {
            if (key != 0) all[key].push_back(article);
        }
    }
    const std::size_t most = GENERATE(std::size_t{2}, std::size_t{1'000});
    all[0];  // what has no key is not found
    all[5'555'555];
    for (const auto& [key, articles] : all) {
        Articles found;
        chains.for_latest(key, [&](std::uint32_t at) {
            found.push_back(at);
            return found.size() < most;
        });
        REQUIRE(found == latest(articles, most));
    }
}

TEST_CASE("a vector of blocks keeps what is to be kept, in its order", "[index][stories]") {
    BlockVector<int, 4> numbers;
    for (int number = 0; number < 30; ++number) numbers.push_back(number);
    const int divisor = GENERATE(1, 2, 7, 40);
    numbers.keep_if([&](int number) { return number % divisor == 0; });
    numbers.push_back(99);
    std::vector<int> want;
    for (int number = 0; number < 30; number += divisor) want.push_back(number);
    want.push_back(99);
    REQUIRE(numbers.size() == want.size());
    for (std::size_t at = 0; at < want.size(); ++at) CHECK(numbers[at] == want[at]);
}
