#pragma once

#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/link_candidates.hpp"

namespace sawthis::fetchers {

/// Those of `links` that the user's rule picks: RE2 on the absolute URL when it starts with "re:",
/// else a CSS selector of the links or of what they stand in. Error bad_input: it does not parse.
[[nodiscard]] Result<std::vector<Link>> pick_links(const HtmlTree& tree, std::string_view rule,
                                                   std::vector<Link> links);

}  // namespace sawthis::fetchers
