#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/block_vector.hpp"

namespace sawthis::index {

/// From a 32-bit key to the articles that have it, where most keys are of one article: about eleven
/// bytes for each key of an article, and what is there is not copied as more come. Every article
/// has the same number of keys; 0 stands for none.
class KeyChains {
public:
    explicit KeyChains(std::size_t keys_each) : keys_each_(keys_each) {}

    /// Takes in the keys (keys_each of them) of the next article; the first has the number 0.
    void add(std::span<const std::uint32_t> keys);

    /// Calls `fn(article)`, which says whether to go on, for those that have `key`, the latest
    /// first.
    template <class Fn>
    void for_latest(std::uint32_t key, Fn&& fn) const {
        if (key == 0 || heads_.empty()) return;
        for (std::uint32_t at = heads_[head_of(key)]; at != 0; at = links_[at - 1].earlier) {
            if (links_[at - 1].key != key) continue;
            if (!fn(static_cast<std::uint32_t>((at - 1) / keys_each_))) return;
        }
    }

private:
    struct Link {
        std::uint32_t key = 0;
        std::uint32_t earlier = 0;  // the link before it in its chain, counted from 1; 0: none
    };

    [[nodiscard]] std::size_t head_of(std::uint32_t key) const;
    void grow();

    std::size_t keys_each_;
    std::vector<std::uint32_t> heads_;  // a power of two; the latest link of each chain
    BlockVector<Link, 1U << 15U> links_;
};

}  // namespace sawthis::index
