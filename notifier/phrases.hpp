#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/contact.hpp"
#include "core/match.hpp"

/// What drafts are made of. Short, in a friend's words, without a pitch. None congratulates:
/// whether there is cause for joy is for the user to see and to say, in the line that is theirs.
namespace sawthis::notifier {

using Phrases = std::span<const std::string_view>;

/// First sentences for a facet; "{watch}" stands for what of the contact matched.
[[nodiscard]] Phrases openings_for(Facet facet);
[[nodiscard]] Phrases openings_for_own_name();   // the article names the contact
[[nodiscard]] Phrases openings_without_watch();  // fit anything
[[nodiscard]] Phrases openings_for_hard_news();
/// Of what is only a pity: a defeat of the contact's team, a success of its rival.
[[nodiscard]] Phrases openings_for_setback();

/// Last sentences. Little is asked of somebody one hardly knows.
[[nodiscard]] Phrases closings_for(std::optional<Stage> stage);
[[nodiscard]] Phrases closings_for_hard_news();

/// Admit that the news is not new.
[[nodiscard]] Phrases remarks_on_age();

/// Subjects of mails; "{watch}" as above.
[[nodiscard]] Phrases subjects_with_watch();
[[nodiscard]] Phrases subjects_without_watch();

}  // namespace sawthis::notifier
