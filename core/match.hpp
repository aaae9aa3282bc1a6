#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/text.hpp"

namespace sawthis {

/// What of a contact an article touches.
enum class Facet { company, team, industry, interest, project, place, person, role };

/// Good enough to be a reason to write, or only worth knowing.
enum class MatchKind : std::uint8_t { opener, alert };

/// Whether the news is good for what of the contact it touches, or hard: a defeat of their team, a
/// success of its rival, layoffs where they work.
enum class Mood { neutral, good, hard };

enum class ArticlePart { title, text };

/// Where in an article a watch was found: bytes of its title or text.
struct Evidence {
    ArticlePart part = ArticlePart::title;
    Span span;
    auto operator<=>(const Evidence&) const = default;
};

/// An article meeting one facet of a contact. Unique per contact, article and facet.
struct Match {
    ContactId contact;
    ArticleId article;
    Facet facet = Facet::company;
    MatchKind kind = MatchKind::alert;
    double score = 0;      // comparable across a contact's matches; 0 to 1, higher is better
    double chance = 0;     // probability that the user would send it, were it new
    bool perhaps = false;  // a name stands there that may mean something else
    std::chrono::hours shelf_life{7 * 24};  // how long such news stays new
    std::uint64_t target = 0;               // what of the contact matched (matcher::TargetKey)
    Mood mood = Mood::neutral;              // hard if sensitive
    std::string event;  // what the headline tells ("acquisition"); empty if not known
    bool sensitive = false;
    std::string sensitive_why;  // the words that made it so ("layoffs"); empty unless sensitive
    std::string watch;  // what of the contact matched, as the user wrote it ("New York Giants")
    std::vector<Evidence> evidence;  // in order of part, then place; never empty
    std::string reason;  // one sentence: why the article is about this facet of the contact
    bool operator==(const Match&) const = default;
};

inline constexpr std::array<std::string_view, 8> kFacetNames{
    "company", "team", "industry", "interest", "project", "place", "person", "role"};

[[nodiscard]] constexpr std::string_view name_of(Facet facet) {
    return kFacetNames[static_cast<std::size_t>(facet)];
}
[[nodiscard]] constexpr std::optional<Facet> facet_of(std::string_view name) {
    for (std::size_t i = 0; i < kFacetNames.size(); ++i) {
        if (kFacetNames[i] == name) return static_cast<Facet>(i);
    }
    return std::nullopt;
}
[[nodiscard]] constexpr std::string_view name_of(MatchKind kind) {
    return kind == MatchKind::opener ? "opener" : "alert";
}

[[nodiscard]] constexpr std::string_view name_of(Mood mood) {
    return mood == Mood::good ? "good" : mood == Mood::hard ? "hard" : "neutral";
}

/// What the user calls a match by: "ana-ruiz:1204", the contact's key and the article's number.
[[nodiscard]] inline std::string match_key(std::string_view contact_key, ArticleId article) {
    return std::string(contact_key) + ':' + std::to_string(article.value);
}

}  // namespace sawthis
