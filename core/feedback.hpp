#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/id.hpp"
#include "core/match.hpp"
#include "core/time.hpp"

namespace sawthis {

/// What the user says of a match.
enum class FeedbackVerdict {
    sent,        // it was a good one: it went out
    dismiss,     // not this one
    later,       // a good one, at another time
    wrong,       // the name means something else here
    not_person,  // it is not about this contact's company, team or person at all
    never        // never what this was about again
};

inline constexpr std::array<std::string_view, 6> kFeedbackVerdicts{"sent",  "dismiss",    "later",
                                                                   "wrong", "not-person", "never"};

[[nodiscard]] constexpr std::string_view name_of(FeedbackVerdict verdict) {
    return kFeedbackVerdicts[static_cast<std::size_t>(verdict)];
}
[[nodiscard]] constexpr std::optional<FeedbackVerdict> feedback_verdict_of(std::string_view name) {
    for (std::size_t i = 0; i < kFeedbackVerdicts.size(); ++i) {
        if (kFeedbackVerdicts[i] == name) return static_cast<FeedbackVerdict>(i);
    }
    return std::nullopt;
}

/// Kept until the contact is forgotten; one that was taken back is not given any more.
struct Feedback {
    std::int64_t id = 0;
    ContactId contact;
    ArticleId article;
    StoryId story;  // of the article; 0 until it is grouped
    Facet facet = Facet::company;
    std::uint64_t target = 0;  // what of the contact it was about (matcher::TargetKey)
    FeedbackVerdict verdict = FeedbackVerdict::dismiss;
    Instant said_at{};
    bool operator==(const Feedback&) const = default;
};

}  // namespace sawthis
