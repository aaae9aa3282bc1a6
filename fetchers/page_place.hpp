#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/html_tree.hpp"
#include "fetchers/page_date.hpp"

namespace sawthis::fetchers {

/// Where relative links of the page start: its base element if that is http(s), else `page_url`.
[[nodiscard]] std::string base_url_of(const HtmlTree& tree, std::string_view page_url);

/// What the html element calls the page's language: "en-US", or empty.
[[nodiscard]] std::string_view language_of(const HtmlTree& tree);

/// How the page means "03/04/2026": American English puts the month first.
[[nodiscard]] DayOrder day_order_of(const HtmlTree& tree, std::string_view page_url);

/// Path segments of an absolute URL, lower case: {"news", "2026", "a-title"}.
[[nodiscard]] std::vector<std::string> path_segments(std::string_view url);

}  // namespace sawthis::fetchers
