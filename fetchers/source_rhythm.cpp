#include "fetchers/source_rhythm.hpp"

#include <algorithm>

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostTimes = 21;
constexpr std::size_t kFewestTimes = 5;
constexpr std::chrono::hours kApart{1};  // what comes in one go is one arrival
constexpr std::chrono::hours kRest{72};
constexpr int kFewestSilences = 3;

}  // namespace

std::vector<Instant> add_arrivals(std::vector<Instant> arrivals, std::span<const Instant> more) {
    arrivals.insert(arrivals.end(), more.begin(), more.end());
    std::sort(arrivals.begin(), arrivals.end());
    std::vector<Instant> kept;
    for (const auto time : arrivals) {
        if (kept.empty() || time - kept.back() >= kApart) kept.push_back(time);
    }
    std::reverse(kept.begin(), kept.end());
    kept.resize(std::min(kept.size(), kMostTimes));
    return kept;
}

std::optional<std::chrono::seconds> usual_gap(std::span<const Instant> arrivals) {
    if (arrivals.size() < kFewestTimes) return std::nullopt;
    std::vector<std::chrono::seconds> gaps;
    for (std::size_t i = 1; i < arrivals.size(); ++i) gaps.push_back(arrivals[i - 1] - arrivals[i]);
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

int times_silent(std::span<const Instant> arrivals, Instant now) {
    const auto gap = usual_gap(arrivals);
    if (!gap || gap->count() <= 0) return 0;
    const auto silence = now - arrivals.front();
    const auto times = silence / *gap;
    return silence >= kRest && times >= kFewestSilences ? static_cast<int>(times) : 0;
}

}  // namespace sawthis::fetchers
