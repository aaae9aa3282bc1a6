#pragma once

#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// The text of an HTML fragment: tags dropped, references decoded once, script and style left out,
/// one line feed between block elements, white space squeezed. Linear; takes any bytes that are
/// UTF-8.
[[nodiscard]] std::string html_to_text(std::string_view html);

/// Character references decoded once, by the HTML standard's table (missing semicolons of old names
/// too).
[[nodiscard]] std::string decode_references(std::string_view text);

}  // namespace sawthis::fetchers
