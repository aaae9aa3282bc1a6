#include "fetchers/page_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/article_groups.hpp"
#include "fetchers/described_articles.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/link_candidates.hpp"
#include "fetchers/link_groups.hpp"
#include "fetchers/link_picking.hpp"
#include "fetchers/link_record.hpp"
#include "fetchers/link_title.hpp"
#include "fetchers/page_json.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/page_stamp.hpp"
#include "fetchers/record_days.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostEntries = 1'000;

std::vector<FoundLink> read_group(const RecordReader& reader, std::vector<Link> links) {
    std::vector<NodeId> nodes;
    nodes.reserve(links.size());
    for (const auto& link : links) nodes.push_back(link.node);
    auto records = reader.read(nodes);
    std::vector<FoundLink> found;
    for (std::size_t i = 0; i < links.size(); ++i) {
        found.push_back({std::move(links[i]), std::move(records[i])});
    }
    return found;
}

/// Joins what several links told about one article; the earlier one wins.
void merge(Record& into, const Record& from) {
    if (into.title.empty()) into.title = from.title;
    if (into.teaser.empty() && from.teaser != into.title) into.teaser = from.teaser;
    if (into.day.empty()) into.day = from.day;
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "/2026/11/19/title", "/2026-11-19-title" and "/20261119/title".
std::optional<Instant> day_in_address(std::string_view url) {
    constexpr std::size_t kDay = 10;  // "2026-11-19"
    const auto segments = path_segments(url);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view at = segments[i];
        std::string day;
        if (at.size() == 4 && i + 2 < segments.size() && all_digits(segments[i + 1]) &&
            all_digits(segments[i + 2])) {
            day = fmt::format("{}-{:0>2}-{:0>2}", at, segments[i + 1], segments[i + 2]);
        } else if (at.size() >= kDay && at[4] == '-' && at[7] == '-') {
            day = at.substr(0, kDay);
        } else if (at.size() == 8 && all_digits(at)) {
            day = fmt::format("{}-{}-{}", at.substr(0, 4), at.substr(4, 2), at.substr(6));
        }
        if (day.size() != kDay || !(day.starts_with("20") || day.starts_with("19"))) continue;
        if (const auto found = instant_of(day)) return found;
    }
    return std::nullopt;
}

Entry make_entry(const FoundLink& found, const DescribedArticles& described) {
    Entry entry;
    entry.url = found.link.url;
    entry.title = found.record.title;
    entry.summary = found.record.teaser;
    entry.published = instant_of(found.record.day);
    const auto known = described.find(found.link.key);
    if (known != described.end()) {
        const auto stamp = instant_of(normal_stamp(known->second.published));
        if (stamp) entry.published = stamp;
    }
    if (!entry.published) entry.published = day_in_address(entry.url);
    return entry;
}

std::vector<Entry> make_entries(std::vector<FoundLink> found, const DescribedArticles& described) {
    std::stable_sort(found.begin(), found.end(), [](const FoundLink& a, const FoundLink& b) {
        return a.link.node < b.link.node;
    });
    std::vector<FoundLink> merged;
    std::unordered_map<std::string, std::size_t> places;
    for (auto& one : found) {
        const auto [place, added] = places.try_emplace(one.link.key, merged.size());
        if (added) {
            merged.push_back(std::move(one));
        } else {
            merge(merged[place->second].record, one.record);
        }
    }
    std::vector<Entry> entries;
    for (const auto& one : merged) {
        if (entries.size() == kMostEntries) break;
        entries.push_back(make_entry(one, described));
    }
    return entries;
}

