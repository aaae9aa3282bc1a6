#include "notifier/assignment.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using sawthis::notifier::assign;
using sawthis::notifier::Option;

namespace {

struct Outcome {
    std::size_t served = 0;
    std::int64_t value = 0;
    auto operator<=>(const Outcome&) const = default;
};

/// Tries every choice.
Outcome best_of_all(const std::vector<Option>& options, std::size_t limit, std::size_t at = 0,
                    std::set<std::size_t> persons = {}, std::set<std::size_t> stories = {}) {
    if (at == options.size() || persons.size() == limit) return {};
    Outcome best = best_of_all(options, limit, at + 1, persons, stories);
    const auto& option = options[at];
    if (!persons.contains(option.person) && !stories.contains(option.story)) {
        persons.insert(option.person);
        stories.insert(option.story);
        Outcome with = best_of_all(options, limit, at + 1, persons, stories);
        ++with.served;
        with.value += option.value;
        best = std::max(best, with);
    }
    return best;
}

}  // namespace

TEST_CASE("assign does not spend a person's only story on somebody who has another",
          "[notifier][assignment]") {
    const std::vector<Option> options{{0, 0, 90}, {1, 0, 80}, {0, 1, 70}};
    auto chosen = assign(options, 4);
    std::sort(chosen.begin(), chosen.end());
    CHECK(chosen == std::vector<std::size_t>{1, 2});
    CHECK(assign(options, 1) == std::vector<std::size_t>{0});
    CHECK(assign(options, 0).empty());
    CHECK(assign({}, 4).empty());
}

TEST_CASE("assign serves as many and as well as trying every choice does",
          "[notifier][assignment]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&random](std::size_t n) { return random() % n; };
    for (int round = 0; round < 400; ++round) {
        std::vector<Option> options;
        const std::size_t count = below(13);
        for (std::size_t i = 0; i < count; ++i) {
            options.push_back({below(5), below(5), static_cast<std::int64_t>(below(20))});
        }
        const std::size_t limit = below(6);
        std::set<std::size_t> persons;
        std::set<std::size_t> stories;
        Outcome got;
        for (const std::size_t i : assign(options, limit)) {
            CHECK(persons.insert(options[i].person).second);
            CHECK(stories.insert(options[i].story).second);
            ++got.served;
            got.value += options[i].value;
        }
        const Outcome want = best_of_all(options, limit);
        CHECK(got.served == want.served);
        CHECK(got.value == want.value);
    }
}
