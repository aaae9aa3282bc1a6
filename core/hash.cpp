#include "core/hash.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace sawthis {

namespace {

constexpr std::size_t kLanes = 4;

using Lanes = std::array<ChainedText, kLanes>;

/// As many bytes of each as the shortest has.
void add_common_start(Lanes& lanes) {
    std::size_t size = lanes[0].bytes.size();
    for (const auto& lane : lanes) size = std::min(size, lane.bytes.size());
    auto [a, b, c, d] =
        std::array{*lanes[0].chain, *lanes[1].chain, *lanes[2].chain, *lanes[3].chain};
    for (std::size_t i = 0; i < size; ++i) {
        a.add(lanes[0].bytes[i]);
        b.add(lanes[1].bytes[i]);
        c.add(lanes[2].bytes[i]);
        d.add(lanes[3].bytes[i]);
    }
    std::size_t lane = 0;
    for (const auto& chain : {a, b, c, d}) {
        *lanes[lane].chain = chain;
        lanes[lane++].bytes.remove_prefix(size);
    }
}

}  // namespace

void add_side_by_side(std::span<const ChainedText> texts) {
    Lanes lanes;
    std::size_t filled = 0;
    for (const auto& text : texts) {
        lanes.at(filled++) = text;
        if (filled < kLanes) continue;
        add_common_start(lanes);
        const auto unfinished = std::remove_if(lanes.begin(), lanes.end(),
                                               [](const auto& lane) { return lane.bytes.empty(); });
        filled = static_cast<std::size_t>(unfinished - lanes.begin());
    }
    for (std::size_t lane = 0; lane < filled; ++lane)
        lanes.at(lane).chain->add(lanes.at(lane).bytes);
}

std::uint64_t stable_hash(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace sawthis
