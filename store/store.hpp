#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/alert.hpp"
#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/feedback.hpp"
#include "core/match.hpp"
#include "core/opener.hpp"
#include "core/result.hpp"
#include "core/source.hpp"
#include "core/subscription.hpp"

namespace sawthis::store {

/// What became of a batch of articles.
struct TakenIn {
    std::size_t added = 0;
    std::size_t updated = 0;  // known, and now with another title or text
    std::size_t known = 0;
    std::optional<Error> refused;  // of save_polls(): why nothing of this poll was kept
    bool operator==(const TakenIn&) const = default;
};

struct StoredSource {
    Source source;
    PollState state;
    std::size_t articles = 0;  // different ones it has shown, those of other sources too
};

/// Hashes by which an article is known again (store/recognise.hpp).
struct ArticleKeys {
    std::int64_t guid = 0;
    std::int64_t url = 0;      // 0 without a URL
    std::int64_t content = 0;  // title and text
    bool operator==(const ArticleKeys&) const = default;
};
[[nodiscard]] std::vector<ArticleKeys> make_keys(std::span<const Article> articles);

/// An article with its number in the log of changes: each insertion or update of an article takes
/// the next.
struct ChangedArticle {
    Article article;
    std::int64_t change = 0;
};

/// An article whose story is known, with what recognises it again.
struct GroupedArticle {
    Article article;        // without its text
    std::string signature;  // index::StorySignature bytes
};

/// What an article is to all contacts (matcher::decode_judgement).
struct JudgedArticle {
    ArticleId article;
    StoryId story;
    Instant appeared{};
    std::string judgement;
};

struct ArticleFilter {
    std::optional<Instant> since;    // appeared(article) at or after
    std::optional<SourceId> source;  // shown by it, first or later
    std::size_t most = 50;
};

/// An opener that was put before the user; never suggested again for the same contact and story.
struct Suggestion {
    ContactId contact;
    StoryId story;
    ArticleId article;
    Facet facet = Facet::company;
    Instant when{};
    std::uint64_t target =
        0;                   // what of the contact it was about (matcher::TargetKey); 0: not known
    bool with_care = false;  // hard news, shown without a message
    bool operator==(const Suggestion&) const = default;
};

/// An alert, how far it was searched for, and how many stories it was found in.
struct StoredAlert {
    Alert alert;
    std::int64_t checked = 0;  // articles up to this change
    std::size_t notices = 0;
    std::size_t untold = 0;  // of these
};

/// A story in which an alert was found; one for each pair.
struct StoredNotice {
    AlertId alert;
    StoryId story;
    ArticleId article;            // the first of the story that had it
    std::optional<Instant> told;  // when the user was; nullopt: not yet
    bool operator==(const StoredNotice&) const = default;
};
struct NoticeFilter {
    std::optional<Instant> since;  // the article appeared then or after
    std::optional<Instant> told;   // at that moment
    bool untold = false;
};

/// What is looked for on behalf of a contact (matcher::TargetKey), as the program of this revision
/// names it; 0 and empty: not told.
struct TargetNaming {
    std::int64_t revision = 0;
    std::function<std::vector<std::uint64_t>(const Contact&)> targets_of;
};
struct TargetHolder {
    std::uint64_t target = 0;
    ContactId contact;
    auto operator<=>(const TargetHolder&) const = default;
};

/// The system of record: one SQLite database `sawthis.db`, WAL, in the data directory. One
/// connection; not to be shared by threads. Every function that writes does so in one transaction
/// and is idempotent.
class Store {
public:
    enum class Mode { read_only, read_write };

    /// Opens, and with read_write creates and migrates. Error storage: damaged, or written by a
    /// newer version (says both numbers); not_found: read_only and not there.
    [[nodiscard]] static Result<Store> open(const std::filesystem::path& file, Mode mode);
    [[nodiscard]] static int newest_schema();

    /// Reads the whole file. Error storage: damaged, with the first thing found.
    [[nodiscard]] Result<void> check() const;

