#include "matcher/taste.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace sawthis::matcher {

std::optional<Taste> taste_of(const Feedback& feedback) {
    Taste taste;
    taste.target = feedback.target;
    switch (feedback.verdict) {
        case FeedbackVerdict::sent:
            taste.shift = 0.5F;
            return taste;
        case FeedbackVerdict::dismiss:
            taste.shift = -0.4F;
            return taste;
        case FeedbackVerdict::wrong:
        case FeedbackVerdict::not_person:
            taste.shift = -0.8F;
            taste.wrong_in = feedback.story;
            return taste;
        case FeedbackVerdict::never:
            taste.never = true;
            return taste;
        case FeedbackVerdict::later:
            return std::nullopt;
    }
    return std::nullopt;
}

std::vector<Feedback> last_words(std::span<const Feedback> feedback) {
    std::set<std::tuple<ContactId, ArticleId, Facet>> seen;
    std::vector<Feedback> last;
    for (auto one = feedback.rbegin(); one != feedback.rend(); ++one) {
        if (seen.emplace(one->contact, one->article, one->facet).second) last.push_back(*one);
    }
    std::reverse(last.begin(), last.end());
    return last;
}

FacetShifts facet_shifts(std::span<const Feedback> last_words) {
    constexpr float kPrior = 10;  // of each kind
    FacetShifts sent{};
    FacetShifts refused{};
    for (const Feedback& one : last_words) {
        const auto facet = static_cast<std::size_t>(one.facet);
        if (one.verdict == FeedbackVerdict::sent) {
            sent[facet] += 1;
        } else if (one.verdict != FeedbackVerdict::later) {
            refused[facet] += 1;
        }
    }
    FacetShifts shifts{};
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const float logit = std::log((sent[i] + kPrior) / (refused[i] + kPrior));
        shifts[i] = std::clamp(logit, -kMostFacetShift, kMostFacetShift);
    }
    return shifts;
}

}  // namespace sawthis::matcher
