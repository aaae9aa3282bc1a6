#include "fetchers/link_candidates.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/page_words.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostLinks = 10'000;

bool contains(const std::unordered_set<std::string_view>& set, std::string_view word) {
    return set.find(word) != set.end();
}

bool is_other_file(std::string_view url) {
    static const std::unordered_set<std::string_view> kEndings{
        "jpg", "jpeg", "png", "gif",  "svg", "webp", "avif", "ico", "css", "js",
        "zip", "gz",   "mp3", "mp4",  "mov", "avi",  "ics",  "vcf", "xml", "json",
        "rss", "atom", "doc", "docx", "xls", "xlsx", "ppt",  "pptx"};
    const auto segments = path_segments(url);
    if (segments.empty()) return false;
    const std::string_view last = segments.back();
    const auto dot = last.rfind('.');
    return dot != std::string_view::npos && contains(kEndings, last.substr(dot + 1));
}

bool has_word(std::string_view list, std::string_view word) {
    for (const auto& part : split_list(list, ' ')) {
        if (equal_ignoring_ascii_case(part, word)) return true;
    }
    return false;
}

/// Marks, for every element, whether it or something around it holds links that are no news.
class AwayMarks {
public:
    explicit AwayMarks(const HtmlTree& tree)
        : tree_(tree), away_(tree.size()), maybe_(tree.size()) {
        std::vector<bool> content(tree.size());  // inside article or main
        for (NodeId id = 0; id < tree.size(); ++id) {
            if (tree.is_text(id)) continue;
            const NodeId parent = tree[id].parent;
            const bool root = parent == kNoNode;
            content[id] = (!root && content[parent]) || tree[id].tag == Tag::article ||
                          tree[id].tag == Tag::main;
            away_[id] = (!root && away_[parent]) || is_away(id, content[id]);
            maybe_[id] = (!root && maybe_[parent]) || is_named_away(id);
        }
    }
    /// What elements and roles say.
    [[nodiscard]] bool surely(NodeId id) const { return away_[id]; }
    /// What classes and ids say.
    [[nodiscard]] bool maybe(NodeId id) const { return maybe_[id]; }

private:
    /// May be named like anything, as all or most of the page stands in it.
    static bool holds_the_page(Tag tag) {
        return tag == Tag::html || tag == Tag::body || tag == Tag::main || tag == Tag::article;
    }

    bool is_away(NodeId id, bool in_content) {
        if (holds_the_page(tree_[id].tag)) return false;
        switch (tree_[id].tag) {
            case Tag::nav:
            case Tag::menu:
                return true;
            case Tag::header:
            case Tag::footer:
                return !in_content;
            case Tag::aside:
                return true;
            default:
                break;
        }
        const auto role = tree_.attribute(id, "role");
        return role == "navigation" || role == "contentinfo" || role == "banner" ||
               role == "menu" || role == "search" || role == "complementary" || role == "dialog";
    }

    bool is_named_away(NodeId id) {
        return !holds_the_page(tree_[id].tag) &&
               (verdict(tree_.attribute(id, "class")) || verdict(tree_.attribute(id, "id")));
    }

    bool verdict(std::string_view names) {
        if (names.empty()) return false;
        const auto [found, added] = verdicts_.try_emplace(names, false);
        // "search-results" is where many newsrooms keep their list.
        const bool results = names.find("result") != std::string_view::npos ||
                             names.find("Result") != std::string_view::npos;
        if (added) found->second = !results && judge_names(names).navigation;
        return found->second;
    }

    const HtmlTree& tree_;
    std::vector<bool> away_;
    std::vector<bool> maybe_;
    std::unordered_map<std::string_view, bool> verdicts_;
};

/// The page's own address or a directory above it: bread crumbs, logo, "all news".
bool is_at_or_above(std::string_view key, std::string_view page_key) {
    key = key.substr(0, key.find_first_of('#'));
    if (key == page_key) return true;
    if (key.find('?') != std::string_view::npos) return false;
    while (key.ends_with('/')) key.remove_suffix(1);
    return page_key.starts_with(key) && page_key.size() > key.size() &&
           (page_key[key.size()] == '/' || page_key[key.size()] == '?');
}

/// Words by which addresses say that news lie below them.
bool is_news_word(std::string_view word) {
    static const std::unordered_set<std::string_view> kNews{"news",
                                                            "newsroom",
                                                            "press",
                                                            "press-release",
                                                            "press-releases",
                                                            "pressrelease",
                                                            "pressreleases",
                                                            "release",
                                                            "releases",
                                                            "article",
                                                            "articles",
                                                            "story",
                                                            "stories",
                                                            "blog",
                                                            "blogs",
                                                            "post",
                                                            "posts",
                                                            "media",
                                                            "presse",
                                                            "pressemitteilung",
                                                            "pressemitteilungen",
                                                            "pressemeldungen",
                                                            "aktuelles",
                                                            "actualites",
                                                            "communique",
                                                            "communiques",
                                                            "noticias",
                                                            "noticia",
                                                            "comunicados",
                                                            "nieuws",
                                                            "persbericht",
                                                            "nyheter",
                                                            "nyheder",
                                                            "pressmeddelanden",
                                                            "announcement",
                                                            "announcements",
                                                            "insights",
                                                            "updates",
                                                            "pr",
                                                            "news-release",
                                                            "news-releases",
                                                            "artikel",
                                                            "comunicati",
                                                            "comunicati-stampa",
                                                            "notizie",
                                                            "media-center",
                                                            "media-centre"};
    return contains(kNews, word);
}

