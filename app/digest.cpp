#include "app/digest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/article_names.hpp"
#include "app/feedback.hpp"
#include "app/judging.hpp"
#include "app/local_time.hpp"
#include "app/match_book.hpp"
#include "index/story.hpp"
#include "notifier/digest_builder.hpp"
#include "notifier/draft.hpp"
#include "notifier/worth.hpp"

namespace sawthis::app {

namespace {

/// More stories for one contact than a digest could ever have use for.
constexpr std::size_t kMostForOneContact = 10;
constexpr std::size_t kMostCandidates = 200;  // for each place in the digest, and for hard news

using Candidates = std::vector<notifier::Candidate>;

using ContactStory = std::pair<ContactId, StoryId>;

/// What earlier digests, and what the user said of them, forbid.
struct Given {
    std::set<ContactStory> stories;
    std::map<ContactStory, Instant> back;  // put off until then, which is over
    std::map<ContactId, Instant> last;
    std::map<ContactId, std::vector<notifier::GivenBefore>> before;  // lately
    std::size_t today = 0;
};

void take_suggestions(Given& given, const std::vector<store::Suggestion>& suggestions,
                      const Config& config, Instant now) {
    const auto today = local_day(now, config.digest.zone);
    for (const auto& one : suggestions) {
        given.stories.insert({one.contact, one.story});
        if (one.with_care) continue;
        auto& last = given.last[one.contact];
        last = std::max(last, one.when);
        if (local_day(one.when, config.digest.zone) == today) ++given.today;
    }
}

/// What was sent or dismissed is over; what was put off comes back, unless it was given since.
void take_feedback(Given& given, const std::vector<store::Suggestion>& suggestions,
                   const std::vector<Feedback>& last_words, Instant now) {
    std::map<ContactStory, Instant> suggested;
    for (const auto& one : suggestions) suggested[{one.contact, one.story}] = one.when;
    for (const Feedback& one : last_words) {
        const ContactStory story{one.contact, one.story};
        const auto given_at = suggested.find(story);
        const bool given_since = given_at != suggested.end() && given_at->second > one.said_at;
        if (one.verdict == FeedbackVerdict::sent || one.verdict == FeedbackVerdict::dismiss) {
            given.stories.insert(story);
        } else if (one.verdict == FeedbackVerdict::later && !given_since) {
            const Instant back = one.said_at + kLater;
            if (now < back) {
                given.stories.insert(story);
            } else {
                given.stories.erase(story);
                given.back[story] = back;
            }
        }
    }
}

Result<void> take_titles(App& app, Given& given, const std::vector<store::Suggestion>& suggestions,
                         Instant now) {
    constexpr std::chrono::hours kLately{60 * 24};
    std::vector<ArticleId> articles;
    for (const auto& one : suggestions) {
        if (now - one.when < kLately) articles.push_back(one.article);
    }
    const auto names = load_article_names(app, std::move(articles));
    if (!names) return tl::unexpected(names.error());
    for (const auto& one : suggestions) {
        const auto name = names->find(one.article);
        if (name == names->end() || one.with_care) continue;
        given.before[one.contact].push_back({one.target, name->second.title, one.when});
    }
    return {};
}

Result<Given> given_before(App& app, const std::vector<store::Suggestion>& suggestions) {
    const auto feedback = app.store().load_feedback();
    if (!feedback) return tl::unexpected(feedback.error());
    Given given;
    take_suggestions(given, suggestions, app.config(), app.now());
    take_feedback(given, suggestions, matcher::last_words(*feedback), app.now());
    if (const auto taken = take_titles(app, given, suggestions, app.now()); !taken)
        return tl::unexpected(taken.error());
    return given;
}

bool has_rested(ContactId contact, const Given& given, const Config& config, Instant now) {
    const auto last = given.last.find(contact);
    return last == given.last.end() || now - last->second >= config.digest.rest;
}

/// An opener of the book and what it is worth now.
struct Chance {
    const MatchBook::Entry* entry = nullptr;
    StoryId story;
    double worth = 0;
};

bool is_worth_more(const Chance& a, const Chance& b) {
    if (a.worth != b.worth) return a.worth > b.worth;
    return std::pair(a.entry->ranked.contact, a.entry->judged) <
           std::pair(b.entry->ranked.contact, b.entry->judged);
}

/// The first few stories of one contact that may be put before the user, best first.
std::vector<Chance> chances_of(const MatchBook& book, std::size_t place, const Given& given,
                               const Config& config, Instant now) {
    const ContactId contact = book.contacts()[place].id;
    std::vector<Chance> chances;
    for (const auto& entry : book.matches_of(place)) {
        if (entry.ranked.kind != MatchKind::opener) continue;
        const auto& judged = book.judged(entry);
        const auto back = given.back.find({contact, judged.story});
        const auto age = now - (back == given.back.end() ? judged.appeared : back->second);
        if (age > config.digest.max_age || given.stories.contains({contact, judged.story}))
            continue;
        chances.push_back({&entry, judged.story,
                           entry.ranked.good * notifier::freshness(age, book.shelf_life(entry))});
    }
    std::sort(chances.begin(), chances.end(), is_worth_more);
    std::set<StoryId> taken;
    std::erase_if(chances, [&](const Chance& one) { return !taken.insert(one.story).second; });
    if (chances.size() > kMostForOneContact) chances.resize(kMostForOneContact);
    return chances;
}

double worth_of(const MatchBook& book, const MatchBook::Entry& entry, Instant now) {
    const auto age = now - book.judged(entry).appeared;
    return entry.ranked.good * notifier::freshness(age, book.shelf_life(entry));
}

/// The match of the same contact with the lead of the story, where that is as good a reason to
/// write as `chosen`; else `chosen`.
Result<MatchBook::Entry> lead_or(App& app, const MatchBook& book, const MatchBook::Entry& chosen,
                                 Instant now) {
    constexpr double kAsGood = 0.9;
    const auto& judged = book.judged(chosen);
    const auto articles = app.store().load_story_articles(judged.story);
    if (!articles) return tl::unexpected(articles.error());
    if (articles->size() < 2) return chosen;
    const ArticleId lead = index::choose_lead(*articles).id;
    const double needed = kAsGood * worth_of(book, chosen, now);
    const Instant oldest = now - app.config().digest.max_age;
    for (const auto& entry : book.matches_of(chosen.ranked.contact)) {
        const bool is_lead =
            book.judged(entry).article == lead && book.judged(entry).appeared >= oldest;
        const bool same_facet = entry.ranked.slot == chosen.ranked.slot;
        if (is_lead && same_facet && entry.ranked.kind == MatchKind::opener &&
            worth_of(book, entry, now) >= needed)
            return entry;
    }
    return chosen;
}

/// Of each story no more people than could be served: a digest of `limit` loses nothing by it.
Result<std::vector<Match>> best_of_each(App& app, const MatchBook& book, const Given& given,
                                        std::size_t limit) {
    const Config& config = app.config();
    const Instant now = app.now();
    std::vector<Chance> all;
    for (std::size_t c = 0; c < book.contacts().size(); ++c) {
        if (!has_rested(book.contacts()[c].id, given, config, now)) continue;
        auto chances = chances_of(book, c, given, config, now);
        all.insert(all.end(), chances.begin(), chances.end());
    }
    std::sort(all.begin(), all.end(), is_worth_more);
    std::map<StoryId, std::size_t> told;
    std::vector<Match> best;
    for (const Chance& one : all) {
        if (best.size() >= kMostCandidates * (limit + 1)) break;
        if (told[one.story]++ < 2 * limit + kMostForOneContact) {
            const auto entry = lead_or(app, book, *one.entry, now);
            if (!entry) return tl::unexpected(entry.error());
            best.push_back(book.make_match(*entry));
        }
    }
    return best;
}

/// Each with its contact, article and the others that told the story; what is gone meanwhile is
/// left out.
Result<Candidates> with_names(App& app, const std::vector<Match>& matches, const Given& given) {
    Candidates candidates;
    for (const auto& match : matches) {
        const auto article = app.store().load_articles(std::span(&match.article, 1));
        const auto contact = app.store().load_contacts(std::span(&match.contact, 1));
        if (!article) return tl::unexpected(article.error());
        if (!contact) return tl::unexpected(contact.error());
        if (article->empty() || contact->empty()) continue;
        auto publishers = app.store().story_publishers(article->front().story);
        if (!publishers) return tl::unexpected(publishers.error());
        std::erase(*publishers, article->front().publisher);
        notifier::Candidate candidate{contact->front(), article->front(), match,
                                      std::move(*publishers)};
        const auto before = given.before.find(match.contact);
        if (before != given.before.end()) {
            candidate.novelty =
                notifier::novelty(before->second, match.target, candidate.article.title, app.now());
        }
        const auto back = given.back.find({match.contact, candidate.article.story});
        if (back != given.back.end()) candidate.came_back = back->second;
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

/// From when on articles are wanted: those that were put off may be older than others.
Result<Instant> oldest_wanted(App& app, const Given& given) {
    Instant oldest = app.now() - app.config().digest.max_age;
    std::vector<ArticleId> articles;  // a story bears the number of an article of it
    for (const auto& [story, back] : given.back) articles.push_back({story.second.value});
    const auto names = load_article_names(app, std::move(articles));
    if (!names) return tl::unexpected(names.error());
    for (const auto& [id, name] : *names) oldest = std::min(oldest, name.appeared);
    return oldest;
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
                               opener.match.facet, digest.made, opener.match.target, false});
    }
    for (const auto& note : digest.with_care) {
        suggestions.push_back({note.contact.id, note.article.story, note.article.id,
                               note.match.facet, digest.made, note.match.target, true});
    }
    return app.store().save_suggestions(suggestions);
}

std::optional<Match> find_match(const MatchBook& book, const store::Suggestion& given) {
    const auto contacts = book.contacts();
    const auto contact = std::find_if(contacts.begin(), contacts.end(),
                                      [&](const Contact& one) { return one.id == given.contact; });
    if (contact == contacts.end()) return std::nullopt;
    for (const auto& entry :
         book.matches_of(static_cast<std::size_t>(contact - contacts.begin()))) {
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
    const auto candidates = with_names(app, chosen, {});
    if (!candidates) return tl::unexpected(candidates.error());
    std::vector<const notifier::Candidate*> openers;
    for (const auto& candidate : *candidates) {
        if (candidate.match.sensitive) {
            digest.with_care.push_back({candidate.contact, candidate.article, candidate.match});
        } else {
            openers.push_back(&candidate);
        }
    }
    digest.openers = notifier::draft_openers(openers, app.config().user.name, digest.made);
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
    const auto given = given_before(app, *suggestions);
    if (!given) return tl::unexpected(given.error());
    const auto since = oldest_wanted(app, *given);
    if (!since) return tl::unexpected(since.error());
    const auto book = MatchBook::load(app, *since);
    if (!book) return tl::unexpected(book.error());
    const std::size_t limit = request.limit.value_or(config.digest.limit);
    const auto matches = best_of_each(app, *book, *given, limit);
    if (!matches) return tl::unexpected(matches.error());
    const auto candidates = with_names(app, *matches, *given);
    if (!candidates) return tl::unexpected(candidates.error());

    report.given_today = given->today;
    report.digest = notifier::build_digest(
        *candidates, builder_options(config, limit - std::min(limit, given->today)), app.now());
    report.digest.considered = book->size();
    if (const auto saved = remember(app, report.digest); !saved)
        return tl::unexpected(saved.error());
    return report;
}

}  // namespace sawthis::app
