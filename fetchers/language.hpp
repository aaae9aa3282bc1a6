#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// "en" of "en-US" or "EN_us" (BCP 47 primary subtag); empty if `tag` is none.
[[nodiscard]] std::string primary_language(std::string_view tag);

/// How much of a text is looked at for its language, from its start. On the texts of some five
/// hundred feeds it gave no other language than four times as much, which takes twice as long.
inline constexpr std::size_t kLanguageSampleBytes = 1'024;

/// The language of a plain text, by its words; empty if that is not sure.
[[nodiscard]] std::string detect_language(std::string_view text);

}  // namespace sawthis::fetchers
