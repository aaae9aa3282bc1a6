#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/source.hpp"

namespace sawthis::fetchers {

struct OpmlReading {
    std::vector<Source> sources;  // ids 0, each URL once
    std::vector<std::string>
        problems;  // one line each: an outline that is left out, or a damaged document
};

/// The sources of an OPML 1.0 or 2.0 list (http://opml.org/spec2.opml). Groups become tags: a feed
/// in "AI" within "Tech" has the tag "Tech/AI"; what stands in `category` is added. `include`
/// outlines are not followed. Error malformed: no OPML.
[[nodiscard]] Result<OpmlReading> parse_opml(std::string_view bytes);

/// The sources as OPML 2.0, grouped by their first tag, so that parse_opml() gives the same sources
/// back.
[[nodiscard]] std::string format_opml(std::span<const Source> sources);

}  // namespace sawthis::fetchers
