#pragma once

#include <vector>

#include "core/article.hpp"
#include "core/source.hpp"
#include "fetchers/feed.hpp"

namespace sawthis::fetchers {

/// The articles of a feed in document order, ready to be stored (ids 0): canonical URL, plain text,
/// language (the entry's, the feed's, else detected), a stable guid (the entry's id, else its URL,
/// else a hash of title and text). A missing title is the text's first sentence, or else the
/// address without its scheme; entries that have none of these are left out. Titles are cut at
/// 1,000 characters, texts at 256 KiB; at most `max_articles` are made.
[[nodiscard]] std::vector<Article> make_articles(const Feed& feed, const Source& source,
                                                 Instant now, std::size_t max_articles = 1'000);

}  // namespace sawthis::fetchers
