#include "notifier/assignment.hpp"

#include <algorithm>
#include <limits>

namespace sawthis::notifier {

namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t kUnreached = std::numeric_limits<std::int64_t>::min();

/// The matching so far, improved by one person at a time (successive best augmenting paths): a path
/// starts at a person not yet served, takes a story, sends its holder to another story, and so on
/// until a story is free. Taking the best path each time keeps the sum the highest for its size.
class Matching {
public:
    explicit Matching(std::span<const Option> options) : options_(options) {
        for (const auto& option : options) {
            persons_ = std::max(persons_, option.person + 1);
            stories_ = std::max(stories_, option.story + 1);
        }
        choice_of_person_.assign(persons_, kNone);
        choice_of_story_.assign(stories_, kNone);
    }

    bool serve_one_more() {
        find_paths();
        std::size_t last = kNone;
        for (std::size_t story = 0; story < stories_; ++story) {
            if (choice_of_story_[story] != kNone || gain_of_story_[story] == kUnreached) continue;
            if (last == kNone || gain_of_story_[story] > gain_of_story_[last]) last = story;
        }
        if (last == kNone) return false;
        follow_back(last);
        return true;
    }

    [[nodiscard]] std::vector<std::size_t> choices() const {
        std::vector<std::size_t> chosen;
        std::copy_if(choice_of_person_.begin(), choice_of_person_.end(), std::back_inserter(chosen),
                     [](std::size_t option) { return option != kNone; });
        return chosen;
    }

private:
    /// The best gain with which each story can be reached (Bellman–Ford; a path passes only served
    /// persons, so the rounds are few).
    void find_paths() {
        gain_of_story_.assign(stories_, kUnreached);
        taken_by_.assign(stories_, kNone);
        gain_of_person_.assign(persons_, kUnreached);
        for (std::size_t person = 0; person < persons_; ++person) {
            if (choice_of_person_[person] == kNone) gain_of_person_[person] = 0;
        }
        bool changed = true;
        while (changed) {
            changed = false;
            for (std::size_t i = 0; i < options_.size(); ++i) changed = relax(i) || changed;
        }
    }

    bool relax(std::size_t i) {
        const auto& option = options_[i];
        const std::int64_t before = gain_of_person_[option.person];
        if (before == kUnreached || choice_of_person_[option.person] == i) return false;
        const std::int64_t gain = before + option.value;
        if (gain <= gain_of_story_[option.story]) return false;
        gain_of_story_[option.story] = gain;
        taken_by_[option.story] = i;
        if (const std::size_t held = choice_of_story_[option.story]; held != kNone) {
            gain_of_person_[options_[held].person] = gain - options_[held].value;
        }
        return true;
    }

    void follow_back(std::size_t story) {
        while (story != kNone) {
            const std::size_t taken = taken_by_[story];
            const std::size_t person = options_[taken].person;
            const std::size_t given_up = choice_of_person_[person];
            choice_of_person_[person] = taken;
            choice_of_story_[story] = taken;
            story = given_up == kNone ? kNone : options_[given_up].story;
        }
    }

    std::span<const Option> options_;
    std::size_t persons_ = 0;
    std::size_t stories_ = 0;
    std::vector<std::size_t> choice_of_person_;  // place in options_, or kNone
    std::vector<std::size_t> choice_of_story_;   // likewise
    std::vector<std::int64_t> gain_of_person_;   // of the best path that frees this person
    std::vector<std::int64_t> gain_of_story_;    // of the best path that takes this story
    std::vector<std::size_t> taken_by_;          // the option by which that path takes it
};

}  // namespace

std::vector<std::size_t> assign(std::span<const Option> options, std::size_t limit) {
    Matching matching(options);
    for (std::size_t served = 0; served < limit; ++served) {
        if (!matching.serve_one_more()) break;
    }
    return matching.choices();
}

}  // namespace sawthis::notifier
