#include "matcher/bag_index.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

namespace sawthis::matcher {

namespace {

using Bag = std::vector<BagWord>;

ArticleWords make_words(std::vector<StemPlaces> stems) {
    ArticleWords words;
    words.stems = std::move(stems);
    return words;
}

/// Slow and obvious: each bag against each stem.
std::map<std::uint32_t, BagCount> count_plainly(const std::vector<Bag>& bags,
                                                const ArticleWords& words) {
    std::map<std::uint32_t, BagCount> counts;
    for (std::uint32_t b = 0; b < bags.size(); ++b) {
        for (const BagWord& word : bags[b]) {
            for (const StemPlaces& stem : words.stems) {
                const bool title = stem.zone == Zone::title;
                if (stem.stem != word.stem || stem.zone == Zone::body) continue;
                BagCount& count = counts[b];
                count.bag = b;
                (word.learnt ? count.learnt_lead : count.lead) += word.weight;
                if (title) (word.learnt ? count.learnt_title : count.title) += word.weight;
                if (word.learnt) continue;
                ++count.lead_words;
                count.lead_most = std::max(count.lead_most, word.weight);
                if (!title) continue;
                ++count.title_words;
                count.title_most = std::max(count.title_most, word.weight);
            }
        }
    }
    return counts;
}

std::vector<Bag> random_bags(std::mt19937& random, std::size_t count, std::uint64_t stems) {
    std::vector<Bag> bags(count);
    for (Bag& bag : bags) {
        for (auto size = random() % 8; size > 0; --size) {
            const std::uint64_t stem = random() % stems;
            const bool known = std::any_of(bag.begin(), bag.end(),
                                           [&](const auto& word) { return word.stem == stem; });
            const auto weight = static_cast<float>(1 + random() % 7);
            if (!known) bag.push_back({stem, weight, random() % 4 == 0});
        }
    }
    return bags;
}

ArticleWords random_words(std::mt19937& random, std::uint64_t stems) {
    std::vector<StemPlaces> places;
    for (std::uint64_t stem = 0; stem < stems; ++stem) {
        if (random() % 2 == 0) continue;
        places.push_back({stem, 0, 0, static_cast<Zone>(random() % 3)});
    }
    return make_words(std::move(places));
}

}  // namespace

TEST_CASE("bags are counted as a slow reader counts them", "[matcher][bag]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 100; ++round) {
        const std::uint64_t stems = 1 + random() % 40;
        const auto bags = random_bags(random, random() % 30, stems);
        BagIndex index;
        for (std::uint32_t b = 0; b < bags.size(); ++b) REQUIRE(index.add(bags[b]) == b);
        index.build();
        BagCounter counter({index.table()}, bags.size());
        for (int article = 0; article < 5; ++article) {  // one counter for all, as a thread has
            const auto words = random_words(random, stems);
            auto want = count_plainly(bags, words);
            for (const BagCount& count : counter.count(words)) {
                CAPTURE(round, article, count.bag);
                REQUIRE(want.count(count.bag) == 1);
                CHECK(counter.find(count.bag) == &count);
                const BagCount& other = want[count.bag];
                CHECK(count.title == Approx(other.title));
                CHECK(count.lead == Approx(other.lead));
                CHECK(count.title_most == other.title_most);
                CHECK(count.lead_most == other.lead_most);
                CHECK(count.learnt_title == Approx(other.learnt_title));
                CHECK(count.learnt_lead == Approx(other.learnt_lead));
                CHECK(count.title_words == other.title_words);
                CHECK(count.lead_words == other.lead_words);
                want.erase(count.bag);
            }
            CHECK(want.empty());
        }
    }
}

TEST_CASE("a bag's total is of the sentence's own words", "[matcher][bag]") {
    CHECK(total_weight(Bag{{1, 3, false}, {2, 4, false}, {3, 5, true}}) == 7);
    CHECK(total_weight(Bag{}) == 0);
}

TEST_CASE("bags of two tables are counted together", "[matcher][bag]") {
    BagIndex first;
    first.add(Bag{{1, 3, false}});
    first.build();
    BagIndex second(1);
    CHECK(second.add(Bag{{1, 5, false}, {2, 2, false}}) == 1);
    second.build();
    BagCounter counter({first.table(), second.table()}, 2);
    const auto counts = counter.count(make_words({{1, 0, 0, Zone::title}}));
    REQUIRE(counts.size() == 2);
    CHECK(counter.find(0)->title == 3);
    CHECK(counter.find(1)->title == 5);
}

TEST_CASE("a table with wrong numbers is counted without harm", "[matcher][bag]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        std::vector<BagPosting> postings(random() % 6);
        for (auto& one : postings) one = {random() % 3, static_cast<std::uint32_t>(random()), 1};
        std::vector<std::uint32_t> slots(std::size_t{1} << random() % 4);
        for (auto& slot : slots) slot = static_cast<std::uint32_t>(random() % 8);
        BagCounter counter({BagTable{postings, slots}}, 2);
        CHECK(counter.count(make_words({{1, 0, 0, Zone::title}, {2, 0, 0, Zone::lead}})).size() <=
              2);
    }
}

TEST_CASE("an index without bags, or never built, counts nothing", "[matcher][bag]") {
    BagIndex index;
    const auto words = make_words({{1, 0, 0, Zone::title}});
    CHECK(BagCounter({index.table()}, 0).count(words).empty());
    index.build();
    CHECK(BagCounter({index.table()}, 0).count(words).empty());
}

TEST_CASE("a word of the body alone touches no bag", "[matcher][bag]") {
    BagIndex index;
    index.add(Bag{{1, 3, false}});
    index.build();
    BagCounter counter({index.table()}, 1);
    CHECK(counter.count(make_words({{1, 0, 0, Zone::body}})).empty());
    CHECK(counter.count(make_words({{1, 0, 0, Zone::lead}})).size() == 1);
}

}  // namespace sawthis::matcher
