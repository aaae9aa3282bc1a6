#include <fmt/format.h>

#include <algorithm>

#include "core/failure.hpp"
#include "store/counters.hpp"
#include "store/database.hpp"
#include "store/full_texts.hpp"
#include "store/instants_text.hpp"
#include "store/recognise.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

/// Writes the articles of one poll and counts what became of them.
class TakeIn {
public:
    /// `change` is the last number given in the log of changes, and counts on.
    TakeIn(Database& database, const Store::Polled& polled, std::int64_t& change)
        : database_(database), source_(polled.source), polled_(polled), change_(change) {}

    TakenIn run(std::span<const ArticleKeys> keys) {
        const std::span<const Article> articles(polled_.articles);
        Recogniser recogniser(database_, source_, articles, keys);
        for (std::size_t i = 0; i < articles.size(); ++i) {
            const auto recognised = recogniser.find(i);
            const Sighting now{recognised ? recognised->article : insert(articles[i]), keys[i],
                               articles[i].published};
            if (!recognised || !recognised->sighting) {
                insert(now);
                ++shown_;
                if (polled_.wants_full_text && polled_.wants_full_text(articles[i])) {
                    want_full_text(database_, now.article, source_, articles[i].first_seen);
                }
            } else if (recognised->sighting_taken) {
                if (now.keys.guid != recognised->sighting->keys.guid) replace(now, now);
            } else if (now != *recognised->sighting) {
                replace(*recognised->sighting, now);
            }
            if (recognised) {
                const bool updated =
                    may_update(*recognised, now) && update(now.article, articles[i]);
                ++(updated ? taken_.updated : taken_.known);
            }
            recogniser.claim(i, now);
        }
        return taken_;
    }

    /// How many articles the source had not shown before.
    [[nodiscard]] std::size_t shown() const { return shown_; }
    /// When the new ones appeared.
    [[nodiscard]] const std::vector<Instant>& appeared() const { return appeared_; }

private:
    /// Of two versions in one poll the first counts, as feeds put the newest first.
    static bool may_update(const Recognised& known, const Sighting& now) {
        return known.sighting && !known.article_taken &&
               known.sighting->keys.content != now.keys.content;
    }

    ArticleId insert(const Article& article) {
        const Instant appeared_at = sawthis::appeared(article);
        Query(database_,
              "INSERT INTO articles (source, guid, url, title, author, publisher, language, "
              "published, first_seen, appeared, change) VALUES (:source, :guid, :url, :title, "
              ":author, :publisher, :language, :published, :first_seen, :appeared, :change)")
            .bind(":source", source_)
            .bind_in_place(":guid", article.guid)
            .bind_in_place(":url", article.url)
            .bind_in_place(":title", article.title)
            .bind_in_place(":author", article.author)
            .bind_in_place(":publisher", article.publisher)
            .bind_in_place(":language", article.language)
            .bind(":published", article.published)
            .bind(":first_seen", article.first_seen)
            .bind(":appeared", appeared_at)
            .bind(":change", ++change_)
            .run();
        const ArticleId id{database_.last_insert_id()};
        Query(database_, "INSERT INTO article_texts (article, text) VALUES (:article, :text)")
            .bind(":article", id)
            .bind_in_place(":text", article.text)
            .run();
        ++taken_.added;
        appeared_.push_back(appeared_at);
        return id;
    }

