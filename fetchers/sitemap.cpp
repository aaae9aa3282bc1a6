#include "fetchers/sitemap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/feed_date.hpp"
#include "fetchers/sitemap_reader.hpp"
#include "fetchers/xml_text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostBytes = 16U << 20U;
constexpr std::ptrdiff_t kMostTags = 1'500'000;
constexpr std::size_t kMostKeywords = 30;

/// The first child element of that local name; case as in the protocol, or not.
pugi::xml_node child_of(const pugi::xml_node& parent, std::string_view name) {
    for (auto child = parent.first_child(); child; child = child.next_sibling()) {
        if (child.type() == pugi::node_element &&
            equal_ignoring_ascii_case(without_prefix(child.name()), name)) {
            return child;
        }
    }
    return {};
}

std::optional<Instant> date_of(const pugi::xml_node& parent, std::string_view name) {
    return parse_feed_date(line_of(child_of(parent, name)));
}

void read_news(const pugi::xml_node& news, SitemapEntry& entry) {
    entry.title = line_of(child_of(news, "title"));
    entry.published = date_of(news, "publication_date");
    const auto publication = child_of(news, "publication");
    entry.publisher = line_of(child_of(publication, "name"));
    entry.language = line_of(child_of(publication, "language"));
    if (entry.language.empty()) entry.language = line_of(child_of(news, "language"));
    entry.tags = split_list(line_of(child_of(news, "keywords")), ',');
    entry.tags.resize(std::min(entry.tags.size(), kMostKeywords));
}

SitemapEntry read_entry(const pugi::xml_node& element, const SitemapContext& context) {
    SitemapEntry entry;
    entry.url = net::resolve_url(context.base_url, line_of(child_of(element, "loc"))).value_or("");
    entry.modified = date_of(element, "lastmod");
    if (const auto news = child_of(element, "news")) read_news(news, entry);
    return entry;
}

/// One address a line, and nothing else.
Result<Sitemap> read_lines(std::string_view text, const SitemapContext& context) {
    Sitemap sitemap;
    while (!text.empty() && sitemap.entries.size() < context.max_entries) {
        const auto end = text.find('\n');
        const auto line = trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty()) continue;
        auto url = net::parse_url(line);
        if (!url) return fail(ErrorCode::malformed, "no sitemap: neither XML nor addresses");
        SitemapEntry entry;
        entry.url = std::move(*url);
        sitemap.entries.push_back(std::move(entry));
    }
    if (sitemap.entries.empty()) return fail(ErrorCode::malformed, "no sitemap: it is empty");
    return sitemap;
}

Result<Sitemap> read_xml(const std::string& text, const SitemapContext& context) {
    if (std::count(text.begin(), text.end(), '<') > kMostTags) {
        return fail(ErrorCode::malformed, fmt::format("more than {} tags", kMostTags));
    }
    pugi::xml_document document;
    // Where it stops at a fault, the tree holds what came before.
    const bool whole = static_cast<bool>(
        document.load_buffer(text.data(), text.size(), kXmlFlags, pugi::encoding_utf8));
    const auto root = document.document_element();
    if (!is_sitemap(root)) {
        return fail(ErrorCode::malformed,
                    fmt::format("no sitemap: the document is <{}>", shorten(root.name(), 40)));
    }
    auto sitemap = read_sitemap(root, context);
    if (!whole && !sitemap.entries.empty()) sitemap.entries.pop_back();
    return sitemap;
}

Entry make_entry(const SitemapEntry& from) {
    Entry entry;
    entry.url = from.url;
    entry.title = from.title;
    entry.published = from.published;
    entry.modified = from.modified;
    entry.language = from.language;
    entry.publisher = from.publisher;
    entry.tags = from.tags;
    return entry;
}

}  // namespace

bool is_sitemap(const pugi::xml_node& root) {
    const auto name = without_prefix(root.name());
    return equal_ignoring_ascii_case(name, "urlset") ||
           equal_ignoring_ascii_case(name, "sitemapindex");
}

Sitemap read_sitemap(const pugi::xml_node& root, const SitemapContext& context) {
    Sitemap sitemap;
    sitemap.index = equal_ignoring_ascii_case(without_prefix(root.name()), "sitemapindex");
    for (auto child = root.first_child(); child && sitemap.entries.size() < context.max_entries;
         child = child.next_sibling()) {
        const auto name = without_prefix(child.name());
        if (!equal_ignoring_ascii_case(name, sitemap.index ? "sitemap" : "url")) continue;
        auto entry = read_entry(child, context);
        if (!entry.url.empty()) sitemap.entries.push_back(std::move(entry));
    }
    return sitemap;
}

Result<Sitemap> parse_sitemap(std::string_view bytes, const SitemapContext& context) {
    if (bytes.size() > kMostBytes) return fail(ErrorCode::malformed, "more than 16 MiB");
    const auto text = to_utf8(bytes, context.content_type);
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string::npos) return fail(ErrorCode::malformed, "no sitemap: it is empty");
    return text[start] == '<' ? read_xml(text, context) : read_lines(text, context);
}

Result<Feed> feed_of(const Sitemap& sitemap, const FeedContext& context) {
    if (sitemap.index) {
        return fail(ErrorCode::malformed, "an index of sitemaps; add the one that holds the news");
    }
    Feed feed;
    feed.format = "news sitemap";
    feed.feed_url = context.base_url;
    for (const auto& entry : sitemap.entries) {
        if (!entry.title.empty()) feed.entries.push_back(make_entry(entry));
    }
    if (feed.entries.empty() && !sitemap.entries.empty()) {
        return fail(ErrorCode::malformed, "a sitemap without news: it has no titles");
    }
    std::stable_sort(feed.entries.begin(), feed.entries.end(), [](const Entry& a, const Entry& b) {
        return a.published.value_or(Instant{}) > b.published.value_or(Instant{});
    });
    feed.entries.resize(std::min(feed.entries.size(), context.max_entries));
    for (const auto& entry : feed.entries) {
        if (feed.title.empty()) feed.title = entry.publisher;
        if (feed.language.empty()) feed.language = entry.language;
    }
    return feed;
}

}  // namespace sawthis::fetchers