    // sources
    /// The source with this URL, now or before it moved; added if it is new (then title, tags,
    /// company, links are taken; a known one's are overwritten where given). `added` says which.
    /// Another kind, form or other links make the next poll read the source anew; a removed source
    /// comes back with its articles known. Error bad_input: no URL.
    struct AddedSource {
        SourceId id;
        bool added = false;
    };
    [[nodiscard]] Result<AddedSource> put_source(const Source& source);
    /// The same for many in one commit: all or, on an error, none.
    [[nodiscard]] Result<void> put_sources(std::span<const Source> sources);
    [[nodiscard]] Result<void> remove_source(SourceId id);                 // its articles stay
    [[nodiscard]] Result<std::vector<StoredSource>> load_sources() const;  // by id
    [[nodiscard]] Result<std::optional<StoredSource>> find_source(std::string_view url) const;

    /// What one poll brought, in one transaction: new articles, the source's state, and the feed's
    /// own title where the source has none. `last_new` of the state is set here where an article
    /// was added, to the time of the poll unless it is later already. A `moved_to` that is another
    /// source's URL is ignored.
    struct Polled {
        SourceId source;
        PollState state;
        // Where set, it decides the state instead, knowing what was new and when that appeared;
        // called within the transaction, so it must not touch the store, and maybe twice.
        std::function<PollState(const TakenIn&, std::span<const Instant> appeared)> decide_state;
        std::string feed_title;
        std::string moved_to;  // the source's new URL after a permanent redirect; empty if it stays
        std::vector<Article> articles;
        // Where set: whether an article that this source had not shown is to be completed by its
        // page. Called within the transaction.
        std::function<bool(const Article&)> wants_full_text;
        // Of `articles`, made ahead on another thread; made here where they are not.
        std::vector<ArticleKeys> keys;
    };
    ///
    /// Which articles are known is written in store/recognise.hpp. A known article whose title or
    /// text changed is updated: same id and first_seen, a new change number. Error not_found: no
    /// such source.
    [[nodiscard]] Result<TakenIn> save_poll(const Polled& polled);
    /// The same for many sources: one commit, each poll isolated (a failing one costs the others
    /// nothing and is `refused`).
    [[nodiscard]] Result<std::vector<TakenIn>> save_polls(std::span<const Polled> polls);

    // articles
    /// Ordered by change; an article appears once, at its newest. Change numbers have no gaps when
    /// they are given: 1, 2, 3, ...
    [[nodiscard]] Result<std::vector<ChangedArticle>> load_changed_articles(
        std::int64_t after_change, std::size_t most) const;
    [[nodiscard]] Result<std::int64_t> last_change() const;  // 0 without articles
    [[nodiscard]] Result<std::vector<Article>> list_articles(
        const ArticleFilter& filter) const;  // newest first
    [[nodiscard]] Result<std::vector<Article>> load_articles(
        std::span<const ArticleId> ids) const;  // in that order; missing ones left out
    /// By number, guid or canonical URL.
    [[nodiscard]] Result<std::optional<Article>> find_article(std::string_view key) const;
    [[nodiscard]] Result<std::size_t> article_count() const;

    // full texts
    /// An article that is to be completed by its page, and the source that wants it.
    struct WantedText {
        Article article;
        SourceId source;
        int tries = 0;  // so far
    };
    /// Those whose next try is due at `now` and which appeared at `since` or after; newest first.
    [[nodiscard]] Result<std::vector<WantedText>> load_wanted_texts(Instant now, Instant since,
                                                                    std::size_t most) const;
    /// Counts a try before it is made, so that not even a crash makes it endless. Without `next`
    /// it is the last.
    struct TextTry {
        ArticleId article;
        std::optional<Instant> next;
    };
    [[nodiscard]] Result<void> begin_text_tries(std::span<const TextTry> tries);
    [[nodiscard]] Result<void> drop_wanted_texts(std::span<const ArticleId> articles);
    /// Keeps what the page of an article says: text, title, author, language and day of
    /// `completed` replace those stored, for good: no later poll brings the teaser back. The
    /// source's own text is kept beside it. Where `page_url` (canonical, may be empty) and the
    /// title show that another article is the same one, and this one is in no story yet, the two
    /// become one: that article is kept, and completed where its text is shorter. Its id is
    /// returned. Error not_found: no such article.
    [[nodiscard]] Result<ArticleId> save_full_text(const Article& completed,
                                                   std::string_view page_url);

