#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "core/contact.hpp"
#include "core/feedback.hpp"
#include "core/result.hpp"

namespace sawthis::app {

/// How long a match of which the user said "later" is left in peace.
inline constexpr std::chrono::hours kLater{7 * 24};

struct FeedbackRow {
    Feedback feedback;
    Contact contact;
    std::string title;  // of the article
    std::string
        watch;  // what of the contact it was about, as it was written; may be gone meanwhile
};

/// What the user says of the match that is called `match` (match_key()). Saying the same again
/// changes nothing. Error bad_input: no such name of a match; not_found: no such contact, article
/// or match.
[[nodiscard]] Result<FeedbackRow> give_feedback(App& app, std::string_view match,
                                                FeedbackVerdict verdict);

/// In force, oldest first; of one contact where `who` is given (key or name).
[[nodiscard]] Result<std::vector<FeedbackRow>> list_feedback(App& app,
                                                             const std::optional<std::string>& who);

/// Error not_found: none of this number is in force.
[[nodiscard]] Result<void> undo_feedback(App& app, std::int64_t id);

}  // namespace sawthis::app
