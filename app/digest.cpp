#include "app/digest.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "app/local_time.hpp"
#include "app/match.hpp"
#include "notifier/digest_builder.hpp"

namespace sawthis::app {

namespace {

/// More stories for one contact than a digest could ever have use for.
constexpr std::size_t kMostForOneContact = 10;

using Candidates = std::vector<notifier::Candidate>;

/// What earlier digests forbid.
struct Given {
    std::set<std::pair<ContactId, StoryId>> stories;
    std::map<ContactId, Instant> last;
    std::size_t today = 0;
};

Given given_before(const std::vector<store::Suggestion>& suggestions, const Config& config,
                   Instant now) {
    Given given;
    const auto today = local_day(now, config.digest.zone);
    for (const auto& one : suggestions) {
        given.stories.insert({one.contact, one.story});
        auto& last = given.last[one.contact];
        last = std::max(last, one.when);
        if (local_day(one.when, config.digest.zone) == today) ++given.today;
    }
    return given;
}

bool may_be_given(const MatchRow& row, const Given& given, const Config& config, Instant now) {
    if (row.match.kind != MatchKind::opener || row.match.sensitive) return false;
    if (given.stories.contains({row.match.contact, row.story})) return false;
    const auto last = given.last.find(row.match.contact);
    return last == given.last.end() || now - last->second >= config.digest.rest;
}

/// Rows come by contact, best first: the first few stories of each contact.
std::vector<MatchRow> best_of_each(const std::vector<MatchRow>& rows, const Given& given,
                                   const Config& config, Instant now) {
    std::vector<MatchRow> best;
    std::map<ContactId, std::set<StoryId>> taken;
    for (const auto& row : rows) {
        if (!may_be_given(row, given, config, now)) continue;
        auto& stories = taken[row.match.contact];
        if (stories.size() < kMostForOneContact && stories.insert(row.story).second)
            best.push_back(row);
    }
    return best;
}

/// Each with its contact, article and the others that told the story; what is gone meanwhile is
/// left out.
Result<Candidates> with_names(App& app, const std::vector<Match>& matches) {
    const auto contacts = app.store().load_contacts();
    if (!contacts) return tl::unexpected(contacts.error());
    std::unordered_map<ContactId, const Contact*> by_id;
    for (const auto& contact : *contacts) by_id[contact.id] = &contact;
    Candidates candidates;
    for (const auto& match : matches) {
        const ArticleId id = match.article;
        const auto article = app.store().load_articles({&id, 1});
        if (!article) return tl::unexpected(article.error());
        const auto contact = by_id.find(match.contact);
        if (article->empty() || contact == by_id.end()) continue;
        auto publishers = app.store().story_publishers(article->front().story);
        if (!publishers) return tl::unexpected(publishers.error());
        std::erase(*publishers, article->front().publisher);
        candidates.push_back({*contact->second, article->front(), match, std::move(*publishers)});
    }
    return candidates;
}

notifier::DigestOptions builder_options(const Config& config, std::size_t limit) {
    notifier::DigestOptions options;
    options.limit = limit;
    options.max_age = std::chrono::duration_cast<std::chrono::hours>(config.digest.max_age);
    options.user_name = config.user.name;
    return options;
}

Result<void> remember(App& app, const Digest& digest) {
    std::vector<store::Suggestion> suggestions;
    for (const auto& opener : digest.openers) {
        suggestions.push_back({opener.contact.id, opener.article.story, opener.article.id,
                               opener.match.facet, digest.made});
    }
    return app.store().save_suggestions(suggestions);
}

/// The openers given at the last time any were, made anew from what is stored.
Result<Digest> last_digest(App& app, const std::vector<store::Suggestion>& suggestions) {
    Digest digest;
    for (const auto& one : suggestions) digest.made = std::max(digest.made, one.when);
    const auto matches = app.store().load_matches(std::nullopt);
    if (!matches) return tl::unexpected(matches.error());
    std::vector<Match> chosen;
    for (const auto& one : suggestions) {
        if (one.when != digest.made) continue;
        const auto match = std::find_if(matches->begin(), matches->end(), [&](const Match& m) {
            return m.contact == one.contact && m.article == one.article && m.facet == one.facet;
        });
        if (match != matches->end()) chosen.push_back(*match);
    }
    const auto candidates = with_names(app, chosen);
    if (!candidates) return tl::unexpected(candidates.error());
    for (const auto& candidate : *candidates) {
        digest.openers.push_back(
            notifier::draft_opener(candidate, app.config().user.name, digest.made));
    }
    return digest;
}

}  // namespace

Result<DigestReport> make_digest(App& app, const DigestRequest& request,
                                 const ProgressSink& progress) {
    if (const auto matched = update_matches(app, progress); !matched)
        return tl::unexpected(matched.error());
    const auto suggestions = app.store().load_suggestions();
    if (!suggestions) return tl::unexpected(suggestions.error());
    DigestReport report;
    if (request.again) {
        auto digest = last_digest(app, *suggestions);
        if (!digest) return tl::unexpected(digest.error());
        report.digest = std::move(*digest);
        return report;
    }
    const auto& config = app.config();
    const auto given = given_before(*suggestions, config, app.now());
    const auto rows = list_matches(app, app.now() - config.digest.max_age);
    if (!rows) return tl::unexpected(rows.error());
    std::vector<Match> matches;
    for (const auto& row : best_of_each(*rows, given, config, app.now()))
        matches.push_back(row.match);
    const auto candidates = with_names(app, matches);
    if (!candidates) return tl::unexpected(candidates.error());

    const std::size_t limit = request.limit.value_or(config.digest.limit);
    report.given_today = given.today;
    report.digest = notifier::build_digest(
        *candidates, builder_options(config, limit - std::min(limit, given.today)), app.now());
    report.digest.considered = rows->size();
    report.digest.sensitive = static_cast<std::size_t>(std::count_if(
        rows->begin(), rows->end(), [](const MatchRow& row) { return row.match.sensitive; }));
    if (const auto saved = remember(app, report.digest); !saved)
        return tl::unexpected(saved.error());
    return report;
}

}  // namespace sawthis::app
