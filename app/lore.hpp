#pragma once

#include <cstdint>
#include <span>

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/profile.hpp"

namespace sawthis::app {

enum class KeepLore : std::uint8_t { no, yes };

/// What the article index has learnt of the words that contacts use: how rare each is, and which
/// others go with their interests, projects and trades, and with companies whose names mean other
/// things too. Without an index words are as rare as in any news. Bounded: learns for at most a
/// thousand subjects, those of most contacts first. What was kept of them (app/kept_lore.hpp) is
/// not learnt again; to keep what is learnt now takes write access.
[[nodiscard]] Result<matcher::Lore> learn_lore(App& app, std::span<const Contact> contacts,
                                               KeepLore keep = KeepLore::no);

}  // namespace sawthis::app
