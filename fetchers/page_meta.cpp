#include "fetchers/page_meta.hpp"

#include <algorithm>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/page_lines.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/page_title.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

using WordSet = std::unordered_set<std::string>;

WordSet words_of(std::string_view text) {
    WordSet words;
    for (auto& word : split_list(plain_words(text), ' ')) words.insert(std::move(word));
    return words;
}

std::size_t shared(const WordSet& a, const WordSet& b) {
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&b](const auto& word) { return b.count(word) > 0; }));
}

/// What newsrooms put over the headline inside its h1.
bool is_kicker(const HtmlTree& tree, NodeId id) {
    static constexpr std::string_view kNames[] = {
        "kicker",  "overline",   "topline",  "dachzeile",   "supertitle",
        "eyebrow", "spitzmarke", "roofline", "preheadline", "pre-headline",
        "hidden",  "sr-only",    "visually"};
    const auto names = lower_ascii(tree.attribute(id, "class").substr(0, 300));
    return std::any_of(std::begin(kNames), std::end(kNames), [&names](std::string_view name) {
        return names.find(name) != std::string::npos;
    });
}

/// The h1 as its child nodes part it, kickers left out.
std::vector<std::string> pieces_of(const HtmlTree& tree, NodeId heading) {
    std::vector<std::string> pieces;
    for (NodeId id = heading; id < tree[heading].end;) {
        if (id != heading && (is_unread(tree[id].tag) || is_kicker(tree, id))) {
            id = tree[id].end;
            continue;
        }
        if (tree.is_text(id)) {
            auto text = clean_title(tree[id].text);
            if (!text.empty()) pieces.push_back(std::move(text));
        }
        ++id;
    }
    return pieces;
}

/// An h1's text; of one that holds a line over or under the headline too, the part that one of
/// `sources` calls the title.
std::string heading_text(const HtmlTree& tree, NodeId heading,
                         const std::vector<std::string>& plain_sources) {
    const auto whole = clean_title(tree.text_of(heading));
    const auto pieces = pieces_of(tree, heading);
    constexpr std::size_t kMostPieces = 8;
    if (pieces.empty() || pieces.size() > kMostPieces) return whole;
    for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
        for (std::size_t end = pieces.size(); end > begin; --end) {
            if (begin != 0 && end != pieces.size()) continue;
            const std::vector<std::string> part(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                                                pieces.begin() + static_cast<std::ptrdiff_t>(end));
            const auto text = join(part, " ");
            const auto plain = plain_words(text);
            const bool named =
                std::find(plain_sources.begin(), plain_sources.end(), plain) != plain_sources.end();
            if (named && plain.find(' ') != plain.npos)
                return plain == plain_words(whole) ? whole : text;
        }
    }
    const auto rest = join(pieces, " ");
    return letters_of(rest) == letters_of(whole) ? whole : rest;
}

std::vector<Headline> headings_of(const HtmlTree& tree,
                                  const std::vector<std::string>& plain_sources) {
    constexpr std::size_t kMost = 30;
    std::vector<Headline> headings;
    for (NodeId id = 0; id < tree.size() && headings.size() < kMost; ++id) {
        if (tree[id].tag != Tag::h1) continue;
        auto text = heading_text(tree, id, plain_sources);
        if (!text.empty()) headings.push_back({std::move(text), id});
    }
    return headings;
}

/// Where a lower heading says what the page calls itself.
NodeId heading_that_says(const HtmlTree& tree, const std::string& title) {
    constexpr NodeId kMostNodes = 60;
    const auto plain = plain_words(title);
    for (NodeId id = 0; id < tree.size() && !plain.empty(); ++id) {
        if (!is_heading(tree[id].tag) || tree[id].end - id > kMostNodes) continue;
        if (plain_words(tree.text_of(id)) == plain) return id;
    }
    return kNoNode;
}

const LinkedItem* find_article(const std::vector<LinkedItem>& items, std::string_view page_url) {
    const auto key = net::canonical_url(page_url);
    const LinkedItem* first = nullptr;
    for (const auto& item : items) {
        if (!is_article_type(item.type) || item.listed) continue;
        if (item.headline.empty() && item.published.empty() && item.authors.empty()) continue;
        if (!item.url.empty() && net::canonical_url(item.url) == key) return &item;
        if (first == nullptr) first = &item;
    }
    return first;
}

std::string title_element(const HtmlTree& tree) {
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag != Tag::title || tree.closest(id, Tag::svg) != kNoNode) continue;
        return clean_title(tree.text_of(id));
    }
    return {};
}