    // stories
    [[nodiscard]] Result<std::vector<ArticleId>> ungrouped_articles(
        std::size_t most) const;  // by appearance, address and id
    /// Calls `take`, which may not ask the store for anything, with one after the other of those
    /// that appeared at `since` or later, in the same order.
    [[nodiscard]] Result<void> read_grouped_articles(
        Instant since, const std::function<void(const GroupedArticle&)>& take) const;
    struct Grouping {
        ArticleId article;
        std::optional<StoryId> story;  // nullopt: a new story of its own
        std::string signature;
    };
    /// A story that turned out to be the same as another one.
    struct Absorbed {
        StoryId story;
        StoryId by;
    };
    /// The story of each, in order, before the articles, suggestions and notices of stories that
    /// were absorbed are given to those that absorbed them, one after the other. A story bears the
    /// number of the article that began it, so a batch can be grouped before it is saved. An
    /// article that has a story keeps it where `story` is nullopt. Error not_found: no such article
    /// or story.
    [[nodiscard]] Result<std::vector<StoryId>> save_groupings(
        std::span<const Grouping> groupings, std::span<const Absorbed> absorbed = {});
    [[nodiscard]] Result<std::vector<std::string>> story_publishers(
        StoryId story) const;  // first seen first
    [[nodiscard]] Result<std::vector<Article>> load_story_articles(StoryId story) const;  // by id
    /// Gives the articles of each story from `first` to `last` that has two or more, by story, then
    /// by article.
    [[nodiscard]] Result<void> read_shared_stories(
        StoryId first, StoryId last,
        const std::function<void(std::span<const Article>)>& take) const;

    // contacts
    struct AddedContact {
        ContactId id;
        bool added = false;
    };
    /// By key: added, or replaced where the key is known. An empty key is made from the name,
    /// unique; it meets the contact that got it before if name, email and company do not differ.
    /// `naming` keeps their targets, too; without it all targets are written anew at the next
    /// update_targets().
    [[nodiscard]] Result<std::vector<AddedContact>> put_contacts(std::span<const Contact> contacts,
                                                                 const TargetNaming& naming = {});
    [[nodiscard]] Result<std::vector<Contact>> load_contacts() const;  // by id
    [[nodiscard]] Result<std::vector<Contact>> load_contacts(
        std::span<const ContactId> ids) const;  // in that order; missing ones left out
    /// Those that came or changed after `version` of the contacts, by id; at most so many.
    [[nodiscard]] Result<std::vector<Contact>> load_changed_contacts(std::int64_t version,
                                                                     std::size_t most) const;
    /// By key, else by name (case and accents ignored). Error conflict: several have that name; it
    /// says their keys.
    [[nodiscard]] Result<std::optional<Contact>> find_contact(std::string_view key_or_name) const;
    /// With suggestions, feedback and alerts.
    [[nodiscard]] Result<void> remove_contact(ContactId id);
    /// Writes the targets of all contacts anew if they are of another revision than `naming`.
    [[nodiscard]] Result<void> update_targets(const TargetNaming& naming);
    /// Who has any of these targets, by target, then contact. nullopt: the targets kept are not
    /// those of `revision`.
    [[nodiscard]] Result<std::optional<std::vector<TargetHolder>>> find_holders(
        std::span<const std::uint64_t> targets, std::int64_t revision) const;

