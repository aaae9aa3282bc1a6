#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/page_links.hpp"

namespace sawthis::fetchers {

/// A feed that a page points to.
struct LinkedFeed {
    std::string url;        // absolute
    std::string title;      // of the link; may be empty
    bool declared = false;  // by a link element in the head, rather than shown to readers
    bool comments = false;  // what readers say, not what the site says
    bool operator==(const LinkedFeed&) const = default;
};

/// The feeds a page declares (link rel=alternate or rel=feed with a feed's type: RSS, Atom, JSON
/// Feed), then those its body links to by name or ending, each address once, at most 50.
[[nodiscard]] std::vector<LinkedFeed> find_linked_feeds(std::string_view bytes,
                                                        const PageContext& context);

}  // namespace sawthis::fetchers
