#include "core/failure.hpp"
#include "store/database.hpp"
#include "store/instants_text.hpp"
#include "store/json_text.hpp"
#include "store/store.hpp"
#include "store/store_impl.hpp"

namespace sawthis::store {

namespace {

#define SAWTHIS_SELECT_SOURCES                                                              \
    "SELECT id, kind, url, title, tags, company, links, form, password_place, full_text, "  \
    "articles, etag, "                                                                      \
    "last_modified, "                                                                       \
    "body_hash, last_poll, last_success, last_full, last_new, next_poll, poll_interval, "   \
    "failures, "                                                                            \
    "failure_kind, failure_detail, retired, moving_to, move_sightings, arrivals, more_at, " \
    "more_pages, hub, topic FROM sources "

PollState read_state(Query& row) {
    PollState state;
    state.etag = row.text();
    state.last_modified = row.text();
    state.body_hash = row.text();
    state.last_poll = row.maybe_instant();
    state.last_success = row.maybe_instant();
    state.last_full = row.maybe_instant();
    state.last_new = row.maybe_instant();
    state.next_poll = row.maybe_instant();
    state.interval = std::chrono::seconds{row.integer()};
    state.failures = static_cast<int>(row.integer());
    state.last_failure.kind = failure_kind_of(row.text());
    state.last_failure.detail = row.text();
    state.retired = row.boolean();
    state.moving_to = row.text();
    state.move_sightings = static_cast<int>(row.integer());
    state.arrivals = parse_instants(row.text());
    state.more_at = row.text();
    state.more_pages = static_cast<int>(row.integer());
    state.hub = row.text();
    state.topic = row.text();
    return state;
}

StoredSource read_source(Query& row) {
    StoredSource stored;
    stored.source.id = {row.integer()};
    stored.source.kind = source_kind_of(row.text());
    stored.source.url = row.text();
    stored.source.title = row.text();
    stored.source.tags = parse_list(row.text());
    stored.source.company = row.text();
    stored.source.links = row.text();
    stored.source.form = row.text();
    stored.source.password_place = row.text();
    stored.source.full_text = full_text_choice(row.text());
    stored.articles = static_cast<std::size_t>(row.integer());
    stored.state = read_state(row);
    return stored;
}

struct KnownSource {
    SourceId id;
    bool removed = false;
    Source source;
};

/// By its URL, or one it had before it moved.
std::optional<KnownSource> find_known(Database& database, std::string_view url) {
    Query query(database,
                "SELECT id, removed, kind, links, form FROM sources WHERE url = :url "
                "UNION ALL SELECT s.id, s.removed, s.kind, s.links, s.form FROM former_urls AS f "
                "JOIN sources AS s ON s.id = f.source WHERE f.url = :url LIMIT 1");
    if (!query.bind(":url", url).step()) return std::nullopt;
    KnownSource known;
    known.id = {query.integer()};
    known.removed = query.boolean();
    known.source.kind = source_kind_of(query.text());
    known.source.links = query.text();
    known.source.form = query.text();
    return known;
}

std::string_view full_text_name(const Source& source) {
    return source.full_text ? name_of(*source.full_text) : "";
}

SourceId insert_source(Database& database, const Source& source) {
    Query(database,
          "INSERT INTO sources (kind, url, title, tags, company, links, form, password_place, "
          "full_text) VALUES (:kind, :url, :title, :tags, :company, :links, :form, "
          ":password_place, :full_text)")
        .bind(":kind", name_of(source.kind))
        .bind(":url", source.url)
        .bind(":title", source.title)
        .bind(":tags", format_list(source.tags))
        .bind(":company", source.company)
        .bind(":links", source.links)
        .bind(":form", source.form)
        .bind(":password_place", source.password_place)
        .bind(":full_text", full_text_name(source))
        .run();
    return {database.last_insert_id()};
}

void update_source(Database& database, SourceId id, const Source& source) {
    Query(database,
          "UPDATE sources SET kind = :kind, title = iif(:title = '', title, :title), "
          "tags = iif(:tags = '[]', tags, :tags), "
          "company = iif(:company = '', company, :company), "
          "links = iif(:links = '', links, :links), form = iif(:form = '', form, :form), "
          "password_place = iif(:password_place = '', password_place, :password_place), "
          "full_text = iif(:full_text = '', full_text, :full_text), removed = 0 WHERE id = :id")
        .bind(":kind", name_of(source.kind))
        .bind(":title", source.title)
        .bind(":tags", format_list(source.tags))
        .bind(":company", source.company)
        .bind(":links", source.links)
        .bind(":form", source.form)
        .bind(":password_place", source.password_place)
        .bind(":full_text", full_text_name(source))
        .bind(":id", id)
        .run();
}

/// What polling taught does not hold any more: an old ETag would keep us from reading the source.
void forget_polls(Database& database, SourceId id) {
    Query(database,
          "UPDATE sources SET etag = '', last_modified = '', body_hash = '', next_poll = NULL, "
          "poll_interval = 0, failures = 0, failure_kind = 'none', failure_detail = '', "
          "retired = 0, more_at = '', more_pages = 0, hub = '', topic = '' WHERE id = :id")
        .bind(":id", id)
        .run();
}

Store::AddedSource put_one(Database& database, const Source& source) {
    if (source.url.empty()) throw DatabaseError(ErrorCode::bad_input, "a source needs a URL");
    const auto known = find_known(database, source.url);
    if (!known) return {insert_source(database, source), true};
    update_source(database, known->id, source);
    const bool read_anew = known->removed || known->source.kind != source.kind ||
                           (!source.links.empty() && known->source.links != source.links) ||
                           (!source.form.empty() && known->source.form != source.form);
    if (read_anew) forget_polls(database, known->id);
    return {known->id, known->removed};
}

}  // namespace

Result<Store::AddedSource> Store::put_source(const Source& source) {
    return guard("adding a source", [&]() -> Result<AddedSource> {
        Transaction transaction(impl_->database);
        const auto added = put_one(impl_->database, source);
        transaction.commit();
        return added;
    });
}

Result<void> Store::put_sources(std::span<const Source> sources) {
    return guard("adding sources", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        for (const auto& source : sources) put_one(impl_->database, source);
        transaction.commit();
        return {};
    });
}

Result<void> Store::remove_source(SourceId id) {
    return guard("removing a source", [&]() -> Result<void> {
        Transaction transaction(impl_->database);
        Query(impl_->database, "UPDATE sources SET removed = 1 WHERE id = :id")
            .bind(":id", id)
            .run();
        transaction.commit();
        return {};
    });
}

Result<std::vector<StoredSource>> Store::load_sources() const {
    return guard("loading sources", [&]() -> Result<std::vector<StoredSource>> {
        Query query(impl_->database, SAWTHIS_SELECT_SOURCES "WHERE removed = 0 ORDER BY id");
        std::vector<StoredSource> sources;
        while (query.step()) sources.push_back(read_source(query));
        return sources;
    });
}

Result<std::optional<StoredSource>> Store::find_source(std::string_view url) const {
    return guard("finding a source", [&]() -> Result<std::optional<StoredSource>> {
        const auto known = find_known(impl_->database, url);
        if (!known || known->removed) return std::nullopt;
        Query query(impl_->database, SAWTHIS_SELECT_SOURCES "WHERE id = :id");
        if (!query.bind(":id", known->id).step()) return std::nullopt;
        return read_source(query);
    });
}

}  // namespace sawthis::store
