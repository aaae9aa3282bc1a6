#include "fetchers/feed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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

Result<Feed> read_tree(const pugi::xml_document& document, const FeedContext& context) {
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
    return atom ? read_atom(root, scope, context) : read_rss(root, scope, context);
}

/// Parses in place: the tree refers to `text`. The feed has to stand in it whole.
bool parse_strictly(pugi::xml_document& document, std::string& text) {
    return static_cast<bool>(
        document.load_buffer_inplace(text.data(), text.size(), kXmlFlags, pugi::encoding_utf8));
}

/// `text` is `bytes` in UTF-8. Parsing overwrites it, so that the rare repair converts once more.
Result<Feed> read_xml_feed(std::string text, std::string_view bytes, const FeedContext& context) {
    if (std::ssize(text) > kMostTags && std::count(text.begin(), text.end(), '<') > kMostTags) {
        return fail(ErrorCode::malformed,
                    fmt::format("more than {} tags in one document", kMostTags));
    }
    pugi::xml_document document;
    if (parse_strictly(document, text)) return read_tree(document, context);
    auto repaired = repair_xml(to_utf8(bytes, context.content_type), context.max_depth);
    if (repaired.text.empty()) return fail(ErrorCode::malformed, "no feed: neither XML nor JSON");
    if (!parse_strictly(document, repaired.text)) {
        return fail(ErrorCode::malformed, "the XML could not be read, even leniently");
    }
    auto feed = read_tree(document, context);
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
