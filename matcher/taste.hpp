#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/feedback.hpp"
#include "core/match.hpp"
#include "matcher/judgement.hpp"

/// What the user's answers teach.
namespace sawthis::matcher {

/// What was taught about one contact.
struct Taste {
    std::uint32_t contact = 0;
    TargetKey target = 0;  // about what of theirs
    float shift = 0;       // added to the logits of what it finds
    bool never = false;    // what it finds is not shown
    StoryId wrong_in;      // nor in this story, which is about something else
    bool operator==(const Taste&) const = default;
};

/// What one word of the user teaches of a contact: sent raises what it was about, dismiss lowers it
/// a little, wrong and not-person lower it more and end it for that story, never ends it; later
/// says nothing of taste.
[[nodiscard]] std::optional<Taste> taste_of(const Feedback& feedback);

/// Of each contact, article and facet what was said last, in the order given (oldest first).
[[nodiscard]] std::vector<Feedback> last_words(std::span<const Feedback> feedback);

/// Added to the logits of matches of a facet, for all contacts.
using FacetShifts = std::array<float, kFacetNames.size()>;
inline constexpr float kMostFacetShift = 0.5F;

/// How much more or less the user makes of a facet: from how many of its matches were sent and how
/// many refused, ten of each taken for granted, so that it moves slowly; within kMostFacetShift.
[[nodiscard]] FacetShifts facet_shifts(std::span<const Feedback> last_words);

}  // namespace sawthis::matcher
