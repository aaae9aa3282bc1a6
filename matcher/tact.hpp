#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/match.hpp"
#include "core/result.hpp"

namespace sawthis::matcher {

/// A phrase of news that hurts somebody, and what the user is told it is ("layoffs").
struct TactPhrase {
    std::string phrase;
    std::string kind;   // empty: the phrase means nothing, though a part of it may
    bool sure = false;  // once in the first sentences is enough
    std::string near;   // a second phrase that must stand near the first; may be empty
    bool operator==(const TactPhrase&) const = default;
};

/// Reads knowledge/tact.txt, which documents its own form. Error malformed: "line 12: ...".
[[nodiscard]] Result<std::vector<TactPhrase>> parse_tact(std::string_view text);

struct ArticleView;

/// Where a phrase of the lexicon stands in an article.
struct TactHit {
    std::size_t phrase = 0;  // index into the lexicon
    bool is_near = false;    // the second phrase of it
    Evidence evidence;
};

/// What would hurt whom the article meets; each empty if nothing does. A breach or a lawsuit hurts
/// those whose company it is, not those who are interested in the subject; death and crime hurt
/// anybody.
struct Harm {
    std::string theirs;
    std::string anybody;
};

/// A report of a game uses such words for play ("shooting", "penalty").
[[nodiscard]] Harm read_harm(const std::vector<TactPhrase>& lexicon,
                             const std::vector<TactHit>& hits, const ArticleView& view);

}  // namespace sawthis::matcher
