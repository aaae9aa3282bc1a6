#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sawthis::index {

/// A word of a text: as it stands, and as it is compared.
struct StoryToken {
    std::uint64_t exact = 0;
    std::uint32_t word = 0;  // 0: a function word; the lowest bit tells numbers from others
};

/// The first `most` words of a text. Plurals, British and American spellings, and numbers with and
/// without currency are one word; figures with a point or comma ("1,200") are one too.
[[nodiscard]] std::vector<StoryToken> read_story_tokens(std::string_view original,
                                                        std::size_t most);

}  // namespace sawthis::index
