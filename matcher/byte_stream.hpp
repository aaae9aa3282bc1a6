#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sawthis::matcher {

/// Numbers and short texts as bytes, the lowest byte of a number first.
class ByteWriter {
public:
    void number(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    void text(std::string_view text) {  // its first 255 bytes
        const std::size_t size = std::min<std::size_t>(text.size(), 255);
        number(size, 1);
        bytes_.append(text, 0, size);
    }
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// What a ByteWriter wrote. Reading beyond the end gives zeros and is told by ok().
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t number(std::size_t size) {
        if (bytes_.size() - at_ < size) {
            ok_ = false;
            return 0;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(bytes_[at_ + i])} << (8 * i);
        }
        at_ += size;
        return value;
    }
    std::string text() {
        const auto size = number(1);
        if (bytes_.size() - at_ < size) {
            ok_ = false;
            return {};
        }
        at_ += size;
        return std::string(bytes_.substr(at_ - size, size));
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

}  // namespace sawthis::matcher
