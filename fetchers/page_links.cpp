#include "fetchers/page_links.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/css_selector.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/link_candidates.hpp"
#include "fetchers/link_groups.hpp"
#include "fetchers/link_record.hpp"
#include "fetchers/link_title.hpp"
#include "fetchers/page_json.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/record_days.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostEntries = 1'000;

/// A link with what stands around it, on the way to an entry.
struct Found {
    Link link;
    Record record;
};

/// What the page's JSON-LD says about articles, by canonical URL.
using Described = std::unordered_map<std::string, LinkedItem>;

/// Lists hold more than articles: navigation, products, questions.
bool may_be_article(const LinkedItem& item) {
    if (is_article_type(item.type)) return true;
    return item.listed &&
           (item.type == "ListItem" || item.type == "WebPage" || item.type == "CreativeWork");
}

/// The articles that the page's JSON-LD tells of, addresses resolved and without fragment. A list
/// may keep the address in its ListItem and the rest in the item inside.
std::vector<LinkedItem> read_described(const HtmlTree& tree, const std::string& base) {
    std::vector<LinkedItem> articles;
    std::string list_url;
    for (auto& item : read_json_ld(tree)) {
        if (item.url.empty()) item.url = std::exchange(list_url, {});
        if (item.type == "ListItem") list_url = item.url;
        const auto url = net::resolve_url(base, item.url);
        if (item.url.empty() || !url || !may_be_article(item)) continue;
        item.url = url->substr(0, url->find('#'));
        item.headline = squeeze_space(item.headline);
        articles.push_back(std::move(item));
    }
    return articles;
}

Described by_address(const std::vector<LinkedItem>& articles) {
    Described described;
    for (const auto& article : articles) {
        auto key = net::canonical_url(article.url);
        if (key.empty()) continue;
        auto& kept = described[key];
        if (kept.headline.empty()) kept.headline = article.headline;
        if (kept.published.empty()) kept.published = article.published;
        kept.url = article.url;
    }
    return described;
}

double rate_title(std::string_view title) {
    const auto words = find_words(title).size();
    if (words >= 5) return 2;
    if (words >= 3) return 1;
    return words == 2 ? 0 : -2;
}

/// How much one link looks like an article's among those of its list.
double rate(const Found& found, const Described& described) {
    const auto& record = found.record;
    double points = rate_title(record.title) + rate_address(found.link.url);
    if (!record.day.empty()) points += record.own_day ? 3 : 2;
    if (record.in_heading) points += 1;
    if (!record.teaser.empty()) points += 0.5;
    if (!found.link.same_site) points -= 2;
    if (found.link.below_page) points += 1;
    if (described.count(found.link.key) > 0) points += 3;
    return points;
}

/// Links that stand alike are judged together: what one lacks, its neighbours show.
struct Group {
    std::vector<Found> found;
    double points = 0;  // mean of its links
    bool dated = false;

    /// A long list of decent links is the page's list rather than one perfect link beside it.
    [[nodiscard]] double weight() const {
        return points + 0.4 * std::log2(static_cast<double>(found.size()));
    }
};

/// True if many links share few titles: tags, "Press release", "Download".
bool repeats_itself(const std::vector<Found>& found) {
    std::unordered_set<std::string_view> titles;
    for (const auto& one : found) titles.insert(one.record.title);
    return found.size() >= 3 && titles.size() * 2 < found.size();
}

void complete_title(Found& found, const Described& described) {
    if (!found.record.title.empty()) return;
    const auto known = described.find(found.link.key);
    if (known != described.end()) found.record.title = known->second.headline;
}

Group judge(std::vector<Found> found, const Described& described) {
    Group group;
    const bool repeats = repeats_itself(found);
    std::size_t dated = 0;
    for (auto& one : found) {
        complete_title(one, described);
        if (one.record.title.empty()) continue;
        group.points += rate(one, described);
        dated += one.record.day.empty() ? 0 : 1;
        group.found.push_back(std::move(one));
    }
    if (group.found.empty()) return group;
    group.points /= static_cast<double>(group.found.size());
    if (repeats) group.points -= 4;
    group.dated = dated * 5 >= group.found.size() * 3;
    return group;
}

double bar_for(std::size_t links) {
    if (links == 1) return 4.5;
    return links == 2 ? 3.5 : 3;
}

