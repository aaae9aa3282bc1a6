#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

#include "index/article_index.hpp"

namespace sawthis::index {

/// See ArticleIndex::document_frequencies(). Throws what the database throws.
[[nodiscard]] std::vector<TermCount> count_articles(const Xapian::Database& database,
                                                    std::span<const std::string> words,
                                                    const std::string& language);

}  // namespace sawthis::index
