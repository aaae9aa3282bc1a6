#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/text.hpp"
#include "matcher/stemmer.hpp"

namespace sawthis::matcher {

/// A word as the article index knows it: "AT&T", "don't", "3.5" and "C++" are one each; Han and
/// kana stand alone.
struct QueryWord {
    std::string normal;  // fold_case()
    std::string stem;    // of its article's language; empty in queries
    Span span;
};

/// Words in order, without stems.
[[nodiscard]] std::vector<QueryWord> split_query_words(std::string_view text);

/// Where words of a query are looked for.
enum class QueryField { any, title, text, author, source };  // any: title or text

/// An article as queries see it.
struct QueryArticle {
    /// Reads at most 1 MiB of the text, as the index does. The article must outlive it.
    QueryArticle(const Article& about, Stemmer& stemmer);

    [[nodiscard]] const std::vector<QueryWord>& words(QueryField field) const;

    const Article& article;
    std::array<std::vector<QueryWord>, 4> fields;  // title, text, author, source
};

}  // namespace sawthis::matcher
