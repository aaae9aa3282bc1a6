#pragma once

#include <string>

#include "fetchers/page_meta.hpp"

namespace sawthis::fetchers {

/// Who wrote the article: names separated by ", "; empty where the page names nobody. What the page
/// declares comes first, then what it names an author, then a "By ..." near the heading `headline`.
[[nodiscard]] std::string byline_of(const PageMeta& meta, std::string_view site_name,
                                    NodeId headline);

}  // namespace sawthis::fetchers
