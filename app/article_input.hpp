#pragma once

#include <string>

#include "app/app.hpp"
#include "core/article.hpp"
#include "core/result.hpp"

namespace sawthis::app {

struct ArticleInput {
    Article article;
    bool known = false;  // it is one of the store's; else its id is 0
};

/// The article that `what` means: a number, guid or address of one that was taken in; else an
/// http(s) address, which is fetched as politely as any page; else a file ("-": standard input)
/// with a page, a feed (its first item) or plain text, the first line being the title. Nothing is
/// stored. Error not_found, network, malformed.
[[nodiscard]] Result<ArticleInput> read_article(App& app, const std::string& what);

/// An article of what a file holds. Error malformed: it is empty.
[[nodiscard]] Result<Article> article_of_text(std::string_view bytes, Instant now);

}  // namespace sawthis::app
