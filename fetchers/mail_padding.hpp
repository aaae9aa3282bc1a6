#pragma once

#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// `text` without the characters of no width that mails are padded with: the preview of an inbox
/// shall end there. Joiners stay between the letters of scripts, and the parts of emoji, that need
/// them.
[[nodiscard]] std::string without_padding(std::string_view text);

}  // namespace sawthis::fetchers