    /// False where title and text are as they were, or another source's wording stays.
    bool update(ArticleId id, const Article& article) {
        {
            Query query(database_,
                        "SELECT 1 FROM articles AS a JOIN article_texts AS t ON t.article = a.id "
                        "LEFT JOIN full_texts AS f ON f.article = a.id AND f.kept "
                        "WHERE a.id = :id AND a.source = :source "
                        "AND (a.title <> :title OR (f.article IS NULL AND t.text <> :text))");
            query.bind(":id", id).bind(":source", source_);
            query.bind(":title", article.title).bind(":text", article.text);
            if (!query.step()) return false;
        }
        Query(database_,
              "UPDATE articles SET title = :title, guid = :guid, "
              "url = iif(:url = '', url, :url), author = iif(:author = '', author, :author), "
              "publisher = iif(:publisher = '', publisher, :publisher), "
              "language = iif(:language = '', language, :language), "
              "published = coalesce(:published, published), "
              "appeared = min(coalesce(:published, published, first_seen), first_seen), "
              "change = :change WHERE id = :id")
            .bind(":title", article.title)
            .bind(":guid", article.guid)
            .bind(":url", article.url)
            .bind(":author", article.author)
            .bind(":publisher", article.publisher)
            .bind(":language", article.language)
            .bind(":published", article.published)
            .bind(":change", ++change_)
            .bind(":id", id)
            .run();
        Query(database_,
              "UPDATE article_texts SET text = :text WHERE article = :id AND NOT EXISTS "
              "(SELECT 1 FROM full_texts WHERE article = :id AND kept)")
            .bind(":text", article.text)
            .bind(":id", id)
            .run();
        return true;
    }

    /// Without "OR REPLACE", for which SQLite would copy each page that it touches.
    void insert(const Sighting& sighting) {
        Query(database_,
              "INSERT INTO sightings (article, source, guid_key, url_key, content_key, "
              "published) VALUES (:article, :source, :guid_key, :url_key, :content_key, "
              ":published)")
            .bind(":article", sighting.article)
            .bind(":source", source_)
            .bind(":guid_key", sighting.keys.guid)
            .bind(":url_key", sighting.keys.url)
            .bind(":content_key", sighting.keys.content)
            .bind(":published", sighting.published)
            .run();
    }

    /// The source shows `now` where it showed `before`: ids and links that rotate leave no trail.
    void replace(const Sighting& before, const Sighting& now) {
        forget(before);
        if (now.keys.guid != before.keys.guid) forget(now);
        insert(now);
    }

    void forget(const Sighting& sighting) {
        Query(database_,
              "DELETE FROM sightings "
              "WHERE article = :article AND source = :source AND guid_key = :guid_key")
            .bind(":article", sighting.article)
            .bind(":source", source_)
            .bind(":guid_key", sighting.keys.guid)
            .run();
    }

    Database& database_;
    SourceId source_;
    const Store::Polled& polled_;
    std::int64_t& change_;
    TakenIn taken_;
    std::size_t shown_ = 0;
    std::vector<Instant> appeared_;
};

void save_state(Database& database, const Store::Polled& polled, const PollState& state,
                std::size_t shown) {
    Query(database,
          "UPDATE sources SET title = iif(title = '', :feed_title, title), "
          "articles = articles + :shown, etag = :etag, last_modified = :last_modified, "
          "body_hash = :body_hash, last_poll = :last_poll, last_success = :last_success, "
          "last_full = :last_full, "
          "last_new = :last_new, next_poll = :next_poll, poll_interval = :poll_interval, "
          "failures = :failures, failure_kind = :failure_kind, failure_detail = :failure_detail, "
          "retired = :retired, moving_to = :moving_to, move_sightings = :move_sightings, "
          "arrivals = :arrivals, more_at = :more_at, more_pages = :more_pages, hub = :hub, "
          "topic = :topic "
          "WHERE id = :id AND removed = 0")
        .bind(":feed_title", polled.feed_title)
        .bind(":shown", shown)
        .bind(":etag", state.etag)
        .bind(":last_modified", state.last_modified)
        .bind(":body_hash", state.body_hash)
        .bind(":last_poll", state.last_poll)
        .bind(":last_success", state.last_success)
        .bind(":last_full", state.last_full)
        .bind(":last_new", state.last_new)
        .bind(":next_poll", state.next_poll)
        .bind(":poll_interval", state.interval.count())
        .bind(":failures", state.failures)
        .bind(":failure_kind", name_of(state.last_failure.kind))
        .bind(":failure_detail", state.last_failure.detail)
        .bind(":retired", state.retired)
        .bind(":moving_to", state.moving_to)
        .bind(":move_sightings", state.move_sightings)
        .bind(":arrivals", format_instants(state.arrivals))
        .bind(":more_at", state.more_at)
        .bind(":more_pages", state.more_pages)
        .bind(":hub", state.hub)
        .bind(":topic", state.topic)
        .bind(":id", polled.source)
        .run();
    if (database.changed_rows() == 0) {
        throw DatabaseError(ErrorCode::not_found,
                            fmt::format("there is no source {}", polled.source.value));
    }
}

