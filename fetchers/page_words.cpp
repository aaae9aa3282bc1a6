#include "fetchers/page_words.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace sawthis::fetchers {

namespace {

/// What a word can do in a name; the rules below combine them.
enum Bit : std::uint64_t {
    bad_alone = 1ULL << 0,  // wherever it stands
    comment = 1ULL << 1,
    layout = 1ULL << 2,  // a prefix that says nothing: "l-sidebar"
    post = 1ULL << 3,    // article, entry, story
    site = 1ULL << 4,    // site, page
    main_word = 1ULL << 5,
    body = 1ULL << 6,       // content, text
    post_part = 1ULL << 7,  // meta, footer, tools
    edge = 1ULL << 8,       // header, footer
    author = 1ULL << 9,
    author_part = 1ULL << 10,  // bio, box
    read = 1ULL << 11,
    more = 1ULL << 12,
    next = 1ULL << 13,
    from = 1ULL << 14,  // from, on
    also = 1ULL << 15,
    like = 1ULL << 16,
    most = 1ULL << 17,
    popular = 1ULL << 18,
    photo = 1ULL << 19,
    sidebar = 1ULL << 21,
    side = 1ULL << 22,  // left, right, primary
    widget = 1ULL << 23,
    builder = 1ULL << 24,  // elementor: calls every block a widget
    nav = 1ULL << 25,
    ad = 1ULL << 26,
    rich = 1ULL << 27,
    away = 1ULL << 28,  // links there are no news
    has = 1ULL << 29,   // has-, with-, no-: about something inside
    list = 1ULL << 30,
    lead = 1ULL << 31,   // opens an article
    label = 1ULL << 32,  // label-hidden: speaks of the label
    subtitle = 1ULL << 33,
    sub = 1ULL << 34,
    head = 1ULL << 35,
    told = 1ULL << 36,    // what is told of a picture
    notice = 1ULL << 37,  // asks for consent
};

const std::unordered_map<std::string_view, std::uint64_t>& words() {
    static const std::unordered_map<std::string_view, std::uint64_t> kWords{
        {"comment", bad_alone | comment},
        {"comments", bad_alone | comment},
        {"commentlist", bad_alone | comment},
        {"disqus", bad_alone | comment},
        {"respond", bad_alone | comment},
        {"reply", bad_alone},
        {"replies", bad_alone},
        {"share", bad_alone | post_part | away},
        {"sharing", bad_alone | post_part | away},
        {"shares", bad_alone | away},
        {"sharedaddy", bad_alone | away},
        {"addtoany", bad_alone | away},
        {"social", bad_alone | away},
        {"sociable", bad_alone | away},
        {"related", bad_alone},
        {"recommended", bad_alone},
        {"recommendations", bad_alone},
        {"recommendation", bad_alone},
        {"recirc", bad_alone},
        {"newsletter", bad_alone | away},
        {"newsletters", bad_alone | away},
        {"subscribe", bad_alone | away},
        {"subscription", bad_alone | away},
        {"signup", bad_alone | away},
        {"promo", bad_alone},
        {"promos", bad_alone},
        {"promotion", bad_alone},
        {"advert", bad_alone | away},
        {"adverts", bad_alone | away},
        {"advertisement", bad_alone | away},
        {"advertising", bad_alone | away},
        {"sponsor", bad_alone | away},
        {"sponsored", bad_alone | away},
        {"outbrain", bad_alone | away},
        {"taboola", bad_alone | away},
        {"breadcrumb", bad_alone | away},
        {"breadcrumbs", bad_alone | away},
        {"navbar", bad_alone | away},
        {"navigation", bad_alone | away | post_part},
        {"menu", bad_alone | away},
        {"submenu", bad_alone | away},
        {"cookie", bad_alone | away | notice},
        {"cookies", bad_alone | away | notice},
        {"cookiebot", bad_alone | away | notice},
        {"consent", bad_alone | away | notice},
        {"onetrust", bad_alone | away | notice},
        {"didomi", bad_alone | away | notice},
        {"usercentrics", bad_alone | away | notice},
        {"gdpr", bad_alone | away | notice},
        {"popup", bad_alone | away},
        {"modal", bad_alone | away},
        {"tagcloud", bad_alone | away},
        {"tags", bad_alone | away | post_part},
        {"trending", bad_alone},
        {"byline", bad_alone},
        {"timestamp", bad_alone},
        {"dateline", bad_alone},
        {"caption", bad_alone | told},
        {"credit", bad_alone | told},
        {"credits", bad_alone},
        {"pagination", bad_alone | away},
        {"pager", bad_alone | away},
        {"paging", bad_alone | away},
        {"teaser", bad_alone | lead},
        {"teasers", bad_alone},
        {"hidden", bad_alone},
        {"noprint", bad_alone},
        {"toc", bad_alone},
        {"login", bad_alone | away},
        {"paywall", bad_alone},
        {"popular", bad_alone | popular},
        {"l", layout},
        {"c", layout},
        {"o", layout},
        {"js", layout},
        {"article", post},
        {"entry", post},
        {"post", post},
        {"story", post},
        {"page", site},
        {"site", site},
        {"main", main_word},
        {"body", body},
        {"content", body},
        {"text", body},
        {"copy", body},
        {"meta", post_part},
        {"footer", post_part | edge},
        {"tools", post_part},
        {"header", edge},
        {"author", author},
        {"authors", author},
        {"bio", author_part},
        {"box", author_part},
        {"info", author_part},
        {"card", author_part},
        {"profile", author_part},
        {"read", read | popular},
        {"more", more},
        {"next", next},
        {"previous", next},
        {"prev", next},
        {"from", from},
        {"on", from},
        {"also", also},
        {"like", like},
        {"most", most},
        {"photo", photo},
        {"image", photo},
        {"images", photo},
        {"img", photo},
        {"picture", photo},
        {"figure", photo},
        {"media", photo},
        {"bild", photo},
        {"foto", photo},
        {"visuel", photo},
        {"sidebar", sidebar},
        {"sidebars", sidebar},
        {"left", side},
        {"right", side},
        {"primary", side},
        {"secondary", side},
        {"widget", widget},
        {"widgets", widget},
        {"elementor", builder},
        {"nav", nav},
        {"ad", ad},
        {"ads", ad},
        {"rich", rich},
        {"language", away},
        {"languages", away},
        {"topbar", away},
        {"search", away},
        {"has", has},
        {"with", has},
        {"no", has},
        {"without", has},
        {"list", list},
        {"label", label},
        {"lead", lead},
        {"lede", lead},
        {"leadtext", lead},
        {"intro", lead},
        {"introduction", lead},
        {"standfirst", lead},
        {"dek", subtitle},
        {"deck", subtitle},
        {"chapo", lead},
        {"chapeau", lead},
        {"abstract", lead},
        {"subtitle", subtitle | told},
        {"description", told},
        {"descriptions", told},
        {"legend", told},
        {"source", told},
        {"copyright", bad_alone | told},
        {"bildunterschrift", bad_alone},
        {"disclaimer", bad_alone},
        {"disclosure", bad_alone},
        {"messenger", bad_alone},
        {"factbox", bad_alone},
        {"infobox", bad_alone},
        {"cta", bad_alone},
        {"likes", bad_alone},
        {"relatedposts", bad_alone},
        {"notification", bad_alone},
        {"notifications", bad_alone},
        {"subheadline", subtitle},
        {"subheading", subtitle},
        {"subhead", subtitle},
        {"subline", subtitle},
        {"vorspann", lead},
        {"anreisser", lead},
        {"anleser", lead},
        {"einleitung", lead},
        {"ingress", lead},
        {"bajada", lead},
        {"entradilla", lead},
        {"sommario", lead},
        {"occhiello", lead},
        {"summary", subtitle},
        {"excerpt", subtitle},
        {"blurb", subtitle},
        {"sub", sub},
        {"head", head},
        {"title", head},
        {"headline", head},
        {"heading", head},
        {"line", head},
    };
    return kWords;
}

/// One class or id, as the bits of its words; more than 12 words are not looked at.
struct Name {
    std::array<std::uint64_t, 12> bits{};
    std::size_t size = 0;

