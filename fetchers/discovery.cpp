#include "fetchers/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/linked_feeds.hpp"
#include "fetchers/newsroom_words.hpp"
#include "fetchers/page_place.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostCandidates = 20;

std::vector<Candidate> linked_pages(const HtmlTree& tree, const PageContext& context) {
    const auto base = base_url_of(tree, context.url);
    const auto site = net::registrable_domain(net::host_of(context.url));
    std::vector<Candidate> pages;
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree[id].tag != Tag::a) continue;
        const auto href = trim(tree.attribute(id, "href"));
        if (href.empty() || href.front() == '#') continue;
        auto url = net::resolve_url(base, href);
        if (!url || net::registrable_domain(net::host_of(*url)) != site) continue;
        url->resize(std::min(url->find('#'), url->size()));
        const bool same_path = url->substr(0, url->find('?')) ==
                               context.url.substr(0, context.url.find_first_of("?#"));
        if (same_path) continue;  // its pager, its filters
        const auto hint = hint_of_link(tree.text_of(id), *url);
        if (hint != Hint::usual_place) pages.push_back({std::move(*url), hint});
    }
    return pages;
}

bool is_this_machine(std::string_view host) {
    return host.starts_with("127.") || host == "localhost" || host.starts_with("localhost:") ||
           host.starts_with("[::1]");
}

}  // namespace

bool is_bare_domain(std::string_view typed) {
    typed = trim(typed);
    if (typed.find("://") != std::string_view::npos) return false;
    const auto authority = typed.substr(0, typed.find_first_of("/?#"));
    const auto host = authority.substr(0, authority.rfind(':'));
    if (authority.empty() || authority.find_first_of(" @") != std::string_view::npos) return false;
    const auto port = authority.substr(host.size());
    if (!port.empty() && port.find_first_not_of(":0123456789") != std::string_view::npos) {
        return false;
    }
    const bool dotted = host.find('.') != std::string_view::npos && !host.starts_with('.');
    return (dotted || host == "localhost" || host.starts_with('[')) &&
           net::parse_url(fmt::format("http://{}", typed)).has_value();
}

std::vector<std::string> start_addresses(std::string_view typed) {
    typed = trim(typed);
    if (const auto url = net::parse_url(typed)) return {*url};
    if (!is_bare_domain(typed)) return {};
    const auto plain = net::parse_url(fmt::format("http://{}", typed)).value_or("");
    if (is_this_machine(typed)) return {plain};
    // Many a domain answers under "www." only.
    const bool may_lack_www = net::registrable_domain(net::host_of(plain)) == net::host_of(plain);
    std::vector<std::string> starts;
    for (const std::string_view scheme : {"https", "http"}) {
        for (const std::string_view prefix : {"", "www."}) {
            if (!prefix.empty() && !may_lack_www) continue;
            starts.push_back(
                net::parse_url(fmt::format("{}://{}{}", scheme, prefix, typed)).value_or(""));
        }
    }
    return starts;
}

std::vector<Candidate> find_candidates(std::string_view bytes, const PageContext& context) {
    std::vector<Candidate> all;
    for (const auto& feed : find_linked_feeds(bytes, context)) {
        if (!feed.comments) all.push_back({feed.url, Hint::declared});
    }
    const auto tree = HtmlTree::parse(to_utf8(bytes, context.content_type));
    if (tree) {
        for (auto& page : linked_pages(*tree, context)) all.push_back(std::move(page));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.hint < b.hint; });
    std::unordered_set<std::string> seen{net::url_key(context.url)};
    std::vector<Candidate> candidates;
    for (auto& one : all) {
        if (candidates.size() == kMostCandidates) break;
        if (seen.insert(net::url_key(one.url)).second) candidates.push_back(std::move(one));
    }
    return candidates;
}

std::vector<Candidate> usual_places(std::string_view home_url) {
    std::vector<Candidate> places;
    for (const std::string_view path : {"/feed",
                                        "/newsroom",
                                        "/news",
                                        "/rss.xml",
                                        "/press",
                                        "/blog",
                                        "/feed.xml",
                                        "/press-releases",
                                        "/atom.xml",
                                        "/index.xml",
                                        "/rss",
                                        "/media",
                                        "/news/feed",
                                        "/blog/feed",
                                        "/news-sitemap.xml",
                                        "/sitemap-news.xml",
                                        "/presse",
                                        "/aktuelles",
                                        "/investors",
                                        "/feed.json"}) {
        if (auto url = net::resolve_url(home_url, path)) {
            places.push_back({std::move(*url), Hint::usual_place});
        }
    }
    return places;
}

}  // namespace sawthis::fetchers
