#pragma once

#include <chrono>
#include <span>
#include <string>
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
};

struct DigestOptions {
    std::size_t limit = 4;
    std::chrono::hours max_age{14 * 24};  // older articles are no news to write about
    std::string user_name;                // signs the drafts; empty: unsigned
};

/// The best candidates as openers, best first: kind opener and not sensitive, fresh, one for a
/// person, one for a story, at most `limit`. Ties are broken by the article's time, then by
/// contact, so that the same candidates always give the same digest.
[[nodiscard]] Digest build_digest(std::span<const Candidate> candidates,
                                  const DigestOptions& options, Instant now);

/// The medium, subject and draft of one opener, from contact, article and facet; texts from outside
/// are made one line and shortened, never trusted.
[[nodiscard]] Opener draft_opener(const Candidate& candidate, const std::string& user_name,
                                  Instant now);

}  // namespace sawthis::notifier
