#include "index/key_chains.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace sawthis::index {

namespace {

constexpr std::size_t kLeastHeads = 1024;
constexpr std::size_t kLinksOfHead = 2;  // on average, at most

}  // namespace

std::size_t KeyChains::head_of(std::uint32_t key) const {
    return (std::uint64_t{key} * 0x9E3779B97F4A7C15ULL >> 20U) & (heads_.size() - 1);
}

void KeyChains::grow() {
    heads_.assign(std::max(kLeastHeads, heads_.size() * 2), 0);
    for (std::uint32_t at = 0; at < links_.size(); ++at) {
        Link& link = links_[at];
        if (link.key != 0) link.earlier = std::exchange(heads_[head_of(link.key)], at + 1);
    }
}

void KeyChains::add(std::span<const std::uint32_t> keys) {
    assert(keys.size() == keys_each_);
    if (links_.size() + keys.size() > heads_.size() * kLinksOfHead) grow();
    for (const auto key : keys) {
        const auto number = static_cast<std::uint32_t>(links_.size() + 1);
        links_.push_back({key, key == 0 ? 0 : std::exchange(heads_[head_of(key)], number)});
    }
}

}  // namespace sawthis::index
