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
/// that grows piece by piece would cost more than the reading. There must be room for what is put;
/// reserve() makes it, and a block counts whole. Short texts need no memory of their own.
class TextBuffer {
public:
    explicit TextBuffer(std::size_t size) { reserve(size); }
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;
    ~TextBuffer() = default;

    /// Makes room for `size` more bytes, and one block that reaches over them.
    void reserve(std::size_t size) {
        const std::size_t wanted = size_ + size + sizeof(ByteBlock);
        if (wanted <= capacity_) return;
        capacity_ = std::max(wanted, capacity_ * 2);
        auto wider = std::make_unique_for_overwrite<char[]>(capacity_);
        std::memcpy(wider.get(), text_, size_);
        long_ = std::move(wider);
        text_ = long_.get();
    }

    void put(char c) { text_[size_++] = c; }
    void put(std::string_view text) {
        std::memcpy(text_ + size_, text.data(), text.size());
        size_ += text.size();
    }
    /// The first `count` bytes of `block`.
    void put(ByteBlock block, std::size_t count) {
        store_block(text_ + size_, block);
        size_ += count;
    }

    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] std::string_view view() const { return {text_, size_}; }

private:
    std::array<char, 1024> short_;
    std::unique_ptr<char[]> long_;
    char* text_ = short_.data();
    std::size_t size_ = 0;
    std::size_t capacity_ = sizeof short_;
};

}  // namespace sawthis::fetchers
