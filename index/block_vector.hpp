#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace sawthis::index {

/// A vector that grows by blocks of `kBlock` elements: nothing is copied to where there is room for
/// more, next to nothing lies unused, and blocks are large enough to leave no holes in the heap.
template <class T, std::size_t kBlock = (std::size_t{256} << 10U) / sizeof(T)>
class BlockVector {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T& operator[](std::size_t at) { return blocks_[at / kBlock][at % kBlock]; }
    [[nodiscard]] const T& operator[](std::size_t at) const {
        return blocks_[at / kBlock][at % kBlock];
    }

    void push_back(T value) {
        if (size_ == blocks_.size() * kBlock) blocks_.push_back(std::make_unique<T[]>(kBlock));
        (*this)[size_++] = std::move(value);
    }

    /// Keeps those for which `is_kept(element)`, in their order.
    template <class Fn>
    void keep_if(Fn&& is_kept) {
        std::size_t kept = 0;
        for (std::size_t at = 0; at < size_; ++at) {
            if (!is_kept((*this)[at])) continue;
            if (kept != at) (*this)[kept] = std::move((*this)[at]);
            ++kept;
        }
        size_ = kept;
        blocks_.resize((size_ + kBlock - 1) / kBlock);
    }

private:
    std::vector<std::unique_ptr<T[]>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace sawthis::index
