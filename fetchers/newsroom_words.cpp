#include "fetchers/newsroom_words.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/page_place.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

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

}  // namespace

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

}  // namespace sawthis::fetchers