/// "example.org/news/" where the page's own address has such a word in its path; else empty.
std::string stem_of_news(std::string_view page_url, std::string page_key) {
    const auto segments = path_segments(page_url);
    if (std::none_of(segments.begin(), segments.end(), is_news_word)) return {};
    page_key.resize(std::min(page_key.find('?'), page_key.size()));
    const auto slash = page_key.rfind('/');
    const bool file = page_key.find('.', slash) != std::string::npos;
    if (file) page_key.resize(slash);
    while (page_key.ends_with('/')) page_key.pop_back();
    return page_key + '/';
}

bool is_away_itself(const HtmlTree& tree, NodeId id) {
    const auto rel = tree.attribute(id, "rel");
    return has_word(rel, "tag") || has_word(rel, "author") || has_word(rel, "next") ||
           has_word(rel, "prev") || has_word(rel, "category") ||
           (tree.has_attribute(id, "hreflang") && has_word(rel, "alternate"));
}

}  // namespace

std::vector<Link> collect_links(const HtmlTree& tree, std::string_view page_url) {
    const auto base = base_url_of(tree, page_url);
    const auto page_key = net::canonical_url(page_url);
    const auto stem = stem_of_news(page_url, page_key);
    const auto site = net::registrable_domain(net::host_of(page_url));
    const AwayMarks away(tree);
    std::unordered_map<std::string_view, Link> resolved;  // by href: a listing repeats them
    std::vector<Link> links;
    for (NodeId id = 0; id < tree.size() && links.size() < kMostLinks; ++id) {
        if (tree[id].tag != Tag::a) continue;
        const auto href = trim(tree.attribute(id, "href"));
        if (href.empty() || href.front() == '#') continue;
        const auto [found, added] = resolved.try_emplace(href);
        if (added) {
            auto url = net::resolve_url(base, href).value_or(std::string());
            url.resize(std::min(url.find('#'), url.size()));
            auto key = net::canonical_url(url);
            const bool useless = key.empty() || is_at_or_above(key, page_key) || is_other_file(url);
            if (!useless) {
                const auto domain = net::registrable_domain(net::host_of(url));
                const bool below = !stem.empty() && key.starts_with(stem);
                found->second = {id,    std::move(url), std::move(key), domain == site,
                                 false, false,          below};
            }
        }
        if (found->second.url.empty()) continue;
        links.push_back(found->second);
        links.back().node = id;
        links.back().away = away.surely(id) || is_away_itself(tree, id);
        links.back().maybe_away = away.maybe(id);
    }
    return links;
}

double rate_address(std::string_view url) {
    static const std::unordered_set<std::string_view> kOther{
        "tag",       "tags",        "category",  "categories",    "author",         "authors",
        "topic",     "topics",      "login",     "signin",        "sign-in",        "register",
        "signup",    "search",      "privacy",   "terms",         "legal",          "imprint",
        "impressum", "datenschutz", "cookies",   "cookie-policy", "privacy-policy", "contact",
        "contacts",  "contact-us",  "kontakt",   "about",         "about-us",       "careers",
        "jobs",      "karriere",    "feed",      "rss",           "page",           "share",
        "sharer",    "intent",      "subscribe", "newsletter",    "account",        "cart",
        "faq",       "help",        "support",   "sitemap",       "accessibility",  "disclaimer",
        "archive",   "archives",    "events",    "investors",     "people",         "team",
        "leadership"};
    auto segments = path_segments(url);
    if (segments.empty()) return -3;
    if (const auto dot = segments.back().rfind('.'); dot != std::string::npos && dot > 0) {
        segments.back().resize(dot);  // "archive.html"
    }
    double rate = 0;
    bool news = false;
    bool year = false;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const std::string_view segment = segments[i];
        const bool last = i + 1 == segments.size();
        if (!last) news |= is_news_word(segment);
        year |= segment.size() == 4 && (segment.starts_with("20") || segment.starts_with("19"));
        // A word such as "team" further up only says where the article is kept.
        if (contains(kOther, segment) && (last || i + 2 >= segments.size())) rate = kNoArticle;
    }
    if (rate < 0) return rate;
    const std::string_view last = segments.back();
    // "/newsroom/press-releases" is another listing.
    if (is_news_word(last) && url.find('?') == std::string_view::npos) return kNoArticle;
    const auto hyphens =
        std::count_if(last.begin(), last.end(), [](char c) { return c == '-' || c == '_'; });
    const auto digits =
        std::count_if(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (hyphens >= 3 || digits >= 3) rate += 1;
    if (news || digits > 0) rate += 0.5;
    if (news || year) rate += 1;
    const bool plain = segments.size() == 1 && hyphens < 2 && digits == 0 &&
                       url.find('?') == std::string_view::npos;
    return plain ? rate - 2 : rate;
}

}  // namespace sawthis::fetchers
