#pragma once

#include <string_view>

namespace sawthis::matcher {

/// Whether an address is of the site, a domain in small letters, or of one within it:
/// "https://news.apple.com/1" is of apple.com, "https://apple.com.example/" is not. Nothing is of
/// an empty one.
[[nodiscard]] bool is_of_site(std::string_view url, std::string_view site);

}  // namespace sawthis::matcher
