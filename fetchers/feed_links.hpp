#pragma once

#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// `reference` as it stands in a feed, blanks around it dropped, against `base`. Schemes that name
/// no page on the web stay as they are (gemini:, tag:), as does what no base makes absolute; empty
/// for schemes that a reader would run or open (javascript:, data:, file:).
[[nodiscard]] std::string resolve_link(std::string_view base, std::string_view reference);

/// Starts with http:// or https://, case ignored.
[[nodiscard]] bool is_web_address(std::string_view text);

}  // namespace sawthis::fetchers
