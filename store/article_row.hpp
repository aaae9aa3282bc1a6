#pragma once

#include "core/article.hpp"
#include "store/database.hpp"

namespace sawthis::store {

// Macros, since only literals join with literals, and only literals are SQL here.
#define SAWTHIS_ARTICLE_COLUMNS                                                            \
    "a.id, a.source, a.story, a.guid, a.url, a.title, a.author, a.publisher, a.language, " \
    "a.published, a.first_seen"
#define SAWTHIS_SELECT_ARTICLES       \
    "SELECT " SAWTHIS_ARTICLE_COLUMNS \
    ", t.text "                       \
    "FROM articles AS a JOIN article_texts AS t ON t.article = a.id "

/// SAWTHIS_ARTICLE_COLUMNS of a row: an article without its text.
[[nodiscard]] Article read_article_head(Query& row);

/// A row of SAWTHIS_SELECT_ARTICLES.
[[nodiscard]] Article read_article(Query& row);

}  // namespace sawthis::store
