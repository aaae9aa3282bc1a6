#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Names of people in by-lines, as texts alone.
namespace sawthis::fetchers {

inline constexpr std::size_t kLongestName = 60;

/// A name of a person as far as can be told: without "By" and what stands behind it; empty if it is
/// none, or that of the site. At most twice kLongestName, as it may be several people.
[[nodiscard]] std::string clean_name(std::string_view text, std::string_view site_name);

/// Two to four words, each with a capital: "Anna de Vries" is left to other places.
[[nodiscard]] bool looks_like_name(std::string_view name);

/// The people of "KIM LEE and ANA GARCÍA, Staff Writers", separated by ", "; empty if something
/// there is no name.
[[nodiscard]] std::string listed_names(std::string_view text);

}  // namespace sawthis::fetchers
