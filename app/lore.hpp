#pragma once

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/profile.hpp"

namespace sawthis::app {

/// What the article index has learnt of the words that contacts use: how rare each is, and which
/// others go with their interests, projects and trades, and with companies whose names mean other
/// things too. Without an index words are as rare as in any news. Bounded: learns for at most
/// `most_subjects`, those of most contacts first.
[[nodiscard]] Result<matcher::Lore> learn_lore(App& app, std::span<const Contact> contacts,
                                               std::size_t most_subjects = 1'000);

}  // namespace sawthis::app