/// The groups that are lists of articles: good enough by themselves, and not much worse than the
/// best of the page.
std::vector<Group> choose(std::vector<Group> groups) {
    double best_weight = 0;
    double bar = 0;
    for (const auto& group : groups) {
        if (group.found.empty() || group.points < bar_for(group.found.size())) continue;
        if (group.weight() <= best_weight) continue;
        best_weight = group.weight();
        bar = group.points * (group.dated ? 0.6 : 0.5);
    }
    std::vector<Group> chosen;
    for (auto& group : groups) {
        if (!group.found.empty() && group.points >= std::max(bar_for(group.found.size()), bar)) {
            chosen.push_back(std::move(group));
        }
    }
    return chosen;
}

std::vector<Found> read_group(const RecordReader& reader, std::vector<Link> links) {
    std::vector<NodeId> nodes;
    nodes.reserve(links.size());
    for (const auto& link : links) nodes.push_back(link.node);
    auto records = reader.read(nodes);
    std::vector<Found> found;
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

Entry make_entry(const Found& found, const Described& described) {
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

std::vector<Entry> make_entries(std::vector<Found> found, const Described& described) {
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.link.node < b.link.node; });
    std::vector<Found> merged;
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

std::vector<Group> read_groups(const HtmlTree& tree, const PageContext& context,
                               const std::vector<Link>& links, const Described& described) {
    const RecordReader reader(tree, day_order_of(tree, context.url), context.fetched);
    std::vector<Group> groups;
    for (auto& alike : group_links(tree, links)) {
        groups.push_back(judge(read_group(reader, std::move(alike)), described));
    }
    return groups;
}

std::vector<Found> found_in(std::vector<Group> groups) {
    std::vector<Found> found;
    for (auto& group : choose(std::move(groups))) {
        std::move(group.found.begin(), group.found.end(), std::back_inserter(found));
    }
    return found;
}

std::vector<Found> find_links(const HtmlTree& tree, const PageContext& context,
                              const Described& described) {
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
    groups.erase(
        std::remove_if(groups.begin(), groups.end(), [](const Group& g) { return !g.dated; }),
        groups.end());
    return found_in(std::move(groups));
}

/// True if the markup's links are quite other ones than the page describes: it shows its menu, and
/// scripts fill in the list.
bool misses(const std::vector<Found>& found, const Described& described) {
    return std::none_of(found.begin(), found.end(), [&](const Found& one) {
        return described.find(one.link.key) != described.end();
    });
}

std::vector<Entry> find_entries(const HtmlTree& tree, const PageContext& context) {
    constexpr std::size_t kList = 3;
    const auto articles = read_described(tree, base_url_of(tree, context.url));
    const auto described = by_address(articles);
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
    const auto described = by_address(read_described(tree, base_url_of(tree, context.url)));
    const RecordReader reader(tree, day_order_of(tree, context.url), context.fetched);
    std::vector<Found> found;
    for (auto& links : group_links(tree, picked)) {
        for (auto& one : read_group(reader, std::move(links))) {
            complete_title(one, described);
            if (!one.record.title.empty()) found.push_back(std::move(one));
        }
    }
    return make_entries(std::move(found), described);
}

Result<std::vector<Link>> pick_by_pattern(std::string_view pattern, std::vector<Link> links) {
    RE2::Options options(RE2::Quiet);
    constexpr std::int64_t kMemory = std::int64_t{8} << 20;
    options.set_max_mem(kMemory);
    const RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!regex.ok()) return fail(ErrorCode::bad_input, "links pattern: " + regex.error());
    links.erase(
        std::remove_if(links.begin(), links.end(),
                       [&regex](const Link& link) { return !RE2::PartialMatch(link.url, regex); }),
        links.end());
    return links;
}

Result<std::vector<Link>> pick_by_selector(const HtmlTree& tree, std::string_view text,
                                           std::vector<Link> links) {
    const auto selector = CssSelector::compile(text);
    if (!selector) return tl::unexpected(selector.error());
    std::vector<bool> inside(tree.size());
    for (const auto picked : selector->find(tree)) inside[picked] = true;
    for (NodeId id = 1; id < tree.size(); ++id) {
        if (inside[tree[id].parent]) inside[id] = true;
    }
    links.erase(std::remove_if(links.begin(), links.end(),
                               [&inside](const Link& link) { return !inside[link.node]; }),
                links.end());
    return links;
}

Result<std::vector<Entry>> pick_entries(const HtmlTree& tree, const PageContext& context) {
    constexpr std::string_view kPattern = "re:";
    if (context.links.empty()) return find_entries(tree, context);
    auto links = collect_links(tree, context.url);
    auto picked = context.links.starts_with(kPattern)
                      ? pick_by_pattern(std::string_view(context.links).substr(kPattern.size()),
                                        std::move(links))
                      : pick_by_selector(tree, context.links, std::move(links));
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
