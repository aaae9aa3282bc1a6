#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "notifier/digest_builder.hpp"

namespace sawthis::notifier {

/// Remembers what was said, so that no two drafts of a digest read alike as long as there are words
/// left.
class Phrasebook {
public:
    /// The phrase least used so far; between equals the next one from `seed` on.
    [[nodiscard]] std::string_view pick(std::span<const std::string_view> phrases,
                                        std::uint64_t seed);

private:
    std::map<std::string_view, int> used_;
};

/// One of draft_openers(), with other words than those that `phrases` remembers.
[[nodiscard]] Opener draft_opener(const Candidate& candidate, const std::string& user_name,
                                  Instant now, Phrasebook& phrases);

}  // namespace sawthis::notifier
