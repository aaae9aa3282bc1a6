#pragma once

#include <string_view>

#include "core/match.hpp"
#include "matcher/article_view.hpp"

/// What stands beside a name says whether it is one, and whether the sentence is about it.
namespace sawthis::matcher {

/// What companies do and have: "Gap said", "Gap shares".
[[nodiscard]] bool is_business_word(std::string_view word);

/// How much the words beside one mention say that it is a company; below 0: something else.
[[nodiscard]] double weigh_neighbours(const Evidence& mention, const ArticleView& view);

/// Whether capitals say something where the mention stands: not in a headline in title case.
[[nodiscard]] inline bool shows_case(const Evidence& mention, const ArticleView& view) {
    return mention.part == ArticlePart::text || !view.title_case;
}

/// Whether the text names it without telling anything of it: where its sender is to be followed or
/// has an account, who brings the news or where it appeared first, in another article's headline,
/// where shares are listed.
[[nodiscard]] bool is_beside_the_news(const Evidence& mention, const ArticleView& view);

/// Whether the name is part of a longer one: "Delta Force", "Orange County", "Justin Sun".
[[nodiscard]] bool is_in_longer_name(const Evidence& mention, const ArticleView& view);

/// Whether it ends somebody's name: "Bobby Charlton".
[[nodiscard]] bool ends_a_name(const Evidence& mention, const ArticleView& view);

/// Whether somebody of its team follows: "Norway international", "Japan's coach".
[[nodiscard]] bool is_of_players(const Evidence& mention, const ArticleView& view);

/// Whether it says whose or from where something is: "Germany's", "from Japan".
[[nodiscard]] bool is_origin(const Evidence& mention, const ArticleView& view);

/// Whether what follows makes another place of it: "Washington College", "Kentucky State".
[[nodiscard]] bool begins_a_place(const Evidence& mention, const ArticleView& view);

/// Whether it stands among others of its kind: "A, B and C", "companies like B".
[[nodiscard]] bool is_listed(const Evidence& mention, const ArticleView& view);

/// Whether it stands in one row with what is surely a company: "Airbus, Boeing and Canada's
/// Bombardier".
[[nodiscard]] bool is_among_companies(const Evidence& mention, const ArticleView& view);

/// Whether it is what an exchange calls a company: BA of "Boeing (NYSE: BA)" is no British Airways.
[[nodiscard]] bool is_symbol(const Evidence& mention, const ArticleView& view);

/// Whether it is the letters of a state behind a town: CA of "Monterey, CA 93940" is no Computer
/// Associates.
[[nodiscard]] bool is_state(const Evidence& mention, const ArticleView& view);

/// Whether a preposition stands before it: what is said is said of something else.
[[nodiscard]] bool is_governed(const Evidence& mention, const ArticleView& view);

/// Whether it is said to be where something happens: "in India", "AUSTIN, Texas", "in Austin,
/// Texas", but not "in India's second match".
[[nodiscard]] bool is_place_of(const Evidence& mention, const ArticleView& view);

}  // namespace sawthis::matcher