/// What the JSON-LD lists by itself, for pages that scripts fill.
std::vector<Entry> described_entries(const std::vector<LinkedItem>& articles,
                                     std::string_view page_url) {
    std::vector<Entry> entries;
    std::unordered_set<std::string> seen{net::canonical_url(page_url)};
    for (const auto& article : articles) {
        if (entries.size() == kMostEntries) break;
        if (!is_telling(article.headline)) continue;
        if (!seen.insert(net::canonical_url(article.url)).second) continue;
        Entry entry;
        entry.url = article.url;
        entry.title = article.headline;
        entry.published = instant_of(normal_stamp(article.published));
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<ArticleGroup> read_groups(const HtmlTree& tree, const PageContext& context,
                                      const std::vector<Link>& links,
                                      const DescribedArticles& described) {
    const RecordReader reader(tree, day_order_of(tree, context.url), context.fetched);
    std::vector<ArticleGroup> groups;
    for (auto& alike : group_links(tree, links)) {
        groups.push_back(judge_group(read_group(reader, std::move(alike)), described));
    }
    return groups;
}

std::vector<FoundLink> found_in(std::vector<ArticleGroup> groups) {
    std::vector<FoundLink> found;
    for (auto& group : choose_groups(std::move(groups))) {
        std::move(group.found.begin(), group.found.end(), std::back_inserter(found));
    }
    return found;
}

std::vector<FoundLink> find_links(const HtmlTree& tree, const PageContext& context,
                                  const DescribedArticles& described) {
    auto links = collect_links(tree, context.url);
    // Tags and authors often stand under the same elements as the headlines: they go first.
    links.erase(std::remove_if(links.begin(), links.end(),
                               [](const Link& link) {
                                   return link.away || rate_address(link.url) <= kNoArticle;
                               }),
                links.end());
    auto sure = links;
    sure.erase(
        std::remove_if(sure.begin(), sure.end(), [](const Link& link) { return link.maybe_away; }),
        sure.end());
    auto found = found_in(read_groups(tree, context, sure, described));
    if (!found.empty() || sure.size() == links.size()) return found;
    // A class can mislead; dates do not.
    auto groups = read_groups(tree, context, links, described);
    groups.erase(std::remove_if(groups.begin(), groups.end(),
                                [](const ArticleGroup& g) { return !g.dated; }),
                 groups.end());
    return found_in(std::move(groups));
}

/// True if the markup's links are quite other ones than the page describes: it shows its menu, and
/// scripts fill in the list.
bool misses(const std::vector<FoundLink>& found, const DescribedArticles& described) {
    return std::none_of(found.begin(), found.end(), [&](const FoundLink& one) {
        return described.find(one.link.key) != described.end();
    });
}

std::vector<Entry> find_entries(const HtmlTree& tree, const PageContext& context) {
    constexpr std::size_t kList = 3;
    const auto articles = read_described(tree, base_url_of(tree, context.url));
    const auto described = described_by_address(articles);
    auto found = find_links(tree, context, described);
    if (misses(found, described)) {
        auto entries = described_entries(articles, context.url);
        if (found.empty() || entries.size() >= std::max(kList, found.size())) return entries;
    }
    return make_entries(std::move(found), described);
}

/// A link that the user's rule picked is taken as it is; only its title is looked for.
std::vector<Entry> entries_of(const HtmlTree& tree, const PageContext& context,
                              const std::vector<Link>& picked) {
    const auto described =
        described_by_address(read_described(tree, base_url_of(tree, context.url)));
    const RecordReader reader(tree, day_order_of(tree, context.url), context.fetched);
    std::vector<FoundLink> found;
    for (auto& links : group_links(tree, picked)) {
        for (auto& one : read_group(reader, std::move(links))) {
            complete_title(one, described);
            if (!one.record.title.empty()) found.push_back(std::move(one));
        }
    }
    return make_entries(std::move(found), described);
}

Result<std::vector<Entry>> pick_entries(const HtmlTree& tree, const PageContext& context) {
    if (context.links.empty()) return find_entries(tree, context);
    const auto picked = pick_links(tree, context.links, collect_links(tree, context.url));
    if (!picked) return tl::unexpected(picked.error());
    return entries_of(tree, context, *picked);
}

std::string title_of(const HtmlTree& tree) {
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag == Tag::title) return tree.text_of(id);
        if (tree[id].tag == Tag::body) break;
    }
    return {};
}

}  // namespace

Result<Feed> find_page_links(std::string_view bytes, const PageContext& context) {
    const auto tree = HtmlTree::parse(to_utf8(bytes, context.content_type));
    if (!tree) return tl::unexpected(tree.error());
    auto entries = pick_entries(*tree, context);
    if (!entries) return tl::unexpected(entries.error());
    Feed feed;
    feed.title = title_of(*tree);
    feed.home_page_url = context.url;
    feed.language = std::string(language_of(*tree));
    feed.format = "page";
    feed.entries = std::move(*entries);
    return feed;
}

}  // namespace sawthis::fetchers
