#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <memory>
#include <utility>

namespace sawthis::matcher {

/// Values that a loop appends without a branch: it writes each behind the last and counts it only
/// if it is to stay. Memory is kept from use to use, and never filled with anything.
template <class T>
class Scratch {
public:
    void clear() { size_ = 0; }

    /// Where to write up to `most` more values. What was there may move.
    [[nodiscard]] T* room_for(std::size_t most) {
        if (size_ + most > capacity_) grow(size_ + most);
        return values_.get() + size_;
    }

    /// Counts those written to room_for() from its begin on.
    void keep(std::size_t count) {
        assert(size_ + count <= capacity_);
        size_ += count;
    }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const T* begin() const { return values_.get(); }
    [[nodiscard]] const T* end() const { return values_.get() + size_; }

private:
    void grow(std::size_t least) {
        const std::size_t capacity = std::max(least, 2 * capacity_);
        auto values = std::make_unique_for_overwrite<T[]>(capacity);
        std::copy(begin(), end(), values.get());
        values_ = std::move(values);
        capacity_ = capacity;
    }

    std::unique_ptr<T[]> values_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace sawthis::matcher
