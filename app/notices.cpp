#include "app/notices.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/catch_up.hpp"
#include "core/log.hpp"
#include "matcher/alert_watches.hpp"

namespace sawthis::app {

namespace {

using matcher::AlertWatches;

constexpr std::size_t kBatch = 1'000;  // articles of one commit

/// All of them, or those that can be looked for.
Result<AlertWatches> compile_alerts(std::vector<Alert> alerts) {
    auto watches = AlertWatches::compile(alerts);
    if (watches || watches.error().code != ErrorCode::bad_input) return watches;
    std::erase_if(alerts, [](const Alert& alert) {
        const auto checked = matcher::check_alert(alert);
        if (!checked) {
            log_event(LogLevel::warn, "alert_refused",
                      {{"alert", std::to_string(alert.id.value)}, {"why", checked.error().detail}});
        }
        return !checked;
    });
    return AlertWatches::compile(alerts);
}

/// Alerts that were looked for in the same articles.
struct Group {
    std::int64_t checked = 0;
    std::vector<Alert> alerts;
};

std::vector<Group> groups_before(const std::vector<store::StoredAlert>& stored,
                                 std::int64_t change) {
    std::map<std::int64_t, std::vector<Alert>> groups;
    for (const auto& one : stored) {
        if (one.checked < change) groups[one.checked].push_back(one.alert);
    }
    std::vector<Group> all;
    for (auto& [checked, alerts] : groups) all.push_back({checked, std::move(alerts)});
    return all;
}

/// Looks for a group in the articles up to change `last`. How many notices are new.
Result<std::size_t> search(App& app, const Group& group, std::int64_t last,
                           const ProgressSink& progress) {
    const auto watches = compile_alerts(group.alerts);
    if (!watches) return tl::unexpected(watches.error());
    const Instant oldest = app.now() - app.config().matching.window;
    std::vector<AlertId> ids;
    for (const Alert& alert : group.alerts) ids.push_back(alert.id);
    const auto to_do = static_cast<std::size_t>(last - group.checked);
    std::size_t fresh = 0;
    std::size_t done = 0;
    for (auto change = group.checked; change < last;) {
        const auto batch = app.store().load_changed_articles(change, kBatch);
        if (!batch) return tl::unexpected(batch.error());
        change = batch->empty() ? last : batch->back().change;
        std::vector<store::StoredNotice> notices;
        for (const auto& [article, number] : *batch) {
            if (appeared(article) < oldest) continue;
            for (const auto& match : watches->find(article)) {
                notices.push_back({match.alert, article.story, article.id, std::nullopt});
            }
        }
        const auto saved = app.store().save_notices(notices, ids, change);
        if (!saved) return saved;
        fresh += *saved;
        done += batch->size();
        if (progress) progress({"searching", "articles", done, to_do});
    }
    return fresh;
}

/// In order, those of one story behind the first of it.
void join_stories(std::vector<store::StoredNotice>& notices) {
    std::map<StoryId, std::size_t> places;
    for (const auto& notice : notices) places.emplace(notice.story, places.size());
    std::ranges::stable_sort(
        notices, {}, [&](const store::StoredNotice& notice) { return places.at(notice.story); });
}

/// With what it joins; nullopt: something of it is gone meanwhile.
Result<std::optional<Notice>> complete(App& app, const store::StoredNotice& stored,
                                       const Alert& alert, const AlertWatches& watches) {
    const auto article = app.store().load_articles(std::span(&stored.article, 1));
    const auto contact = app.store().load_contacts(std::span(&alert.contact, 1));
    auto publishers = app.store().story_publishers(stored.story);
    if (!article) return tl::unexpected(article.error());
    if (!contact) return tl::unexpected(contact.error());
    if (!publishers) return tl::unexpected(publishers.error());
    if (article->empty()) return std::nullopt;
    Notice notice{alert, {}, article->front(), {}, std::move(*publishers), stored.told};
    std::erase(notice.other_publishers, notice.article.publisher);
    if (!contact->empty()) notice.contact = contact->front();
    for (auto& match : watches.find(notice.article)) {
        if (match.alert == alert.id) notice.evidence = std::move(match.evidence);
    }
    return notice;
}

}  // namespace

Result<std::size_t> update_notices(App& app, const ProgressSink& progress) {
    const auto alerts = app.store().load_alerts();
    const auto last = app.store().last_change();
    if (!alerts) return tl::unexpected(alerts.error());
    if (!last) return tl::unexpected(last.error());
    const auto groups = groups_before(*alerts, *last);
    if (groups.empty()) return 0;
    if (const auto grouped = group_stories(app, progress); !grouped) return grouped;
    std::size_t fresh = 0;
    for (const Group& group : groups) {
        const auto found = search(app, group, *last, progress);
        if (!found) return found;
        fresh += *found;
    }
    return fresh;
}

Result<NoticeReport> load_notices(App& app, const store::NoticeFilter& filter, std::size_t most) {
    auto stored = app.store().load_notices(filter);
    const auto alerts = app.store().load_alerts();
    if (!stored) return tl::unexpected(stored.error());
    if (!alerts) return tl::unexpected(alerts.error());
    join_stories(*stored);
    NoticeReport report;
    report.more = stored->size() - std::min(stored->size(), most);
    stored->resize(stored->size() - report.more);
    std::set<AlertId> shown;
    for (const auto& one : *stored) shown.insert(one.alert);
    std::map<AlertId, Alert> by_id;
    for (const auto& one : *alerts) {
        if (shown.contains(one.alert.id)) by_id.emplace(one.alert.id, one.alert);
    }
    std::vector<Alert> looked_for;
    for (const auto& [id, alert] : by_id) looked_for.push_back(alert);
    const auto watches = compile_alerts(std::move(looked_for));
    if (!watches) return tl::unexpected(watches.error());
    for (const auto& one : *stored) {
        auto notice = complete(app, one, by_id.at(one.alert), *watches);
        if (!notice) return tl::unexpected(notice.error());
        if (*notice) report.notices.push_back(std::move(**notice));
    }
    return report;
}

Result<void> mark_told(App& app, std::span<const Notice> notices) {
    std::vector<store::StoredNotice> told;
    for (const Notice& notice : notices) {
        told.push_back({notice.alert.id, notice.article.story, notice.article.id, std::nullopt});
    }
    return app.store().mark_told(told, app.now());
}

}  // namespace sawthis::app