bool is_plausible_canonical(std::string_view canonical, std::string_view page_url) {
    // Another site's address is how syndicated copies name their original; a mere home page is a
    // template's mistake.
    const bool home = path_segments(canonical).empty() && canonical.find('?') == canonical.npos;
    return !home || path_segments(page_url).empty();
}

}  // namespace

PageMeta::PageMeta(const HtmlTree& page, std::string_view url)
    : tree(page), page_url(url), title(title_element(page)), items(read_json_ld(page)) {
    article = find_article(items, url);
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag != Tag::meta) continue;
        const auto content = trim(tree.attribute(id, "content"));
        if (content.empty()) continue;
        for (const std::string_view key : {"property", "name", "itemprop"}) {
            const auto name = tree.attribute(id, key);
            if (!name.empty()) metas_.try_emplace(lower_ascii(trim(name)), content);
        }
    }
}

std::string_view PageMeta::first_of(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
        const auto found = metas_.find(name);
        if (found != metas_.end()) return found->second;
    }
    return {};
}

std::string canonical_of(const PageMeta& meta) {
    const auto& tree = meta.tree;
    const auto base = base_url_of(tree, meta.page_url);
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag != Tag::link ||
            !equal_ignoring_ascii_case(trim(tree.attribute(id, "rel")), "canonical")) {
            continue;
        }
        const auto url = net::resolve_url(base, trim(tree.attribute(id, "href")));
        if (url && is_plausible_canonical(*url, meta.page_url)) return *url;
    }
    const auto url = net::resolve_url(base, meta.first_of({"og:url"}));
    const bool given = !meta.first_of({"og:url"}).empty();
    if (given && url && is_plausible_canonical(*url, meta.page_url)) return *url;
    return net::parse_url(meta.page_url).value_or(meta.page_url);
}

std::string site_name_of(const PageMeta& meta) {
    auto name = clean_title(meta.first_of({"og:site_name"}));
    if (name.empty() && meta.article != nullptr) name = clean_title(meta.article->publisher);
    if (name.starts_with("http")) name.clear();
    if (name.empty()) name = clean_title(meta.first_of({"application-name", "dc.publisher"}));
    if (!name.empty()) return name;
    return site_in_title(meta.title, meta.page_url);
}

Headline headline_of(const PageMeta& meta, std::string_view site_name) {
    std::vector<std::string> sources;
    if (meta.article != nullptr) sources.push_back(clean_title(meta.article->headline));
    sources.push_back(clean_title(meta.first_of({"og:title"})));
    sources.push_back(meta.title);
    std::vector<std::string> plain_sources;
    for (const auto& source : sources) {
        plain_sources.push_back(plain_words(without_site(source, site_name, meta.page_url)));
    }
    const auto headings = headings_of(meta.tree, plain_sources);
    std::size_t most = 1;
    const Headline* best = nullptr;
    for (const auto& heading : headings) {
        const auto words = words_of(heading.text);
        for (const auto& source : sources) {
            const auto others = words_of(source);
            const auto common = shared(words, others);
            const bool enough = common * 2 >= std::min(words.size(), others.size());
            if (common > most && enough && !names_site(heading.text, site_name, {})) {
                most = common;
                best = &heading;
            }
        }
    }
    if (best != nullptr) return *best;
    if (headings.size() == 1) {
        const auto count = find_words(headings[0].text).size();
        if (count >= 3 && count <= 25 && !names_site(headings[0].text, site_name, {}))
            return headings[0];
    }
    for (const auto& source : sources) {
        auto title = without_site(source, site_name, meta.page_url);
        if (title.empty()) continue;
        const auto node = heading_that_says(meta.tree, title);
        return {std::move(title), node};
    }
    return headings.empty() ? Headline() : headings[0];
}

std::vector<std::string> all_titles(const PageMeta& meta, std::string_view site_name,
                                    const std::string& headline) {
    std::vector<std::string> titles{headline, meta.title};
    const auto add = [&](std::string_view given) {
        auto title = clean_title(given);
        if (title.empty()) return;
        titles.push_back(without_site(title, site_name, meta.page_url));
        titles.push_back(std::move(title));
    };
    const auto plain = plain_words(titles[0]);
    for (NodeId id = 0; id < meta.tree.size(); ++id) {
        if (meta.tree[id].tag != Tag::h1 || plain.empty()) continue;
        auto heading = clean_title(meta.tree.text_of(id));
        if (plain_words(heading).find(plain) != plain.npos) titles.push_back(std::move(heading));
    }
    add(meta.title);
    add(meta.first_of({"og:title"}));
    if (meta.article != nullptr) add(meta.article->headline);
    return titles;
}

}  // namespace sawthis::fetchers
