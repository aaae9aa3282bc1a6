#include "fetchers/discovery.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/linked_feeds.hpp"
#include "fetchers/page_place.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostCandidates = 20;
constexpr std::size_t kMostSources = 10;

/// Folded words of links to press releases, and to other news. Han and kana have no blanks, so that
/// theirs may stand anywhere in the text.
constexpr std::string_view kNewsroom[] = {"newsroom",
                                          "news room",
                                          "press",
                                          "press release",
                                          "press releases",
                                          "press room",
                                          "pressroom",
                                          "press center",
                                          "press centre",
                                          "media center",
                                          "media centre",
                                          "media room",
                                          "news releases",
                                          "news and media",
                                          "news & media",
                                          "news and press",
                                          "presse",
                                          "pressemitteilungen",
                                          "pressemeldungen",
                                          "presseportal",
                                          "pressebereich",
                                          "medien",
                                          "medienmitteilungen",
                                          "salle de presse",
                                          "espace presse",
                                          "communiques",
                                          "communiques de presse",
                                          "sala de prensa",
                                          "prensa",
                                          "notas de prensa",
                                          "comunicados",
                                          "comunicados de prensa",
                                          "sala stampa",
                                          "comunicati stampa",
                                          "comunicati",
                                          "sala de imprensa",
                                          "imprensa",
                                          "pers",
                                          "persberichten",
                                          "pressmeddelanden",
                                          "pressrum",
                                          "pressemeldinger",
                                          "pressemeddelelser",
                                          "lehdistotiedotteet",
                                          "biuro prasowe",
                                          "dla mediow",
                                          "pro media",
                                          "tiskove zpravy",
                                          "sajto",
                                          "basın",
                                          "basın odası",
                                          "пресс-центр",
                                          "пресс центр",
                                          "пресс-релизы",
                                          "newsroom & media",
                                          "media relations"};
constexpr std::string_view kNews[] = {
    "news",          "latest news",     "company news",    "all news",
    "blog",          "our blog",        "media",           "announcements",
    "stories",       "insights",        "updates",         "what's new",
    "articles",      "journal",         "magazine",        "press & media",
    "news & events", "news and events", "news & insights", "aktuelles",
    "neuigkeiten",   "nachrichten",     "meldungen",       "actualites",
    "actualite",     "actus",           "nouvelles",       "noticias",
    "actualidad",    "novedades",       "notizie",         "novita",
    "nieuws",        "actueel",         "nyheter",         "aktuellt",
    "nyheder",       "uutiset",         "ajankohtaista",   "aktualnosci",
    "novinky",       "aktuality",       "hirek",           "noutati",
    "stiri",         "haberler",        "новости",         "новини",
    "νεα",           "investor news",   "investors",       "investor relations",
    "changelog"};
constexpr std::string_view kNewsroomAnywhere[] = {"ニュースリリース", "プレスリリース", "新闻稿",
                                                  "新聞稿", "보도자료"};
constexpr std::string_view kNewsAnywhere[] = {"ニュース", "お知らせ", "新闻", "新聞", "뉴스"};
constexpr std::string_view kNewsroomPaths[] = {
    "newsroom",         "press",          "press-releases",     "press-release",
    "pressreleases",    "pressroom",      "press-room",         "presse",
    "prensa",           "sala-de-prensa", "news-releases",      "media-center",
    "media-centre",     "mediacenter",    "pressemitteilungen", "communiques",
    "comunicati-stampa"};
constexpr std::string_view kNewsPaths[] = {
    "news",    "blog",   "blogs",   "media",   "aktuelles",     "actualites", "noticias",
    "notizie", "nieuws", "nyheter", "nyheder", "announcements", "stories"};

/// Both sides folded: folding changes some letters of the lists too.
template <std::size_t N>
std::unordered_set<std::string> fold_all(const std::string_view (&words)[N]) {
    std::unordered_set<std::string> folded;
    for (const auto word : words) folded.insert(fold_case(word));
    return folded;
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::string_view (&words)[N]) {
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

template <std::size_t N>
bool is_any(std::string_view text, const std::string_view (&words)[N]) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
}

