#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "index/article_index.hpp"

namespace sawthis::index {

/// See ArticleIndex::expand(). Throws what the database throws.
[[nodiscard]] std::vector<Expansion> expand_sentence(const Xapian::Database& database,
                                                     std::string_view sentence, std::size_t most,
                                                     const std::string& language);

/// See ArticleIndex::expand_names(). Throws what the database throws.
[[nodiscard]] std::vector<Expansion> expand_names(const Xapian::Database& database,
                                                  std::span<const std::string> names,
                                                  std::size_t most, const std::string& language);

}  // namespace sawthis::index
