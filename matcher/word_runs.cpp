#include "matcher/word_runs.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/byte_block.hpp"
#include "matcher/word_characters.hpp"

namespace sawthis::matcher {

namespace {

/// Bit i is set where byte i of the 64 at `bytes` is a letter or digit.
std::uint64_t find_word_bytes(const char* bytes) {
    std::uint64_t found = 0;
    for (unsigned i = 0; i < 4; ++i) {
        const ByteBlock block = load_block(bytes + i * sizeof(ByteBlock));
        const ByteBlock letter = (block | 0x20) - 'a';
        const ByteBlock digit = block - '0';
        found |= std::uint64_t{bits_of((letter < 26) | (digit < 10))} << (i * sizeof(ByteBlock));
    }
    return found;
}

}  // namespace

/// Gives whether a run goes on behind the block.
bool WordRuns::add_block(std::uint64_t word_bytes, bool amid_run, std::size_t at) {
    std::uint64_t edges = word_bytes ^ (word_bytes << 1 | (amid_run ? 1U : 0U));
    for (; edges != 0; edges &= edges - 1) {
        edges_[edges_count_++] =
            static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(edges)));
    }
    return word_bytes >> (kBlock - 1) != 0;
}

std::size_t WordRuns::read(std::string_view text, std::size_t from) {
    edges_count_ = 0;
    bool amid_run = false;
    std::size_t at = from;
    for (; at - from < kPart && at + kBlock <= text.size(); at += kBlock) {
        amid_run = add_block(find_word_bytes(text.data() + at), amid_run, at);
    }
    if (at - from < kPart && at < text.size()) {
        std::array<char, kBlock> last{};
        std::memcpy(last.data(), text.data() + at, text.size() - at);
        amid_run = add_block(find_word_bytes(last.data()), amid_run, at);
        at = text.size();
    }
    if (!amid_run) return at;
    if (edges_count_ > 1 && at < text.size()) return edges_[--edges_count_];  // whole the next time
    while (at < text.size() && kind_of(text[at]) == Kind::word) ++at;
    edges_[edges_count_++] = static_cast<std::uint32_t>(at);
    return at;
}

}  // namespace sawthis::matcher
