#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "core/result.hpp"
#include "fetchers/feed.hpp"
#include "fetchers/feed_place.hpp"

/// One reader for each family of formats. parse_feed() chooses.
namespace sawthis::fetchers {

/// `root` is rss, rdf:RDF, or a channel that stands by itself; it has been pushed.
[[nodiscard]] Feed read_rss(const pugi::xml_node& root, const FeedPlace& place,
                            const FeedContext& context);

/// `root` is an Atom feed, or an entry that stands by itself; it has been pushed.
[[nodiscard]] Feed read_atom(const pugi::xml_node& root, const FeedPlace& place,
                             const FeedContext& context);

/// `text` is UTF-8. Error malformed: no JSON, or JSON that is no feed.
[[nodiscard]] Result<Feed> read_json_feed(std::string_view text, const FeedContext& context);

}  // namespace sawthis::fetchers