/// What a link's text and address say; usual_place: nothing.
Hint hint_of_link(std::string_view text, std::string_view url) {
    static const auto kNewsroomWords = fold_all(kNewsroom);
    static const auto kNewsWords = fold_all(kNews);
    constexpr std::size_t kLongest = 60;
    if (text.size() > kLongest) return Hint::usual_place;
    const auto folded = squeeze_space(fold_case(text));
    const auto host = net::host_of(url);
    const auto first_label = std::string_view(host).substr(0, host.find('.'));
    const auto segments = path_segments(url);
    const std::string_view last =
        segments.empty() ? first_label : std::string_view(segments.back());
    if (kNewsroomWords.count(folded) > 0 || holds_any(text, kNewsroomAnywhere) ||
        is_any(last, kNewsroomPaths)) {
        return Hint::newsroom;
    }
    if (kNewsWords.count(folded) > 0 || holds_any(text, kNewsAnywhere) ||
        is_any(last, kNewsPaths)) {
        return Hint::news;
    }
    return Hint::usual_place;
}

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

double points_for_age(std::optional<Instant> newest, Instant now) {
    constexpr std::chrono::hours kDay{24};
    if (!newest) return -0.5;
    const auto age = now - *newest;
    if (age <= 7 * kDay) return 3;
    if (age <= 30 * kDay) return 2.5;
    if (age <= 90 * kDay) return 1.5;
    return age <= 365 * kDay ? 0 : -3;
}

double points_for_name(const FoundSource& source) {
    const auto plain = fold_case(source.url + " " + source.title);
    if (plain.find("comment") != std::string::npos ||
        plain.find("kommentar") != std::string::npos) {
        return -6;
    }
    constexpr std::string_view kPress[] = {"press",    "newsroom", "news-release", "prensa",
                                           "communiq", "comunic",  "stampa"};
    if (source.hint == Hint::newsroom || holds_any(plain, kPress)) return 1.5;
    constexpr std::string_view kGeneral[] = {"news", "aktuell", "actual", "notic", "notiz"};
    if (holds_any(plain, kGeneral)) return 1;
    return source.hint == Hint::news ? 0.5 : 0;
}

/// Whether most of what the smaller one brings comes from the other too.
bool says_the_same(const FoundSource& a, const FoundSource& b) {
    const auto& few = a.items.size() <= b.items.size() ? a.items : b.items;
    const auto& many = a.items.size() <= b.items.size() ? b.items : a.items;
    if (few.empty()) return a.url == b.url;
    const std::unordered_set<std::string_view> known(many.begin(), many.end());
    const auto shared = std::count_if(
        few.begin(), few.end(), [&](const std::string& item) { return known.count(item) > 0; });
    return static_cast<std::size_t>(shared) * 10 >= few.size() * 6;
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

Liveliness judge_life(const Feed& feed, Instant now) {
    Liveliness life;
    life.items = feed.entries.size();
    std::vector<Instant> dates;
    for (const auto& entry : feed.entries) {
        const auto date = entry.published ? entry.published : entry.modified;
        if (date) dates.push_back(std::min(*date, now));
    }
    if (dates.empty()) return life;
    const auto [oldest, newest] = std::minmax_element(dates.begin(), dates.end());
    life.newest = *newest;
    constexpr double kWeek = 7 * 86'400;
    const auto span = static_cast<double>((*newest - *oldest).count());
    // Items of one day say nothing of the days between.
    if (span >= 86'400) life.per_week = static_cast<double>(dates.size() - 1) / (span / kWeek);
    return life;
}

FoundSource weigh_source(SourceKind kind, const Candidate& candidate, const Feed& feed,
                         Instant now) {
    FoundSource source;
    source.kind = kind;
    source.url = candidate.url;
    source.title = one_line(feed.title);
    source.format = feed.format;
    source.hint = candidate.hint;
    source.life = judge_life(feed, now);
    for (const auto& entry : feed.entries) {
        auto key = net::url_key(entry.url);
        if (!key.empty()) source.items.push_back(std::move(key));
    }
    if (kind == SourceKind::feed) source.points += feed.format == "news sitemap" ? 1.5 : 3;
    source.points += points_for_age(source.life.newest, now) + points_for_name(source);
    source.points += std::min(1.5, 0.5 * std::log2(1 + source.life.per_week));
    source.points += std::min(1.0, static_cast<double>(source.life.items) / 10);
    if (candidate.hint == Hint::given) source.points += 1;
    return source;
}

std::vector<FoundSource> rank_sources(std::vector<FoundSource> found) {
    std::stable_sort(found.begin(), found.end(), [](const FoundSource& a, const FoundSource& b) {
        return a.points > b.points;
    });
    std::vector<FoundSource> ranked;
    for (auto& source : found) {
        const bool known = std::any_of(ranked.begin(), ranked.end(), [&](const FoundSource& other) {
            return says_the_same(source, other);
        });
        if (!known && ranked.size() < kMostSources) ranked.push_back(std::move(source));
    }
    return ranked;
}

}  // namespace sawthis::fetchers
