#pragma once

#include <string_view>

namespace sawthis {

/// A canonical URL (net/url.hpp) less what sites answer to either way: scheme, "www." and slashes
/// at the end. For comparing only ("example.org/a"), as it cannot be fetched.
[[nodiscard]] std::string_view bare_address(std::string_view url);

}  // namespace sawthis
