#include "fetchers/linked_feeds.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_place.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostFeeds = 50;

bool has_word(std::string_view list, std::string_view word) {
    for (const auto& part : split_list(list, ' ')) {
        if (equal_ignoring_ascii_case(part, word)) return true;
    }
    return false;
}

bool is_feed_type(std::string_view type) {
    const auto plain = lower_ascii(trim(type.substr(0, type.find(';'))));
    return plain == "application/rss+xml" || plain == "application/atom+xml" ||
           plain == "application/feed+json" || plain == "application/rdf+xml" ||
           plain == "application/xml" || plain == "text/xml" || plain == "application/x.atom+xml";
}

bool is_declared(const HtmlTree& tree, NodeId id) {
    const auto rel = tree.attribute(id, "rel");
    if (has_word(rel, "feed")) return true;
    return has_word(rel, "alternate") && is_feed_type(tree.attribute(id, "type")) &&
           !has_word(rel, "stylesheet");
}

/// A link of the body that calls itself a feed, by its text or its address.
bool is_shown(const HtmlTree& tree, NodeId id, std::string_view url) {
    static const std::unordered_set<std::string_view> kNames{
        "rss",           "atom",     "rss feed",          "atom feed",
        "rss feeds",     "xml feed", "rss 2.0",           "rss-feed",
        "flux rss",      "fil rss",  "canal rss",         "feed rss",
        "json feed",     "rss xml",  "subscribe via rss", "subscribe with rss",
        "rss abonnieren"};
    static const std::unordered_set<std::string_view> kEndings{
        "rss.xml",   "feed.xml",  "atom.xml",  "rss",     "feed",
        "feed.json", "index.rdf", "index.rss", "rss2.xml"};
    const auto segments = path_segments(url);
    if (segments.empty()) return false;
    if (kEndings.count(segments.back()) > 0 || segments.back().ends_with(".rss") ||
        segments.back().ends_with(".atom")) {
        return true;
    }
    const auto name = squeeze_space(fold_case(tree.text_of(id)));
    return kNames.count(name) > 0;
}

}  // namespace

std::vector<LinkedFeed> find_linked_feeds(std::string_view bytes, const PageContext& context) {
    const auto tree = HtmlTree::parse(to_utf8(bytes, context.content_type));
    if (!tree) return {};
    const auto base = base_url_of(*tree, context.url);
    std::unordered_set<std::string> seen;
    std::vector<LinkedFeed> feeds;
    const auto add = [&](NodeId id, std::string url, bool declared) {
        url.resize(std::min(url.find('#'), url.size()));
        if (feeds.size() == kMostFeeds || !seen.insert(net::canonical_url(url)).second) return;
        LinkedFeed feed{std::move(url), squeeze_space(tree->attribute(id, "title")), declared};
        const auto plain = lower_ascii(feed.title + " " + feed.url);
        feed.comments = plain.find("comment") != std::string::npos ||
                        plain.find("kommentar") != std::string::npos;
        feeds.push_back(std::move(feed));
    };
    for (const bool declared : {true, false}) {
        for (NodeId id = 0; id < tree->size(); ++id) {
            if ((*tree)[id].tag != (declared ? Tag::link : Tag::a)) continue;
            const auto href = trim(tree->attribute(id, "href"));
            if (href.empty() || href.front() == '#') continue;
            if (declared && !is_declared(*tree, id)) continue;
            const auto url = net::resolve_url(base, href);
            if (url && (declared || is_shown(*tree, id, *url))) add(id, *url, declared);
        }
    }
    return feeds;
}

}  // namespace sawthis::fetchers
