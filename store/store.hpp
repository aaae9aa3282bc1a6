#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/match.hpp"
#include "core/opener.hpp"
#include "core/result.hpp"
#include "core/source.hpp"

namespace sawthis::store {

/// What became of a batch of articles.
struct TakenIn {
    std::size_t added = 0;
    std::size_t updated = 0;  // known, and now with another title or text
    std::size_t known = 0;
    bool operator==(const TakenIn&) const = default;
};

struct StoredSource {
    Source source;
    PollState state;
    std::size_t articles = 0;
};

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

struct ArticleFilter {
    std::optional<Instant> since;  // appeared(article) at or after
    std::optional<SourceId> source;
    std::size_t most = 50;
};

/// An opener that was put before the user; never suggested again for the same contact and story.
struct Suggestion {
    ContactId contact;
    StoryId story;
    ArticleId article;
    Facet facet = Facet::company;
    Instant when{};
    bool operator==(const Suggestion&) const = default;
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

    // sources
    /// The source with this URL, added if it is new (then title, tags, company, links are taken; a
    /// known one's are overwritten where given). `added` says which.
    struct AddedSource {
        SourceId id;
        bool added = false;
    };
    [[nodiscard]] Result<AddedSource> put_source(const Source& source);
    [[nodiscard]] Result<void> remove_source(SourceId id);                 // its articles stay
    [[nodiscard]] Result<std::vector<StoredSource>> load_sources() const;  // by id
    [[nodiscard]] Result<std::optional<StoredSource>> find_source(std::string_view url) const;

    /// What one poll brought, in one transaction: new articles, the source's state, and the feed's
    /// own title where the source has none.
    struct Polled {
        SourceId source;
        PollState state;
        std::string feed_title;
        std::string moved_to;  // the source's new URL after a permanent redirect; empty if it stays
        std::vector<Article> articles;
    };
    [[nodiscard]] Result<TakenIn> save_poll(const Polled& polled);
    /// The same for many sources: one commit, each poll isolated (a failing one costs the others
    /// nothing).
    [[nodiscard]] Result<std::vector<TakenIn>> save_polls(std::span<const Polled> polls);

    // articles
    [[nodiscard]] Result<std::vector<ChangedArticle>> load_changed_articles(
        std::int64_t after_change, std::size_t most) const;
    [[nodiscard]] Result<std::int64_t> last_change() const;
    [[nodiscard]] Result<std::vector<Article>> list_articles(
        const ArticleFilter& filter) const;  // newest first
    [[nodiscard]] Result<std::vector<Article>> load_articles(
        std::span<const ArticleId> ids) const;  // in that order; missing ones left out
    /// By number, guid or canonical URL.
    [[nodiscard]] Result<std::optional<Article>> find_article(std::string_view key) const;
    [[nodiscard]] Result<std::size_t> article_count() const;

    // stories
    [[nodiscard]] Result<std::vector<Article>> load_ungrouped_articles(
        std::size_t most) const;  // by id
    [[nodiscard]] Result<std::vector<GroupedArticle>> load_grouped_articles(
        Instant since) const;  // by id
    struct Grouping {
        ArticleId article;
        std::optional<StoryId> story;  // nullopt: a new story of its own
        std::string signature;
    };
    /// The story of each, in order; new stories get their ids here.
    [[nodiscard]] Result<std::vector<StoryId>> save_groupings(std::span<const Grouping> groupings);
    [[nodiscard]] Result<std::vector<std::string>> story_publishers(
        StoryId story) const;  // first seen first

    // contacts
    struct AddedContact {
        ContactId id;
        bool added = false;
    };
    /// By key: added, or replaced where the key is known. An empty key is made from the name,
    /// unique.
    [[nodiscard]] Result<std::vector<AddedContact>> put_contacts(std::span<const Contact> contacts);
    [[nodiscard]] Result<std::vector<Contact>> load_contacts() const;  // by id
    [[nodiscard]] Result<std::optional<Contact>> find_contact(std::string_view key_or_name) const;
    [[nodiscard]] Result<void> remove_contact(ContactId id);  // with matches and suggestions

    // matches
    /// Changes with every change of a contact: matches found under another number are stale.
    [[nodiscard]] Result<std::int64_t> contacts_version() const;
    /// Replaces all matches of these articles by `matches` and notes that they were matched under
    /// `version` up to `change`.
    [[nodiscard]] Result<void> save_matches(std::span<const ArticleId> articles,
                                            std::span<const Match> matches, std::int64_t version,
                                            std::int64_t change);
    struct MatchPosition {
        std::int64_t version = 0;
        std::int64_t change = 0;
    };
    [[nodiscard]] Result<MatchPosition> match_position() const;
    [[nodiscard]] Result<std::vector<Match>> load_matches(
        std::optional<Instant> since) const;  // by article's time

    // suggestions
    [[nodiscard]] Result<void> save_suggestions(std::span<const Suggestion> suggestions);
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
