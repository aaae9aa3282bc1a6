#pragma once

#include <string>
#include <string_view>

/// The titles that a page gives, and the name of its site in them.
namespace sawthis::fetchers {

/// One line of plain text. References that were escaped twice are still there after parsing, as
/// markup may be.
[[nodiscard]] std::string clean_title(std::string_view text);

/// Letters and digits only, case and accents gone.
[[nodiscard]] std::string letters_of(std::string_view text);

/// True if `part` is the site's name or the name in its host; either may be empty.
[[nodiscard]] bool names_site(std::string_view part, std::string_view site_name,
                              std::string_view page_url);

/// The title without the site's name before or after a separator. A title may carry section and
/// site, so the end is looked at twice.
[[nodiscard]] std::string without_site(std::string title, std::string_view site_name,
                                       std::string_view page_url);

/// What stands behind the last or before the first separator and is the name in the page's host;
/// empty if nothing is.
[[nodiscard]] std::string site_in_title(const std::string& title, std::string_view page_url);

}  // namespace sawthis::fetchers
