#pragma once

#include <span>
#include <string>
#include <vector>

#include "notifier/digest_builder.hpp"

namespace sawthis::notifier {

/// The openers of one digest with medium, subject and draft, from contact, article, facet and
/// stage; texts from outside are made one line and shortened, never trusted. The same candidates in
/// the same order always give the same words, and no two read alike as long as there are words
/// left.
[[nodiscard]] std::vector<Opener> draft_openers(std::span<const Candidate* const> candidates,
                                                const std::string& user_name, Instant now);

}  // namespace sawthis::notifier
