#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "index/article_index.hpp"

namespace sawthis::index {

/// See ArticleIndex::expand(). Throws what the database throws.
[[nodiscard]] std::vector<Expansion> expand_subject(const Xapian::Database& database,
                                                    const Subject& subject, std::size_t most,
                                                    const std::string& language);

}  // namespace sawthis::index
