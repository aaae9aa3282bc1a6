#include "fetchers/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/feed_readers.hpp"
#include "fetchers/sitemap_reader.hpp"
#include "fetchers/xml_repair.hpp"
#include "fetchers/xml_text.hpp"

namespace sawthis::fetchers {

namespace {

// A tree takes some 70 bytes for each tag; feeds within the size limit have far fewer tags.
constexpr std::ptrdiff_t kMostTags = 1'500'000;

bool is_feed_root(const XmlName& name) {
    switch (name.local) {
        case "rss"_name:
        case "rdf"_name:
        case "feed"_name:
        case "channel"_name:
            return true;
        default:
            return false;
    }
}

/// The way from the document to its feed element, that included; empty if it has none. Usually that
/// is the root, but some servers wrap feeds into a page.
std::vector<pugi::xml_node> find_feed(const pugi::xml_document& document, const XmlScope& scope) {
    constexpr std::size_t kDeepest = 4;
    constexpr int kMostSteps = 1'000;
    std::vector<pugi::xml_node> path;
    pugi::xml_node at = document.first_child();
    for (int steps = 0; steps < kMostSteps && (at || !path.empty()); ++steps) {
        if (!at) {
            at = path.back().next_sibling();
            path.pop_back();
            continue;
        }
        if (at.type() == pugi::node_element) {
            path.push_back(at);
            const XmlName name = scope.name_of(at);
            const bool lone_entry = path.size() == 1 && name.local == "entry"_name;
            if (is_feed_root(name) || lone_entry) return path;
            if (path.size() < kDeepest) {
                at = at.first_child();
                continue;
            }
            path.pop_back();
        }
        at = at.next_sibling();
    }
    return {};
}

Result<Feed> read_tree(const pugi::xml_document& document, const FeedContext& context,
                       XmlMarkup& markup) {
    XmlScope scope(context.base_url);
    const auto path = find_feed(document, scope);
    if (path.empty() && is_sitemap(document.document_element())) {
        return feed_of(read_sitemap(document.document_element(), {context.base_url, {}}), context);
    }
    if (path.empty()) {
        return fail(ErrorCode::malformed,
                    fmt::format("no feed: the document is <{}>",
                                shorten(document.document_element().name(), 40)));
    }
    for (const auto& element : path) scope.push(element);
    const pugi::xml_node root = path.back();
    if (scope.name_of(root).vocabulary != Vocabulary::rdf) scope.adopt_core(root);
    const auto local = scope.name_of(root).local;
    const bool atom = local == "feed"_name || local == "entry"_name;
    const FeedPlace place{scope, markup};
    return atom ? read_atom(root, place, context) : read_rss(root, place, context);
}

/// Parses in place: the tree refers to `text`. The feed has to stand in it whole.
bool parse_strictly(pugi::xml_document& document, std::string& text, unsigned flags) {
    return static_cast<bool>(
        document.load_buffer_inplace(text.data(), text.size(), flags, pugi::encoding_utf8));
}

/// Whether elements stand in the feed's texts, as far as its first entries tell.
bool expects_markup(std::string_view text) {
    constexpr std::size_t kFirstEntries = 8'192;
    return text.substr(0, kFirstEntries).find("xhtml") != std::string_view::npos;
}

/// The feed in `text`, which is `bytes` in UTF-8; nothing if the strict parse fails. Parsing
/// overwrites it, so that the few feeds that have elements in their texts unexpectedly convert once
/// more.
std::optional<Result<Feed>> read_strictly(std::string text, std::string_view bytes,
                                          const FeedContext& context) {
    const bool expected = expects_markup(text);
    pugi::xml_document document;
    if (!parse_strictly(document, text, expected ? kXmlMarkupFlags : kXmlFlags)) return {};
    XmlMarkup markup(context.max_depth);
    auto feed = read_tree(document, context, markup);
    if (expected || !markup.met()) return feed;
    text = to_utf8(bytes, context.content_type);
    if (!parse_strictly(document, text, kXmlMarkupFlags)) return {};
    return read_tree(document, context, markup);
}

/// `text` is `bytes` in UTF-8.
Result<Feed> read_xml_feed(std::string text, std::string_view bytes, const FeedContext& context) {
    if (std::ssize(text) > kMostTags && std::count(text.begin(), text.end(), '<') > kMostTags) {
        return fail(ErrorCode::malformed,
                    fmt::format("more than {} tags in one document", kMostTags));
    }
    if (auto feed = read_strictly(std::move(text), bytes, context)) return *std::move(feed);
    auto repaired = repair_xml(to_utf8(bytes, context.content_type), context.max_depth);
    if (repaired.text.empty()) return fail(ErrorCode::malformed, "no feed: neither XML nor JSON");
    pugi::xml_document document;
    if (!parse_strictly(document, repaired.text, kXmlMarkupFlags)) {
        return fail(ErrorCode::malformed, "the XML could not be read, even leniently");
    }
    XmlMarkup markup(context.max_depth);
    auto feed = read_tree(document, context, markup);
    if (!feed) return feed;
    feed->repaired = true;
    feed->cut = repaired.cut;
    return feed;
}

}  // namespace

Result<Feed> parse_feed(std::string_view bytes, const FeedContext& context) {
    std::string text = to_utf8(bytes, context.content_type);
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos) return fail(ErrorCode::malformed, "no feed: it is empty");
    if (text[start] == '{' || text[start] == '[') return read_json_feed(text, context);
    return read_xml_feed(std::move(text), bytes, context);
}

}  // namespace sawthis::fetchers