    // judgements
    /// Grows with every change of a contact.
    [[nodiscard]] Result<std::int64_t> contacts_version() const;
    /// A random number that tells this database from others.
    [[nodiscard]] Result<std::uint64_t> database_id() const;
    struct NewJudgement {
        ArticleId article;
        std::string bytes;  // matcher::encode()
    };
    /// Judgements of articles up to `change` for all judged targets. Error not_found: an article is
    /// gone.
    [[nodiscard]] Result<void> save_judgements(std::span<const NewJudgement> judgements,
                                               std::int64_t change);
    /// Replaces judgements, and notes that all articles up to the position were judged for these
    /// targets too.
    [[nodiscard]] Result<void> save_judged_targets(std::span<const NewJudgement> judgements,
                                                   std::span<const std::uint64_t> targets);
    [[nodiscard]] Result<std::vector<std::uint64_t>> load_judged_targets() const;
    /// Articles are judged for these no more: should they come back, all are judged again.
    [[nodiscard]] Result<void> drop_judged_targets(std::span<const std::uint64_t> targets);
    struct JudgePosition {
        std::int64_t version = 0;  // of the program's judges
        std::int64_t change = 0;
    };
    [[nodiscard]] Result<JudgePosition> judge_position() const;
    /// Everything is to be judged anew, by judges of `version`.
    [[nodiscard]] Result<void> clear_judgements(std::int64_t version);
    /// Of articles that appeared at `since` or after, by article.
    [[nodiscard]] Result<std::vector<JudgedArticle>> load_judgements(
        std::optional<Instant> since) const;
    [[nodiscard]] Result<std::optional<JudgedArticle>> find_judgement(ArticleId article) const;

    // feedback
    /// Its number; that of the same said before, where it is the last word on this match. Error
    /// not_found: contact or article is gone.
    [[nodiscard]] Result<std::int64_t> add_feedback(const Feedback& feedback);
    [[nodiscard]] Result<bool> undo_feedback(std::int64_t id);          // false: none to undo
    [[nodiscard]] Result<std::vector<Feedback>> load_feedback() const;  // in force, oldest first

    // alerts
    /// One for what it looks for and on whose behalf. Error not_found: the contact is gone.
    struct AddedAlert {
        AlertId id;
        bool added = false;  // else it was there already
    };
    [[nodiscard]] Result<AddedAlert> add_alert(const Alert& alert);
    [[nodiscard]] Result<bool> remove_alert(AlertId id);  // with its notices; false: no such alert
    [[nodiscard]] Result<std::vector<StoredAlert>> load_alerts() const;  // by id
    /// Keeps the first notice of an alert and story, and that articles up to `change` were searched
    /// for `alerts`. How many notices are new.
    [[nodiscard]] Result<std::size_t> save_notices(std::span<const StoredNotice> notices,
                                                   std::span<const AlertId> alerts,
                                                   std::int64_t change);
    [[nodiscard]] Result<std::vector<StoredNotice>> load_notices(
        const NoticeFilter& filter) const;  // newest first
    /// Those that the user was told of before keep their time.
    [[nodiscard]] Result<void> mark_told(std::span<const StoredNotice> notices, Instant when);

    // subscriptions
    /// Adds those whose token is new; of the others state, times and failures are replaced. Error
    /// bad_input: a source would have two that are not leaving.
    [[nodiscard]] Result<void> save_subscriptions(std::span<const Subscription> subscriptions);
    [[nodiscard]] Result<void> remove_subscription(std::string_view token);
    [[nodiscard]] Result<std::vector<Subscription>> load_subscriptions() const;  // by source

    // suggestions
    /// The first of a contact and story stays, unless the user said `later` of it since. Error
    /// not_found: one of the ids is gone.
    [[nodiscard]] Result<void> save_suggestions(std::span<const Suggestion> suggestions);
    /// By time, those of one time in the order in which they were saved.
    [[nodiscard]] Result<std::vector<Suggestion>> load_suggestions() const;

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::store
