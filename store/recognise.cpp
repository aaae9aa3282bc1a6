#include "store/recognise.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "core/address.hpp"
#include "core/hash.hpp"
#include "core/text.hpp"

namespace sawthis::store {

namespace {

/// More of one text or URL in a source are not looked at, so that a hostile feed of ever the same
/// item costs no more than this per item.
constexpr std::size_t kMostCandidates = 200;
constexpr std::size_t kBytesForEach = 256;  // what is noted of an article that is recognised

/// As SQLite's integers want it. A made collision can only hide articles of the very source that
/// made it.
std::int64_t key_of(const HashChain& hash) {
    return static_cast<std::int64_t>(hash.value());
}

bool has_own_id(const Article& article) {
    return !article.guid.empty() && bare_address(article.guid) != bare_address(article.url);
}

bool dated_apart(const Article& article, const Sighting& known) {
    return article.published && known.published && *article.published != *known.published;
}

std::string fold_title(std::string_view title) {
    return fold_case(squeeze_space(title));
}

Sighting read_sighting(Query& row) {
    Sighting sighting;
    sighting.article = {row.integer()};
    sighting.keys.guid = row.integer();
    sighting.keys.url = row.integer();
    sighting.keys.content = row.integer();
    sighting.published = row.maybe_instant();
    return sighting;
}

bool has_sightings(Database& database, SourceId source) {
    Query query(database, "SELECT 1 FROM sightings WHERE source = :source LIMIT 1");
    return query.bind(":source", source).step();
}

}  // namespace

std::vector<ArticleKeys> make_keys(std::span<const Article> articles) {
    struct Chains {
        HashChain guid;
        HashChain url;
        HashChain content;
    };
    std::vector<Chains> chains(articles.size());
    std::vector<ChainedText> texts;
    texts.reserve(3 * articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const auto& article = articles[i];
        // A NUL stands in no title, so it keeps title and text apart.
        texts.push_back({&chains[i].content.add(article.title).add('\0'), article.text});
    }
    for (std::size_t i = 0; i < articles.size(); ++i) {
        texts.push_back({&chains[i].guid, articles[i].guid});
        texts.push_back({&chains[i].url, bare_address(articles[i].url)});
    }
    add_side_by_side(texts);
    std::vector<ArticleKeys> keys(articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
        keys[i].guid = key_of(chains[i].guid);
        keys[i].url = articles[i].url.empty() ? 0 : key_of(chains[i].url);
        keys[i].content = key_of(chains[i].content);
    }
    return keys;
}

Recogniser::Recogniser(Database& database, SourceId source, std::span<const Article> poll,
                       std::span<const ArticleKeys> keys)
    : database_(database),
      source_(source),
      poll_(poll),
      keys_(keys),
      new_source_(!has_sightings(database, source)),
      memory_(kBytesForEach * poll.size() + kBytesForEach) {
    by_id_.reserve(poll.size());
    for (std::size_t i = 0; i < poll.size(); ++i) {
        by_id_.push_back(may_hold(id_key(i)) ? find_by_id(i) : std::nullopt);
        if (by_id_.back()) claim(i, *by_id_.back());
    }
}

void Recogniser::claim(std::size_t index, const Sighting& sighting) {
    sighting_owners_.try_emplace({sighting.article, sighting.keys.guid}, index);
    article_owners_.try_emplace(sighting.article, index);
    claimed_keys_.insert({sighting.keys.guid, sighting.keys.url, sighting.keys.content});
}

bool Recogniser::may_hold(std::int64_t key) const {
    return !new_source_ || claimed_keys_.contains(key);
}

std::int64_t Recogniser::id_key(std::size_t index) const {
    return has_own_id(poll_[index]) ? keys_[index].guid : keys_[index].content;
}

bool Recogniser::taken(const Sighting& sighting, std::size_t index) const {
    const auto owner = sighting_owners_.find({sighting.article, sighting.keys.guid});
    return owner != sighting_owners_.end() && owner->second != index;
}

std::optional<Recognised> Recogniser::find(std::size_t index) {
    auto sighting = by_id_[index];
    const auto& keys = keys_[index];
    // An earlier article of this poll may have it.
    if (!sighting && claimed_keys_.contains(id_key(index))) sighting = find_by_id(index);
    if (!sighting && may_hold(keys.content)) sighting = find_by_content(index);
    if (!sighting && may_hold(keys.url)) sighting = find_by_url(index);
    if (sighting) {
        const auto owner = article_owners_.find(sighting->article);
        return Recognised{sighting->article, sighting, taken(*sighting, index),
                          owner != article_owners_.end() && owner->second != index};
    }
    const auto elsewhere =
        find_elsewhere(database_, poll_[index].url, poll_[index].title, source_, {});
    if (elsewhere) return Recognised{*elsewhere, std::nullopt, false, false};
    return std::nullopt;
}

std::optional<Sighting> Recogniser::find_by_id(std::size_t index) {
    if (has_own_id(poll_[index])) {
        Query query(database_,
                    "SELECT article, guid_key, url_key, content_key, published FROM sightings "
                    "WHERE source = :source AND guid_key = :guid_key LIMIT 1");
        query.bind(":source", source_).bind(":guid_key", keys_[index].guid);
        return query.step() ? std::optional(read_sighting(query)) : std::nullopt;
    }
    if (keys_[index].url == 0) return std::nullopt;
    Query query(database_,
                "SELECT article, guid_key, url_key, content_key, published FROM sightings "
                "WHERE source = :source AND content_key = :content_key AND +url_key = :url_key "
                "LIMIT 1");
    query.bind(":source", source_)
        .bind(":content_key", keys_[index].content)
        .bind(":url_key", keys_[index].url);
    return query.step() ? std::optional(read_sighting(query)) : std::nullopt;
}

bool Recogniser::same_by_content(std::size_t index, const Sighting& known) const {
    const auto& keys = keys_[index];
    const bool apart = dated_apart(poll_[index], known);
    const bool is_taken = taken(known, index);
    if (keys.url != 0 && keys.url == known.keys.url) return !(is_taken && apart);
    const bool has_text = !poll_[index].text.empty();
    const bool other_link = keys.url != 0 && known.keys.url != 0;
    if (is_taken && other_link && has_own_id(poll_[index])) return false;
    return is_taken ? has_text && !apart : has_text || !apart;
}

std::optional<Sighting> Recogniser::find_by_content(std::size_t index) {
    Query query(database_,
                "SELECT article, guid_key, url_key, content_key, published FROM sightings "
                "WHERE source = :source AND content_key = :content_key "
                "ORDER BY article DESC LIMIT :most");
    query.bind(":source", source_)
        .bind(":content_key", keys_[index].content)
        .bind(":most", kMostCandidates);
    std::optional<Sighting> best;
    std::tuple<bool, bool, bool> best_rank;
    while (query.step()) {
        const Sighting known = read_sighting(query);
        if (!same_by_content(index, known)) continue;
        const std::tuple rank{!taken(known, index), known.keys.url == keys_[index].url,
                              known.published == poll_[index].published};
        if (best && rank <= best_rank) continue;
        best = known;
        best_rank = rank;
    }
    return best;
}

bool Recogniser::same_by_url(std::size_t index, const Sighting& known,
                             std::string_view known_title) const {
    const bool apart = dated_apart(poll_[index], known);
    const bool same_title = fold_title(known_title) == fold_title(poll_[index].title);
    if (taken(known, index)) return same_title && !apart;
    return !has_own_id(poll_[index]) || same_title || !apart;
}

std::optional<Sighting> Recogniser::find_by_url(std::size_t index) {
    if (keys_[index].url == 0) return std::nullopt;
    Query query(database_,
                "SELECT s.article, s.guid_key, s.url_key, s.content_key, s.published, a.title "
                "FROM sightings AS s JOIN articles AS a ON a.id = s.article "
                "WHERE s.source = :source AND s.url_key = :url_key AND s.url_key <> 0 "
                "LIMIT :most");
    query.bind(":source", source_)
        .bind(":url_key", keys_[index].url)
        .bind(":most", kMostCandidates);
    std::optional<Sighting> best;
    ArticleId only;
    while (query.step()) {
        const Sighting known = read_sighting(query);
        if (only && only != known.article) return std::nullopt;  // a link that several share
        only = known.article;
        if (!same_by_url(index, known, query.text())) continue;
        if (!best || (taken(*best, index) && !taken(known, index))) best = known;
    }
    return best;
}

std::optional<ArticleId> find_elsewhere(Database& database, const std::string& url,
                                        std::string_view title, SourceId source, ArticleId except) {
    if (url.empty()) return std::nullopt;
    std::string folded;  // made where there is something to compare it with
    const auto find_in = [&](Query& query) -> std::optional<ArticleId> {
        query.bind_in_place(":address", bare_address(url))
            .bind(":source", source)
            .bind(":except", except);
        query.bind(":most", kMostCandidates);
        while (query.step()) {
            const ArticleId id{query.integer()};
            if (folded.empty()) folded = fold_title(title);
            if (fold_title(query.text()) == folded) return id;
        }
        return std::nullopt;
    };
    // One after the other: for a list of both SQLite would make a table each time.
    Query by_url(database,
                 "SELECT id, title FROM articles AS a WHERE address = :address AND url <> '' "
                 "AND id <> :except "
                 "AND NOT EXISTS (SELECT 1 FROM sightings WHERE article = a.id AND source = "
                 ":source) ORDER BY id LIMIT :most");
    Query by_page(
        database,
        "SELECT a.id, a.title FROM full_texts AS f JOIN articles AS a ON a.id = "
        "f.article WHERE f.page_address = :address AND f.page_url <> '' AND a.id <> :except "
        "AND NOT EXISTS (SELECT 1 FROM sightings WHERE article = a.id AND source = "
        ":source) ORDER BY f.article LIMIT :most");
    const auto by_its_url = find_in(by_url);
    const auto by_its_page = find_in(by_page);
    if (by_its_url && by_its_page) return std::min(*by_its_url, *by_its_page);
    return by_its_url ? by_its_url : by_its_page;
}

}  // namespace sawthis::store
