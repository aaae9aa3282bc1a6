#pragma once

#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// "en" of "en-US" or "EN_us" (BCP 47 primary subtag); empty if `tag` is none.
[[nodiscard]] std::string primary_language(std::string_view tag);

/// The language of a plain text, by its words; empty if that is not sure.
[[nodiscard]] std::string detect_language(std::string_view text);

}  // namespace sawthis::fetchers