    [[nodiscard]] bool first(std::size_t i) const {
        return i == 0 || (i == 1 && (bits[0] & layout) != 0);
    }
    [[nodiscard]] bool last(std::size_t i) const { return i + 1 == size; }
    [[nodiscard]] std::uint64_t before(std::size_t i) const { return i == 0 ? 0 : bits[i - 1]; }
    [[nodiscard]] std::uint64_t after(std::size_t i) const { return last(i) ? 0 : bits[i + 1]; }
};

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

Name split_name(std::string_view text) {
    Name name;
    std::string word;
    const auto flush = [&] {
        if (!word.empty() && name.size < name.bits.size()) {
            const auto found = words().find(word);
            name.bits[name.size++] = found == words().end() ? 0 : found->second;
        }
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_upper(c)) {
            if (i > 0 && is_lower(text[i - 1])) flush();
            word += static_cast<char>(c - 'A' + 'a');
        } else if (is_lower(c)) {
            word += c;
        } else {
            flush();
        }
    }
    flush();
    return name;
}

bool pair_is_bad(std::uint64_t a, std::uint64_t b) {
    constexpr std::pair<std::uint64_t, std::uint64_t> kPairs[] = {
        {author, author_part}, {author_part, author}, {read, more}, {read, next},
        {more, from},          {also, like},          {also, read}, {most, read},
        {most, popular},       {post, post_part},     {next, post}, {site, edge},
        {photo, told},         {sidebar, widget},     {post, nav},  {more, post},
    };
    for (const auto& [first, second] : kPairs) {
        if ((a & first) != 0 && (b & second) != 0) return true;
    }
    return false;
}

