#include "notifier/worth.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/text.hpp"

namespace sawthis::notifier {

namespace {

double days(std::chrono::seconds span) {
    return std::chrono::duration<double, std::ratio<86'400>>(span).count();
}

/// Folded words of four letters or more, ascending, each once.
std::vector<std::string> long_words(std::string_view title) {
    constexpr std::size_t kShortest = 4;  // bytes
    const std::string folded = fold_case(title);
    std::vector<std::string> words;
    for (const auto [begin, end] : find_words(folded)) {
        if (end - begin >= kShortest) words.push_back(folded.substr(begin, end - begin));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

/// 1 less `most`, which is forgotten by half in `half_life` days.
double lowered(double most, std::chrono::seconds ago, double half_life) {
    return 1 - most * std::exp2(-std::max(days(ago), 0.0) / half_life);
}

}  // namespace

double freshness(std::chrono::seconds age, std::chrono::hours shelf_life) {
    const auto over = days(age) - days(shelf_life);
    if (over <= 0) return 1;
    const double half_life = std::max(days(shelf_life) / 2, 1.0 / 24);
    return std::exp2(-over / half_life);
}

double novelty(std::span<const GivenBefore> given, std::uint64_t target, std::string_view title,
               Instant now) {
    constexpr double kSameTarget = 0.4;
    constexpr double kSameNews = 0.7;
    double factor = 1;
    for (const GivenBefore& one : given) {
        const auto ago = now - one.when;
        if (target != 0 && one.target == target) {
            factor = std::min(factor, lowered(kSameTarget, ago, 7));
        }
        if (is_near(title, one.title)) factor = std::min(factor, lowered(kSameNews, ago, 14));
    }
    return factor;
}

bool is_near(std::string_view title, std::string_view other) {
    constexpr std::size_t kFewest = 3;  // words
    const auto a = long_words(title);
    const auto b = long_words(other);
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    const auto fewer = std::min(a.size(), b.size());
    return both.size() >= kFewest && both.size() * 3 >= fewer * 2;
}

double variety(std::size_t others) {
    constexpr std::size_t kMost = 4;
    return std::pow(0.9, static_cast<double>(std::min(others, kMost)));
}

}  // namespace sawthis::notifier
