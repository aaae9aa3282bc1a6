#pragma once

#include <cstdint>

namespace sawthis::matcher {

/// Raised with every change after which the same article and contact may match otherwise: matches
/// stored under another revision are found anew. Below 1,000.
inline constexpr std::int64_t kMatcherRevision = 35;

}  // namespace sawthis::matcher