void move_source(Database& database, SourceId source, const std::string& url) {
    std::string old_url;
    {
        Query query(database, "SELECT url FROM sources WHERE id = :id");
        if (query.bind(":id", source).step()) old_url = query.text();
    }
    Query(database, "UPDATE OR IGNORE sources SET url = :url WHERE id = :id")
        .bind(":url", url)
        .bind(":id", source)
        .run();
    if (database.changed_rows() == 0 || old_url == url) return;
    Query(database, "DELETE FROM former_urls WHERE url = :url").bind(":url", url).run();
    Query(database, "INSERT OR REPLACE INTO former_urls (url, source) VALUES (:url, :source)")
        .bind(":url", old_url)
        .bind(":source", source)
        .run();
}

TakenIn save_one(Database& database, const Store::Polled& polled, std::int64_t& change) {
    TakeIn take_in(database, polled, change);
    const auto taken = polled.keys.size() == polled.articles.size()
                           ? take_in.run(polled.keys)
                           : take_in.run(make_keys(polled.articles));
    PollState state =
        polled.decide_state ? polled.decide_state(taken, take_in.appeared()) : polled.state;
    // A push may have brought news after the last poll.
    if (taken.added > 0) state.last_new = std::max(state.last_new, state.last_poll);
    save_state(database, polled, state, take_in.shown());
    if (!polled.moved_to.empty()) move_source(database, polled.source, polled.moved_to);
    return taken;
}

bool is_wrong_by_itself(const DatabaseError& error) {
    return error.code == ErrorCode::not_found || error.code == ErrorCode::bad_input;
}

/// A poll that is wrong by itself is undone alone; when disk or database fail, all fail.
TakenIn save_isolated(Database& database, const Store::Polled& polled, std::int64_t& change) {
    const std::int64_t change_before = change;
    try {
        Savepoint savepoint(database);
        TakenIn taken = save_one(database, polled, change);
        savepoint.release();
        return taken;
    } catch (const DatabaseError& error) {
        if (!is_wrong_by_itself(error)) throw;
        change = change_before;
        TakenIn taken;
        taken.refused = Error{error.code, error.what()};
        return taken;
    }
}

using SaveOne = TakenIn (*)(Database&, const Store::Polled&, std::int64_t&);

std::vector<TakenIn> save_all(Database& database, std::span<const Store::Polled> polls,
                              SaveOne save) {
    Transaction transaction(database);
    const std::int64_t change_before = read_counter(database, kChange);
    std::int64_t change = change_before;
    std::vector<TakenIn> taken;
    taken.reserve(polls.size());
    for (const auto& polled : polls) taken.push_back(save(database, polled, change));
    if (change != change_before) write_counter(database, kChange, change);
    transaction.commit();
    return taken;
}

}  // namespace

Result<std::vector<TakenIn>> Store::save_polls(std::span<const Polled> polls) {
    return guard("saving polls", [&]() -> Result<std::vector<TakenIn>> {
        auto& database = impl_->database;
        // A savepoint copies each page that is written within it, and polls that are wrong by
        // themselves are rare: only where there is one, all are saved anew, each in its own.
        try {
            return save_all(database, polls, save_one);
        } catch (const DatabaseError& error) {
            if (!is_wrong_by_itself(error)) throw;
        }
        return save_all(database, polls, save_isolated);
    });
}

Result<TakenIn> Store::save_poll(const Polled& polled) {
    auto taken = save_polls({&polled, 1});
    if (!taken) return tl::unexpected<Error>(taken.error());
    if (taken->front().refused) return fail_in("saving a poll", *taken->front().refused);
    return taken->front();
}

}  // namespace sawthis::store
