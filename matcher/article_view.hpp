#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/match.hpp"
#include "matcher/article_words.hpp"
#include "matcher/event.hpp"

namespace sawthis::matcher {

/// Where one term of a target stands in the article.
struct Hit {
    std::size_t term = 0;
    Evidence evidence;
};

/// An article as its judges see it.
struct ArticleView {
    const Article& article;
    bool title_case = false;               // the headline capitalises most of its words
    std::map<std::string, double> sports;  // how much each is spoken of
    // Teams that may be spoken of, by league: how much their names say so. Colleges' of one
    // nickname are one, under that, where it stands alone.
    std::map<std::string, std::map<std::string, double>> leagues;
    std::map<std::string, std::string> sport_of_league;  // of those
    bool has_score = false;  // "3-1" in the headline or the first sentences
    std::vector<std::pair<std::string_view, Span>> title_teams;  // full names; where they stand
    std::vector<Evidence> team_names;                            // where teams may be named
    std::vector<Evidence> companies;  // names that are hardly said of anything else
    Event event;

    [[nodiscard]] std::string_view part(ArticlePart which) const {
        return which == ArticlePart::title ? article.title : article.text;
    }
    [[nodiscard]] std::string_view words_at(const Evidence& place) const {
        return part(place.part).substr(place.span.begin, place.span.end - place.span.begin);
    }
};

/// Whether one stands where the other does, or inside it.
[[nodiscard]] bool stands_within(const Evidence& inner, const Evidence& outer);

/// Whether the words stand in a team's name, where the article is of sport: "Avalanche" is no
/// disaster there.
[[nodiscard]] bool is_in_team_name(const Evidence& words, const ArticleView& view);

[[nodiscard]] inline bool in_title(const Hit& hit) {
    return hit.evidence.part == ArticlePart::title;
}
[[nodiscard]] inline bool in_lead(const Hit& hit) {
    return in_title(hit) || hit.evidence.span.begin < kLeadBytes;
}

/// Whether most of the long words begin with a capital.
[[nodiscard]] bool is_title_case(std::string_view title);

/// The word beside a span, parted from it by a blank alone; empty if there is none.
[[nodiscard]] std::string_view word_before(std::string_view text, std::size_t begin);
[[nodiscard]] std::string_view word_after(std::string_view text, std::size_t end);

[[nodiscard]] bool has_capital(std::string_view word);

/// "113-85", "3-1": how games end.
struct Score {
    int left = 0;
    int right = 0;
    Span span;
};
[[nodiscard]] std::optional<Score> find_score(std::string_view text);

/// "Spurs 88, 76ers 80", as agencies head reports; `span` is that of the first points. nullopt if
/// the text says more, but for what stands in brackets behind.
[[nodiscard]] std::optional<Score> find_listed_score(std::string_view text);

}  // namespace sawthis::matcher
