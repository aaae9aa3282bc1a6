#pragma once

#include <cstddef>
#include <span>

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/profile.hpp"

namespace sawthis::app {

/// Subjects that are learnt for: those of most contacts first.
inline constexpr std::size_t kMostSubjects = 1'000;

struct LoreOptions {
    bool keep = false;  // what is learnt now, which takes write access
    std::size_t most_subjects = kMostSubjects;
};

struct Learnt {
    matcher::Lore lore;
    std::size_t articles = 0;  // in the index when it was learnt; 0 without one
    bool all = true;           // every subject had its turn
};

/// What the article index has learnt of the words that contacts use: how rare each is, and which
/// others go with their interests, projects and trades, and with companies whose names mean other
/// things too. Without an index words are as rare as in any news. What was kept of them
/// (app/kept_lore.hpp) is not learnt again.
[[nodiscard]] Result<Learnt> learn_lore(App& app, std::span<const Contact> contacts,
                                        const LoreOptions& options = {});

}  // namespace sawthis::app
