#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/app.hpp"
#include "app/progress.hpp"
#include "core/alert.hpp"
#include "core/contact.hpp"
#include "core/result.hpp"
#include "store/store.hpp"

/// The user's standing subscriptions; what they deliver is in notices.hpp.
namespace sawthis::app {

/// Bounds the memory of what is looked for in each article.
inline constexpr std::size_t kMaxAlerts = 10'000;

struct AlertRequest {
    AlertKind kind = AlertKind::query;
    std::string text;
    bool exact_case = false;             // of a phrase
    std::optional<std::string> contact;  // on whose behalf: key or name
};

struct AlertRow {
    store::StoredAlert stored;
    std::optional<Contact> contact;
};

struct AddedAlert {
    AlertRow row;
    bool added = false;  // else it was there already
};

/// Keeps the alert, and looks it up in the articles of the matching window at once, so that the
/// user sees what it brings. Error bad_input: it cannot be looked for; the detail names the place
/// and the mend; not_found: no such contact; conflict: there are kMaxAlerts.
[[nodiscard]] Result<AddedAlert> add_alert(App& app, const AlertRequest& request,
                                           const ProgressSink& progress);

/// By number.
[[nodiscard]] Result<std::vector<AlertRow>> list_alerts(App& app);

/// With its notices. Error not_found: there is none of this number.
[[nodiscard]] Result<void> remove_alert(App& app, std::int64_t number);

}  // namespace sawthis::app
