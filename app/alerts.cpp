#include "app/alerts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/notices.hpp"
#include "core/text.hpp"
#include "matcher/alert_watches.hpp"

namespace sawthis::app {

namespace {

/// Blanks mean something in a pattern alone.
std::string text_of(const AlertRequest& request) {
    return request.kind == AlertKind::pattern ? request.text
                                              : squeeze_space(one_line(request.text));
}

Result<Alert> make_alert(App& app, const AlertRequest& request) {
    Alert alert;
    alert.kind = request.kind;
    alert.text = text_of(request);
    alert.exact_case = request.exact_case;
    alert.added = app.now();
    if (const auto checked = matcher::check_alert(alert); !checked)
        return tl::unexpected(checked.error());
    if (!request.contact) return alert;
    const auto contact = app.store().find_contact(*request.contact);
    if (!contact) return tl::unexpected(contact.error());
    if (!*contact) {
        return fail(ErrorCode::not_found,
                    one_line(*request.contact) + ": no contact has this id or name");
    }
    alert.contact = (*contact)->id;
    return alert;
}

}  // namespace

Result<std::vector<AlertRow>> list_alerts(App& app) {
    auto alerts = app.store().load_alerts();
    if (!alerts) return tl::unexpected(alerts.error());
    std::set<ContactId> ids;
    for (const auto& stored : *alerts) {
        if (stored.alert.contact) ids.insert(stored.alert.contact);
    }
    const auto contacts = app.store().load_contacts(std::vector(ids.begin(), ids.end()));
    if (!contacts) return tl::unexpected(contacts.error());
    std::map<ContactId, const Contact*> by_id;
    for (const Contact& contact : *contacts) by_id.emplace(contact.id, &contact);
    std::vector<AlertRow> rows;
    for (auto& stored : *alerts) {
        const auto known = by_id.find(stored.alert.contact);
        std::optional<Contact> contact;
        if (known != by_id.end()) contact = *known->second;
        rows.push_back({std::move(stored), std::move(contact)});
    }
    return rows;
}

Result<AddedAlert> add_alert(App& app, const AlertRequest& request, const ProgressSink& progress) {
    const auto alert = make_alert(app, request);
    if (!alert) return tl::unexpected(alert.error());
    const auto known = app.store().load_alerts();
    if (!known) return tl::unexpected(known.error());
    if (known->size() >= kMaxAlerts) {
        return fail(ErrorCode::conflict,
                    fmt::format("there are {} alerts already; remove some: sawthis alert rm NUMBER",
                                kMaxAlerts));
    }
    const auto added = app.store().add_alert(*alert);
    if (!added) return tl::unexpected(added.error());
    if (const auto updated = update_notices(app, progress); !updated)
        return tl::unexpected(updated.error());
    auto rows = list_alerts(app);
    if (!rows) return tl::unexpected(rows.error());
    const auto row = std::ranges::find(*rows, added->id,
                                       [](const AlertRow& one) { return one.stored.alert.id; });
    if (row == rows->end()) return fail(ErrorCode::storage, "the alert was not kept; try again");
    return AddedAlert{std::move(*row), added->added};
}

Result<void> remove_alert(App& app, std::int64_t number) {
    const auto removed = app.store().remove_alert({number});
    if (!removed) return tl::unexpected(removed.error());
    if (!*removed) {
        return fail(ErrorCode::not_found,
                    fmt::format("{}: no alert has this number; see `sawthis alert list`", number));
    }
    return {};
}

}  // namespace sawthis::app
