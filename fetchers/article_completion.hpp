#pragma once

#include <optional>
#include <string_view>

#include "core/article.hpp"
#include "fetchers/page_article.hpp"

namespace sawthis::fetchers {

/// Whether `text` reads like less than an article: under 800 characters, or under 4,000 and cut off
/// ("…", "[...]", "Read more").
[[nodiscard]] bool is_teaser(std::string_view text);

/// `article` with what its page says: the longer text (256 KiB at most), and author, language and
/// day where it has none; also the title, where the source gave one cut short or none. nullopt if
/// the page gives no more text than there is, or speaks of something else (a wall, a home page):
/// less than half of the title's words stand on it.
[[nodiscard]] std::optional<Article> complete_article(const Article& article,
                                                      const PageArticle& page);

}  // namespace sawthis::fetchers