bool is_good_pair(std::uint64_t a, std::uint64_t b) {
    return ((a & (post | site | main_word)) != 0 && (b & body) != 0) ||
           ((a & rich) != 0 && (b & body) != 0) || ((a & body) != 0 && (b & (post | body)) != 0);
}

/// Words that are bad only where they stand in a telling place.
bool is_bad_there(const Name& name, std::size_t i) {
    const auto bits = name.bits[i];
    if ((bits & sidebar) != 0) {
        return name.first(i) || (name.before(i) & side) != 0;
    }
    if ((bits & author) != 0) return name.size == 1;
    if ((bits & widget) != 0) return (name.before(i) & builder) == 0 && name.last(i);
    if ((bits & nav) != 0) return name.first(i) || name.last(i);
    if ((bits & ad) != 0) return name.first(i);
    return false;
}

void judge_name(const Name& name, NameVerdict& verdict) {
    for (std::size_t i = 0; i < name.size; ++i) {
        const auto bits = name.bits[i];
        const bool about_inside = (name.before(i) & (has | label)) != 0;
        if (about_inside) continue;
        const bool there = is_bad_there(name, i);
        verdict.bad |= (bits & bad_alone) != 0 || there;
        verdict.comments |= (bits & comment) != 0;
        verdict.notice |= (bits & notice) != 0;
        verdict.lead |= (bits & lead) != 0;
        verdict.subtitle |= (bits & subtitle) != 0;
        verdict.picture |= (bits & photo) != 0;
        verdict.caption |= (bits & told) != 0 && (bits & bad_alone) != 0;
        verdict.navigation |= (bits & away) != 0 || (there && (bits & (sidebar | nav | ad)) != 0) ||
                              ((bits & edge) != 0 && (name.first(i) || (name.before(i) & site)) &&
                               (bits & post_part) != 0);
        if (i + 1 < name.size) {
            verdict.caption |= (bits & photo) != 0 && (name.bits[i + 1] & told) != 0;
            verdict.bad |= pair_is_bad(bits, name.bits[i + 1]);
            verdict.subtitle |= (bits & sub) != 0 && (name.bits[i + 1] & head) != 0;
            verdict.good |= is_good_pair(bits, name.bits[i + 1]);
        }
    }
}

}  // namespace

NameVerdict judge_names(std::string_view names) {
    NameVerdict verdict;
    constexpr std::size_t kMostRead = 400;  // utility frameworks write kilobytes
    names = names.substr(0, kMostRead);
    while (!names.empty()) {
        const auto end = names.find_first_of(" \t\n\r\f");
        const auto name = names.substr(0, end);
        if (!name.empty()) judge_name(split_name(name), verdict);
        if (end == std::string_view::npos) break;
        names.remove_prefix(end + 1);
    }
    return verdict;
}

}  // namespace sawthis::fetchers
