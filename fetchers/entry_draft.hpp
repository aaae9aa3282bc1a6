#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <utility>

#include "fetchers/feed.hpp"
#include "fetchers/feed_place.hpp"
#include "fetchers/xml_scope.hpp"

namespace sawthis::fetchers {

/// The link of rel alternate, the default: the best of several, where HTML is better than no type,
/// and that better than another type; of equal ones the first.
class AlternateLink {
public:
    /// `element` is an Atom link, any rel.
    void offer(const pugi::xml_node& element, const std::string& base);
    [[nodiscard]] const std::string& url() const& { return url_; }
    [[nodiscard]] std::string url() && { return std::move(url_); }

private:
    std::string url_;
    int rank_ = 0;
};

/// An entry while it is read, with what counts only where something better is missing.
struct EntryDraft {
    Entry& entry;             // stands in the feed already
    std::string encoded;      // content:encoded, HTML
    std::string description;  // HTML
    std::string dc_title;
    std::optional<Instant> dc_date;
    bool id_is_address = false;  // the guid is a permalink
    AlternateLink alternate;

    /// Puts what is still in the draft where the entry misses it.
    void finish() &&;
};

/// A new entry at the end of `feed`.
[[nodiscard]] Entry& add_entry(Feed& feed);

/// Takes over an element of dc, dcterms, content, media or itunes. Those of other vocabularies are
/// left alone.
void read_module_element(EntryDraft& draft, const pugi::xml_node& element, const XmlName& name,
                         const FeedPlace& place);

/// Of a feed's own link, Atom's in whatever format: its alternate goes to `home`, self and hub to
/// the feed; of several the first counts.
void read_feed_link(Feed& feed, AlternateLink& home, const pugi::xml_node& link,
                    const std::string& base);

/// `atom:author` and the like: its name, else its email.
[[nodiscard]] std::string person_name(const pugi::xml_node& person);

/// Elements of sy and the feed's own ttl, skipHours, skipDays: what they say about polling.
class RhythmReader {
public:
    /// True if the element was one of them.
    bool read(const pugi::xml_node& element, const XmlName& name);
    void finish(Feed& feed) const;

private:
    std::optional<std::chrono::seconds> ttl_;
    std::chrono::seconds period_{0};
    int frequency_ = 1;
    std::vector<int> skip_hours_;
    std::vector<int> skip_days_;
};

}  // namespace sawthis::fetchers
