#include "app/match.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "app/article_names.hpp"
#include "matcher/contact_matcher.hpp"
#include "matcher/revision.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMatchBatch = 500;  // articles of one commit

/// Matches depend on the contacts and on how this program matches: both are in the number they are
/// stored under.
Result<std::int64_t> matching_version(App& app) {
    return app.store().contacts_version().transform(
        [](std::int64_t contacts) { return contacts * 1'000 + matcher::kMatcherRevision; });
}

}  // namespace

Result<std::size_t> update_matches(App& app, const ProgressSink& progress) {
    const auto version = matching_version(app);
    const auto position = app.store().match_position();
    const auto last = app.store().last_change();
    if (!version) return tl::unexpected(version.error());
    if (!position) return tl::unexpected(position.error());
    if (!last) return tl::unexpected(last.error());
    std::int64_t change = position->version == *version ? position->change : 0;
    if (change == *last && position->version == *version) return 0;

    const auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    const auto matcher = matcher::ContactMatcher::compile(*contacts);
    if (!matcher) return tl::unexpected(matcher.error());

    const Instant oldest = app.now() - app.config().matching.window;
    const auto total = static_cast<std::size_t>(*last - change);
    std::size_t done = 0;
    for (;;) {
        const auto batch = app.store().load_changed_articles(change, kMatchBatch);
        if (!batch) return tl::unexpected(batch.error());
        if (batch->empty()) break;
        std::vector<ArticleId> ids;
        std::vector<Match> matches;
        for (const auto& [article, number] : *batch) {
            ids.push_back(article.id);
            if (appeared(article) < oldest) continue;
            auto found = matcher->find(article);
            std::move(found.begin(), found.end(), std::back_inserter(matches));
        }
        change = batch->back().change;
        const auto saved = app.store().save_matches(ids, matches, *version, change);
        if (!saved) return tl::unexpected(saved.error());
        done += batch->size();
        if (progress) progress({"matching", "articles", done, total});
    }
    if (done == 0) {
        const auto saved = app.store().save_matches({}, {}, *version, *last);
        if (!saved) return tl::unexpected(saved.error());
    }
    return done;
}

Result<std::vector<MatchRow>> list_matches(App& app, std::optional<Instant> since) {
    const auto matches = app.store().load_matches(since);
    if (!matches) return tl::unexpected(matches.error());
    const auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    std::unordered_map<ContactId, const Contact*> by_id;
    for (const auto& contact : *contacts) by_id[contact.id] = &contact;
    std::vector<ArticleId> ids;
    for (const auto& match : *matches) ids.push_back(match.article);
    const auto names = load_article_names(app, ids);
    if (!names) return tl::unexpected(names.error());

    std::vector<MatchRow> rows;
    for (const auto& match : *matches) {
        const auto contact = by_id.find(match.contact);
        const auto article = names->find(match.article);
        if (contact == by_id.end() || article == names->end()) continue;
        rows.push_back({match, contact->second->key, contact->second->name, article->second.guid,
                        article->second.title, article->second.url, article->second.story,
                        article->second.appeared});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const MatchRow& a, const MatchRow& b) {
        return std::make_tuple(a.match.contact, -a.match.score, a.match.article) <
               std::make_tuple(b.match.contact, -b.match.score, b.match.article);
    });
    return rows;
}

}  // namespace sawthis::app
