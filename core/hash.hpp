#pragma once

#include <cstdint>
#include <string_view>

namespace sawthis {

/// XXH3, 64 bits: the same for the same bytes on every machine and in every version, so it may be
/// stored. Quick and well spread, but not safe against somebody who wants two texts to collide.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes);

}  // namespace sawthis
