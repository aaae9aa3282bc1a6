#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/match.hpp"

namespace sawthis::matcher {

/// What the model is told of an article and a target. What each number says depends on the slot:
/// the names in pair_model.cpp. All lie between -1 and 4.
inline constexpr std::size_t kSigns = 24;
using Signs = std::array<float, kSigns>;
inline constexpr std::size_t kArticleSigns = 26;
using ArticleSigns = std::array<float, kArticleSigns>;
inline constexpr std::size_t kPresent = 15;  // 1 in every finding and in every article's signs

inline constexpr std::size_t kGoodForIt = 16;  // of a finding by name: the news is good
inline constexpr std::size_t kBadForIt = 17;   // or bad for what is named

/// What a finding says of a contact, one for each facet.
enum class Slot : std::uint8_t { company, team, industry, interest, project, place, role, person };
inline constexpr std::size_t kSlots = 8;
[[nodiscard]] Facet facet_of(Slot slot);
/// Whether what was written is found by a bag of its words alone.
[[nodiscard]] constexpr bool is_sentence(Slot slot) {
    return slot == Slot::project || slot == Slot::role;
}

/// Known from run to run: made of what the user wrote of the contact (target_key()).
using TargetKey = std::uint64_t;

/// What one target and an article have to do with each other.
struct Finding {
    TargetKey target = 0;
    Slot slot = Slot::company;
    Signs signs{};
    std::vector<Evidence> evidence;  // at most kMaxEvidence, in order
    bool operator==(const Finding&) const = default;
};
inline constexpr std::size_t kMaxEvidence = 8;

/// What an article is to all contacts, as it is stored: judged once, for whoever shares a target.
struct Judgement {
    ArticleSigns signs{};       // of the article alone
    std::string event;          // what its headline tells ("acquisition"); may be empty
    std::string hurts_theirs;   // why it hurts those whose company or person it is about
    std::string hurts_anybody;  // why it hurts whoever it is for
    std::vector<Finding> findings;
    bool operator==(const Judgement&) const = default;
};

/// Signs are kept in 256 steps, so that decode(encode(j)) is near j and encode(decode(b)) is b.
[[nodiscard]] std::string encode(const Judgement& judgement);
/// nullopt if the bytes are none of ours, or of another version.
[[nodiscard]] std::optional<Judgement> decode_judgement(std::string_view bytes);

}  // namespace sawthis::matcher
