#pragma once

#include "core/article.hpp"
#include "matcher/article_view.hpp"
#include "matcher/judgement.hpp"

namespace sawthis::matcher {

/// How many words of a sport stand there, of the one of which there are most; such as several
/// sports share count in part.
[[nodiscard]] double sport_votes(const ArticleView& view);

/// Whether words of some sport stand there, more than in passing: two in a text of some length.
[[nodiscard]] bool speaks_of_sport(const ArticleView& view);

/// What kind of news an article is, whomever it is for; see kArticleSignNames.
[[nodiscard]] ArticleSigns article_signs(const Article& article, const ArticleView& view);

}  // namespace sawthis::matcher
