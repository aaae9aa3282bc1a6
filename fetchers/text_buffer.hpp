#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "core/byte_block.hpp"

namespace sawthis::fetchers {

/// Where a text is written that is made of a longer one: by pointer and in blocks, since a string
/// that grows piece by piece would cost more than the reading. Writers take end(), go on by a
/// pointer of their own and give it back; reserve() makes room. Short texts need no memory.
class TextBuffer {
public:
    explicit TextBuffer(std::size_t size) { static_cast<void>(reserve(text_, size)); }
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;
    ~TextBuffer() = default;

    /// Makes room for `size` more bytes behind `end`, and one block that reaches over them. Where
    /// the text ends then.
    [[nodiscard]] char* reserve(char* end, std::size_t size) {
        const auto used = static_cast<std::size_t>(end - text_);
        const std::size_t wanted = used + size + sizeof(ByteBlock);
        if (wanted <= capacity_) return end;
        capacity_ = std::max(wanted, capacity_ * 2);
        auto wider = std::make_unique_for_overwrite<char[]>(capacity_);
        std::memcpy(wider.get(), text_, used);
        long_ = std::move(wider);
        text_ = long_.get();
        return text_ + used;
    }

    [[nodiscard]] char* begin() { return text_; }

    /// What stands before `end`.
    [[nodiscard]] std::string_view view(const char* end) const {
        return {text_, static_cast<std::size_t>(end - text_)};
    }

private:
    std::array<char, 1024> short_;
    std::unique_ptr<char[]> long_;
    char* text_ = short_.data();
    std::size_t capacity_ = sizeof short_;
};

/// Writes all of `text` at `to`; where it ends.
[[nodiscard]] inline char* put(char* to, std::string_view text) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

}  // namespace sawthis::fetchers
