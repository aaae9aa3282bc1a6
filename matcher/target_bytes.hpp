#pragma once

#include <string>
#include <string_view>

#include "matcher/profile.hpp"

namespace sawthis::matcher {

/// A target as its judges see it, in bytes: without what was written, its phrases and its trade.
[[nodiscard]] std::string encode_target(const Target& target);
/// Into `target`, whose memory is used again. False: the bytes are none of ours; it is empty then.
[[nodiscard]] bool decode_target(std::string_view bytes, Target& target);

}  // namespace sawthis::matcher
