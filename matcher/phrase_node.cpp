#include "matcher/phrase_node.hpp"

#include <bit>

namespace sawthis::matcher {

namespace {

/// Buckets of keys with the same high bits hold about this many, which is sorted within the cache.
constexpr std::size_t kBucketNodes = 256;

}  // namespace

void sort_nodes(std::vector<PhraseNode>& nodes) {
    const auto bits = std::bit_width(nodes.size() / kBucketNodes);
    if (bits > 0) {
        const auto bucket_of = [shift = 64 - bits](const PhraseNode& node) {
            return static_cast<std::size_t>(node.key >> shift);
        };
        std::vector<std::size_t> ends((std::size_t{1} << bits) + 1);
        for (const auto& node : nodes) ++ends[bucket_of(node) + 1];
        for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
        std::vector<PhraseNode> spread(nodes.size());
        for (const auto& node : nodes) spread[ends[bucket_of(node)]++] = node;
        nodes.swap(spread);
        std::size_t begin = 0;
        for (const std::size_t end : ends) {  // the last bucket's stands twice
            const auto at = nodes.begin();
            std::sort(at + static_cast<std::ptrdiff_t>(begin),
                      at + static_cast<std::ptrdiff_t>(end));
            begin = end;
        }
    } else {
        std::sort(nodes.begin(), nodes.end());
    }
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace sawthis::matcher
