#pragma once

#include <string>

#include "fetchers/page_meta.hpp"

namespace sawthis::fetchers {

/// Who wrote the article: names separated by ", "; empty where the page names nobody.
[[nodiscard]] std::string byline_of(const PageMeta& meta, std::string_view site_name);

}  // namespace sawthis::fetchers
