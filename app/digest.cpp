#include "app/digest.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "app/local_time.hpp"
#include "app/judging.hpp"
#include "app/match_book.hpp"
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

bool has_rested(ContactId contact, const Given& given, const Config& config, Instant now) {
    const auto last = given.last.find(contact);
    return last == given.last.end() || now - last->second >= config.digest.rest;
}

/// The first few stories of each contact that may be put before the user; what hurts may not.
std::vector<Match> best_of_each(const MatchBook& book, const Given& given, const Config& config,
                                Instant now, std::size_t& sensitive) {
    std::vector<Match> best;
    for (std::size_t c = 0; c < book.contacts().size(); ++c) {
        const ContactId contact = book.contacts()[c].id;
        if (!has_rested(contact, given, config, now)) continue;
        std::set<StoryId> taken;
        for (const auto& entry : book.matches_of(c)) {
            const StoryId story = book.judged(entry).story;
            if (taken.size() >= kMostForOneContact) break;
            if (entry.ranked.kind != MatchKind::opener) continue;
            if (given.stories.contains({contact, story}) || taken.contains(story)) continue;
            Match match = book.make_match(entry);
            if (match.sensitive) {
                ++sensitive;
                continue;
            }
            taken.insert(story);
            best.push_back(std::move(match));
        }
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

std::optional<Match> find_match(const MatchBook& book, const store::Suggestion& given) {
    const auto contacts = book.contacts();
    const auto contact =
        std::find_if(contacts.begin(), contacts.end(),
                     [&](const Contact& one) { return one.id == given.contact; });
    if (contact == contacts.end()) return std::nullopt;
    for (const auto& entry : book.matches_of(static_cast<std::size_t>(contact - contacts.begin()))) {
        if (book.judged(entry).article == given.article &&
            matcher::facet_of(entry.ranked.slot) == given.facet) {
            return book.make_match(entry);
        }
    }
    return std::nullopt;
}

/// The openers given at the last time any were, made anew from what is stored.
Result<Digest> last_digest(App& app, const std::vector<store::Suggestion>& suggestions) {
    Digest digest;
    for (const auto& one : suggestions) digest.made = std::max(digest.made, one.when);
    const auto book = MatchBook::load(app, std::nullopt);
    if (!book) return tl::unexpected(book.error());
    std::vector<Match> chosen;
    for (const auto& one : suggestions) {
        if (one.when != digest.made) continue;
        const auto match = find_match(*book, one);
        if (match) chosen.push_back(*match);
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
    if (const auto matched = update_judgements(app, progress); !matched)
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
    const auto book = MatchBook::load(app, app.now() - config.digest.max_age);
    if (!book) return tl::unexpected(book.error());
    std::size_t sensitive = 0;
    const auto matches = best_of_each(*book, given, config, app.now(), sensitive);
    const auto candidates = with_names(app, matches);
    if (!candidates) return tl::unexpected(candidates.error());

    const std::size_t limit = request.limit.value_or(config.digest.limit);
    report.given_today = given.today;
    report.digest = notifier::build_digest(
        *candidates, builder_options(config, limit - std::min(limit, given.today)), app.now());
    report.digest.considered = book->size();
    report.digest.sensitive = sensitive;
    if (const auto saved = remember(app, report.digest); !saved)
        return tl::unexpected(saved.error());
    return report;
}

}  // namespace sawthis::app
