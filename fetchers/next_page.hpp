#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fetchers/page_links.hpp"

namespace sawthis::fetchers {

/// The address where a listing goes on with what is older: rel=next (HTML standard §4.6.7.14), a
/// link that says "next" or "older" in one of some thirty languages, or the next number of a pager.
/// On the page's own host, never the page itself; nullopt if there is none. Whoever follows it
/// bounds how often, and stops where an address comes again.
[[nodiscard]] std::optional<std::string> find_next_page(std::string_view bytes,
                                                        const PageContext& context);

}  // namespace sawthis::fetchers
