#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sawthis::test {

/// Sends bytes to a loopback port and gives all that comes back until the other side closes. With
/// `half`, it says after them that there is no more to come.
std::string raw_exchange(std::uint16_t port, std::string_view bytes, bool half = false);

/// The status of an answer that raw_exchange() gave; 0 if it is none.
int status_of(std::string_view answer);

/// What stands behind its head.
std::string body_of(std::string_view answer);

}  // namespace sawthis::test
