#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/opener.hpp"

namespace sawthis::notifier {

/// A match with what it joins: what a digest chooses from.
struct Candidate {
    Contact contact;
    Article article;
    Match match;
    std::vector<std::string> other_publishers;  // of the same story
    double novelty = 1;                         // notifier::novelty() for the contact
    std::optional<Instant>
        came_back;  // the user put it off until then: its age is counted from there
};

struct DigestOptions {
    std::size_t limit = 4;
    std::chrono::hours max_age{14 * 24};  // older articles are no news to write about
    std::string user_name;                // signs the drafts; empty: unsigned
    std::size_t most_with_care = 3;       // hard news listed
};

/// Stands in each draft, once, where the user's own sentence belongs: a message without one is not
/// theirs.
inline constexpr std::string_view kDraftHole = "[your line here]";

/// The best candidates as openers, best first: kind opener and not sensitive, fresh, one for a
/// person, one for a story, at most `limit`. Serves as many people as the limit allows and, among
/// the ways to do so, takes the one with the highest sum of worth; so a person's only story is not
/// spent on somebody who has another. Worth is chance x freshness x novelty, lowered for variety
/// where better ones of other people have the same facet or tell nearly the same. Ties are broken
/// by the article's time, then by contact, so that the same candidates in any order give the same
/// digest. What is sensitive is never an opener: where it would be one, it is listed with care, one
/// for a person and for a story.
[[nodiscard]] Digest build_digest(std::span<const Candidate> candidates,
                                  const DigestOptions& options, Instant now);

}  // namespace sawthis::notifier
