#pragma once

#include <cstdint>
#include <map>
#include <memory_resource>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/article.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

/// When an incoming article is one we have. Feeds lie about ids: some give new ones at each poll,
/// some a session id in each link, some one link for all items. So all that a source shows is
/// weighed, and what else stands in the same poll: an id, link or text may have *changed* only if
/// its old bearer is gone from the poll; where both stand there, they are two articles.
///
/// In order, within the source:
/// URLs are compared as bare_address() has them (core/address.hpp).
///
///  1. its own guid (a guid equal to the URL says no more than the URL);
///  2. the same title and text. Under another URL a bare headline ("Weather warning") may return,
///     so one with another date is another article; so is one that stands beside it in the poll
///     with another guid and another URL;
///  3. the same URL, unless several articles of the source have it (a feed that links all items to
///     its home page), or guid, title and date all differ.
/// Then, in any source: the same URL, its own or what its page calls canonical, and the same title,
/// folded. There the first source's wording stays.
namespace sawthis::store {

/// What a source showed of an article: a row of `sightings`.
struct Sighting {
    ArticleId article;
    ArticleKeys keys;
    std::optional<Instant> published;
    bool operator==(const Sighting&) const = default;
};

/// A known article, and the sighting it was known by.
struct Recognised {
    ArticleId article;
    std::optional<Sighting> sighting;  // nullopt: another source showed it
    bool sighting_taken = false;       // another article of this poll is that sighting
    bool article_taken = false;        // another article of this poll is that article
};

/// An article of any source with this title whose URL, or what its page calls so, is `url`.
/// Left out: what `source` showed itself (0: nothing), and the article `except`.
[[nodiscard]] std::optional<ArticleId> find_elsewhere(Database& database, const std::string& url,
                                                      std::string_view title, SourceId source,
                                                      ArticleId except);

/// Recognises the articles of one poll, in order; claim() must follow for each, before the next.
class Recogniser {
public:
    /// `keys`: those of the articles.
    Recogniser(Database& database, SourceId source, std::span<const Article> poll,
               std::span<const ArticleKeys> keys);

    [[nodiscard]] std::optional<Recognised> find(std::size_t index);
    /// poll[index] is this sighting, as it stands in the database from now on.
    void claim(std::size_t index, const Sighting& sighting);

private:
    /// False where no sighting of the source can have this key: nothing to look up.
    [[nodiscard]] bool may_hold(std::int64_t key) const;
    /// What find_by_id() looks for.
    [[nodiscard]] std::int64_t id_key(std::size_t index) const;
    [[nodiscard]] std::optional<Sighting> find_by_id(std::size_t index);
    [[nodiscard]] std::optional<Sighting> find_by_content(std::size_t index);
    [[nodiscard]] std::optional<Sighting> find_by_url(std::size_t index);
    [[nodiscard]] bool taken(const Sighting& sighting, std::size_t index) const;
    [[nodiscard]] bool same_by_content(std::size_t index, const Sighting& known) const;
    [[nodiscard]] bool same_by_url(std::size_t index, const Sighting& known,
                                   std::string_view known_title) const;

    Database& database_;
    SourceId source_;
    std::span<const Article> poll_;
    std::span<const ArticleKeys> keys_;
    std::vector<std::optional<Sighting>> by_id_;
    bool new_source_;  // it had shown nothing before this poll
    // What is noted of each article lies in memory that is given back as one.
    std::pmr::monotonic_buffer_resource memory_;
    std::pmr::unordered_set<std::int64_t> claimed_keys_{&memory_};  // of all claimed sightings
    // Who in the poll is which sighting (article, guid_key), and which article.
    std::pmr::map<std::pair<ArticleId, std::int64_t>, std::size_t> sighting_owners_{&memory_};
    std::pmr::unordered_map<ArticleId, std::size_t> article_owners_{&memory_};
};

}  // namespace sawthis::store
