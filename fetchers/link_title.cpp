#include "fetchers/link_title.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

/// What follows "Read more about ", which links say to those who cannot see what is beside them.
std::string without_invitation(std::string title) {
    static constexpr std::string_view kInvitations[] = {"read more about",
                                                        "read more on",
                                                        "read more:",
                                                        "read more -",
                                                        "learn more about",
                                                        "find out more about",
                                                        "continue reading",
                                                        "read article:",
                                                        "read the article:",
                                                        "read:",
                                                        "open article:",
                                                        "go to article:",
                                                        "view article:",
                                                        "view press release:",
                                                        "link to",
                                                        "mehr lesen über",
                                                        "mehr lesen:",
                                                        "weiterlesen:",
                                                        "mehr erfahren:",
                                                        "mehr erfahren über",
                                                        "lire la suite de",
                                                        "lire la suite :",
                                                        "en savoir plus sur",
                                                        "lire l'article :",
                                                        "leer más sobre",
                                                        "leer más:",
                                                        "leggi tutto:",
                                                        "leggi di più su",
                                                        "lees meer over",
                                                        "läs mer om",
                                                        "les mer om",
                                                        "saiba mais sobre"};
    const auto plain = lower_ascii(std::string_view(title).substr(0, 60));
    for (const auto lead : kInvitations) {
        if (!plain.starts_with(lead) || title.size() <= lead.size()) continue;
        auto rest = title.substr(lead.size());
        const auto begin = rest.find_first_not_of(" :\"-");
        if (begin == std::string::npos) return title;
        rest.erase(0, begin);
        while (rest.ends_with('"') || rest.ends_with(' ')) rest.pop_back();
        if (find_words(rest).size() >= 2) return rest;
    }
    return title;
}

/// `title` without what a link to a file says of it at the end: "(PDF, 120 KB)".
std::string without_file_note(std::string title) {
    constexpr std::size_t kLongest = 40;
    if (!title.ends_with(')') && !title.ends_with(']')) return title;
    const auto begin = title.find_last_of("([");
    if (begin == std::string::npos || title.size() - begin > kLongest) return title;
    const auto note = fold_case(std::string_view(title).substr(begin));
    const auto words = find_words(note);
    const bool of_file = std::any_of(words.begin(), words.end(), [&note](const Span& span) {
        static constexpr std::string_view kKinds[] = {"pdf",  "doc", "docx", "xls", "xlsx",
                                                      "pptx", "zip", "kb",   "mb"};
        const auto word = std::string_view(note).substr(span.begin, span.end - span.begin);
        return std::find(std::begin(kKinds), std::end(kKinds), word) != std::end(kKinds);
    });
    const auto rest = trim(std::string_view(title).substr(0, begin));
    return of_file && !rest.empty() ? std::string(rest) : title;
}

}  // namespace

std::string without_day(std::string title, DayOrder order) {
    const auto day = find_day(title, order);
    if (!day) return title;
    constexpr std::string_view kJoints = " \t-|:·•,/";
    std::string rest;
    if (day->where.begin == 0) {
        rest = title.substr(day->where.end);
    } else if (day->where.end == title.size()) {
        rest = title.substr(0, day->where.begin);
    }
    const auto begin = rest.find_first_not_of(kJoints);
    if (begin == std::string::npos) return title;
    rest = rest.substr(begin, rest.find_last_not_of(kJoints) - begin + 1);
    for (const std::string_view dash : {"–", "—", "·", "•"}) {
        if (rest.starts_with(dash)) rest = std::string(trim(rest.substr(dash.size())));
        if (rest.ends_with(dash))
            rest = std::string(trim(rest.substr(0, rest.size() - dash.size())));
    }
    // "Results for 4 March 2026" needs its day.
    return find_words(rest).size() >= 3 && day->where.begin == 0 ? rest : title;
}

std::string clean_link_title(std::string title) {
    return without_invitation(without_file_note(std::move(title)));
}

bool is_reading_time(std::string_view text) {
    constexpr std::size_t kLongest = 24;
    if (text.size() > kLongest) return false;
    const auto plain = fold_case(text);
    return plain.find("min read") != std::string::npos ||
           plain.find("minute read") != std::string::npos ||
           plain.find("min lesezeit") != std::string::npos ||
           plain.find("min de le") != std::string::npos;
}

bool is_sentence(std::string_view text) {
    return text.ends_with('.') || text.ends_with("…") || text.ends_with("。");
}

bool is_telling(std::string_view text) {
    static const std::unordered_set<std::string> kHollow{"read more",
                                                         "more",
                                                         "read",
                                                         "continue reading",
                                                         "continue",
                                                         "learn more",
                                                         "details",
                                                         "view details",
                                                         "view",
                                                         "view more",
                                                         "view release",
                                                         "view press release",
                                                         "see more",
                                                         "full story",
                                                         "read full story",
                                                         "read the full story",
                                                         "read article",
                                                         "read the article",
                                                         "read story",
                                                         "read now",
                                                         "read press release",
                                                         "download",
                                                         "download pdf",
                                                         "pdf",
                                                         "html",
                                                         "share",
                                                         "here",
                                                         "click here",
                                                         "link",
                                                         "open",
                                                         "next",
                                                         "previous",
                                                         "back",
                                                         "home",
                                                         "mehr",
                                                         "mehr lesen",
                                                         "weiterlesen",
                                                         "weiter",
                                                         "mehr erfahren",
                                                         "zum artikel",
                                                         "artikel lesen",
                                                         "zur pressemitteilung",
                                                         "herunterladen",
                                                         "lire la suite",
                                                         "lire plus",
                                                         "en savoir plus",
                                                         "lire",
                                                         "suite",
                                                         "leer mas",
                                                         "seguir leyendo",
                                                         "ver mas",
                                                         "mas informacion",
                                                         "leggi",
                                                         "leggi tutto",
                                                         "leggi di piu",
                                                         "continua a leggere",
                                                         "scopri di piu",
                                                         "ler mais",
                                                         "leia mais",
                                                         "saiba mais",
                                                         "lees meer",
                                                         "lees verder",
                                                         "meer lezen",
                                                         "las mer",
                                                         "les mer",
                                                         "læs mere",
                                                         "czytaj wiecej",
                                                         "wiecej",
                                                         "czytaj dalej",
                                                         "devamını oku",
                                                         "detay",
                                                         "view all",
                                                         "see all",
                                                         "show more",
                                                         "load more",
                                                         "print",
                                                         "email",
                                                         "press release",
                                                         "news",
                                                         "news release",
                                                         "press releases",
                                                         "all news",
                                                         "older posts",
                                                         "newer posts",
                                                         "もっと見る",
                                                         "続きを読む",
                                                         "詳細",
                                                         "更多",
                                                         "阅读更多",
                                                         "查看更多",
                                                         "подробнее",
                                                         "читать далее",
                                                         "comments",
                                                         "no comments",
                                                         "leave a comment",
                                                         "permalink"};
    const auto words = find_words(text);
    if (words.empty() || text.size() < 4) return false;
    std::string plain;
    for (const auto& word : words) {
        if (!plain.empty()) plain += ' ';
        plain += text.substr(word.begin, word.end - word.begin);
        if (plain.size() > 60) return true;
    }
    if (plain.find_first_not_of("0123456789 ") == std::string::npos) return false;
    plain = fold_case(plain);
    const bool cjk = words.size() > 1 && static_cast<unsigned char>(text[words[0].begin]) >= 0xE3;
    if (cjk) plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
    return kHollow.find(plain) == kHollow.end();
}

}  // namespace sawthis::fetchers
