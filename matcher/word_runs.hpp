#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/text.hpp"

namespace sawthis::matcher {

/// The runs of ASCII letters and digits in a part of a text: most are words as they stand.
/// Sixty-four bytes are looked at together, and what is left to do is to count bits.
class WordRuns {
public:
    /// The runs that end in the next two kilobytes or so of `text` from `from` on, which must not
    /// be amid one. Gives where to go on from; that is the text's size at the end.
    [[nodiscard]] std::size_t read(std::string_view text, std::size_t from);

    static constexpr std::size_t kMost = 1056;

    [[nodiscard]] std::size_t size() const { return edges_count_ / 2; }
    /// In bytes of the text.
    [[nodiscard]] Span operator[](std::size_t i) const {
        return {edges_[2 * i], edges_[2 * i + 1]};
    }

private:
    static constexpr std::size_t kBlock = 64;
    static constexpr std::size_t kPart = 2 * kMost - kBlock;

    bool add_block(std::uint64_t word_bytes, bool amid_run, std::size_t at);

    std::array<std::uint32_t, 2 * kMost> edges_;  // begin, end, begin, end, ...
    std::size_t edges_count_ = 0;
};

}  // namespace sawthis::matcher
