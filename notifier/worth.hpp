#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/time.hpp"

/// What a match is worth this morning beside how good it is: factors from 0 to 1.
namespace sawthis::notifier {

/// 1 while the news is within its shelf life, then halved with every half of it.
[[nodiscard]] double freshness(std::chrono::seconds age, std::chrono::hours shelf_life);

/// What a contact was given before.
struct GivenBefore {
    std::uint64_t target = 0;  // what of theirs it was about; 0: not known
    std::string title;
    Instant when{};
};

/// Lower where the contact was lately given something about the same of theirs, and lower still
/// where it told nearly the same; it recovers within weeks.
[[nodiscard]] double novelty(std::span<const GivenBefore> given, std::uint64_t target,
                             std::string_view title, Instant now);

/// Whether two headlines tell nearly the same: they share most of the longer words of one.
[[nodiscard]] bool is_near(std::string_view title, std::string_view other);

/// For what comes after `others` people with the same kind of news, best first.
[[nodiscard]] double variety(std::size_t others);

}  // namespace sawthis::notifier
