#include "fetchers/page_lines.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "fetchers/page_date.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kShortLine = 80;

/// What headings over related links, newsletter boxes and the like start with, by language; in the
/// form of plain_words().
constexpr std::string_view kInvitations[] = {
    "related",
    "more from",
    "more on",
    "more stories",
    "more news",
    "read more",
    "read also",
    "read next",
    "also read",
    "see also",
    "you may also",
    "you might also",
    "you may like",
    "recommended",
    "recommendations",
    "tags",
    "filed under",
    "follow us",
    "follow me",
    "newsletter",
    "sign up",
    "subscribe",
    "about the author",
    "about author",
    "share this",
    "share on",
    "share",
    "most read",
    "most popular",
    "popular",
    "trending",
    "latest news",
    "latest stories",
    "up next",
    "dont miss",
    "don t miss",
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "join the conversation",
    "advertisement",
    "continue reading",
    "sponsored",
    "related articles",
    "mehr zum thema",
    "lesen sie auch",
    "auch interessant",
    "das konnte sie auch",
    "weitere artikel",
    "weitere themen",
    "weiterfuhrende links",
    "schlagworte",
    "schlagworter",
    "themen",
    "kommentare",
    "teilen",
    "verwandte artikel",
    "zum thema",
    "mehr dazu",
    "anzeige",
    "a lire aussi",
    "lire aussi",
    "sur le meme sujet",
    "articles lies",
    "voir aussi",
    "partager",
    "te puede interesar",
    "tambien te puede",
    "lea tambien",
    "lee tambien",
    "noticias relacionadas",
    "mas informacion",
    "etiquetas",
    "compartir",
    "leggi anche",
    "potrebbe interessarti",
    "articoli correlati",
    "ti potrebbe",
    "leia tambem",
    "leia mais",
    "veja tambem",
    "relacionadas",
    "lees ook",
    "meer over",
    "gerelateerd",
    "las mer",
    "las ocksa",
    "les ogsa",
    "læs ogsa",
    "czytaj takze",
    "czytaj tez",
    "zobacz takze",
    "zobacz tez",
    "powiazane",
    "tagi",
    "podobne",
    "читайте также",
    "по теме",
    "похожие",
    "теги",
    "ctete take",
    "souvisejici",
    "lue myos",
    "ilgili haberler",
    "bunlar da",
    "関連記事",
    "相关阅读",
    "相关文章",
    "weitere beitrage",
    "weitere aktuelle",
    "weiterfuhrende informationen",
    "schon gelesen",
    "auch lesen",
    "neueste artikel",
    "neueste beitrage",
    "das konnte dich",
    "ahnliche beitrage",
    "ahnliche artikel",
    "le puede interesar",
    "articles similaires",
};

/// What headings over the last parts of a press release start with.
constexpr std::string_view kContacts[] = {
    "contact",           "contacts",
    "media contact",     "media contacts",
    "press contact",     "press contacts",
    "media inquiries",   "media enquiries",
    "press enquiries",   "press inquiries",
    "for media",         "investor contact",
    "investor contacts", "investor relations",
    "pressekontakt",     "kontakt",
    "medienkontakt",     "ansprechpartner",
    "contact presse",    "contacts presse",
    "notes to editors",  "contacto de prensa",
    "contacto",          "contatti",
    "perscontact",       "forward looking statements",
};

template <std::size_t size>
bool starts_with_one_of(std::string_view plain, const std::string_view (&openings)[size]) {
    return std::any_of(std::begin(openings), std::end(openings), [plain](std::string_view words) {
        return plain.starts_with(words) &&
               (plain.size() == words.size() || plain[words.size()] == ' ');
    });
}

bool ends_sentence(std::string_view text) {
    constexpr std::string_view kEnds[] = {".", "!",  "?",  ":",  "\"", "”", "“", "»",
                                          "…", "。", "！", "？", ")",  "’", "'"};
    return std::any_of(std::begin(kEnds), std::end(kEnds),
                       [text](std::string_view end) { return text.ends_with(end); });
}

bool is_mostly_link(const TextLine& line) {
    return line.linked * 2 > line.text.size();
}

/// A heading that opens a box of links, not a section of the text.
bool opens_box(const TextLine& line) {
    if (line.text.size() > kShortLine) return false;
    return starts_with_one_of(plain_words(line.text), kInvitations) && !line.text.ends_with('.');
}

bool goes_with_box(const TextLine& line) {
    if (line.heading && !is_mostly_link(line)) return false;
    return is_mostly_link(line) || (line.text.size() < kShortLine && !ends_sentence(line.text));
}

/// Nothing but the day (and perhaps the time) over the text.
bool is_dateline(const TextLine& line) {
    constexpr std::size_t kBeside = 15;
    if (line.text.size() > kShortLine) return false;
    const auto day = find_day(line.text);
    return day && line.text.size() <= day->where.end - day->where.begin + kBeside;
}

/// "About Acme Ltd", "Über Acme": the firm presents itself. "About the bridge" is of the text.
bool presents_firm(const TextLine& line) {
    constexpr std::string_view kAbout[] = {"About ",      "ABOUT ",     "Über ",  "À propos de ",
                                           "À propos d’", "Acerca de ", "Sobre ", "Over "};
    for (const auto about : kAbout) {
        if (!line.text.starts_with(about)) continue;
        const auto first = static_cast<unsigned char>(line.text[about.size()]);
        const auto name = std::string_view(line.text).substr(about.size());
        return ((first >= 'A' && first <= 'Z') || first >= 0xC3) && !name.starts_with("The Author");
    }
    return false;
}

/// Opens the last parts of a press release, which are no news: on the firm, whom to ask.
bool opens_closing(const TextLine& line) {
    if (line.text.size() > kShortLine || line.text.ends_with('.')) return false;
    if (!line.heading && !line.text.ends_with(':')) return false;
    return presents_firm(line) || starts_with_one_of(plain_words(line.text), kContacts);
}

/// Headings whose links or boxes went. Of a short text they may be a part.
void trim_end(std::vector<TextLine>& lines) {
    constexpr std::size_t kMostTrimmed = 3;
    constexpr std::size_t kFewLines = 8;
    for (std::size_t trimmed = 0; trimmed < kMostTrimmed && lines.size() > kFewLines; ++trimmed) {
        const auto& last = lines.back();
        if (!last.heading || last.text.size() >= kShortLine || last.text.ends_with('.')) break;
        lines.pop_back();
    }
}

bool equals_title(const TextLine& line, const std::vector<std::string>& plain_titles) {
    const auto plain = plain_words(line.text);
    return !plain.empty() &&
           std::find(plain_titles.begin(), plain_titles.end(), plain) != plain_titles.end();
}

}  // namespace

std::string plain_words(std::string_view text) {
    std::string plain;
    const auto folded = fold_case(text);
    for (const auto& word : find_words(folded)) {
        if (!plain.empty()) plain += ' ';
        plain.append(folded, word.begin, word.end - word.begin);
    }
    return plain;
}

std::vector<TextLine> article_lines(std::vector<TextLine> lines,
                                    const std::vector<std::string>& titles) {
    std::vector<std::string> plain_titles;
    std::size_t longest_title = 0;
    for (const auto& title : titles) {
        plain_titles.push_back(plain_words(title));
        longest_title = std::max(longest_title, 2 * title.size());
    }
    std::vector<TextLine> kept;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto& line = lines[i];
        const bool first_half = i * 2 <= lines.size();
        if (first_half && line.text.size() <= longest_title && equals_title(line, plain_titles)) {
            continue;
        }
        constexpr std::size_t kFirstLines = 3;
        if (kept.empty() && i < kFirstLines && is_dateline(line)) continue;
        if (!first_half && opens_closing(line)) {
            while (i + 1 < lines.size() && !lines[i + 1].heading) ++i;
            continue;
        }
        if (opens_box(line)) {
            if (is_mostly_link(line) || line.heading || line.text.ends_with(':')) {
                while (i + 1 < lines.size() && goes_with_box(lines[i + 1])) ++i;
                continue;
            }
        }
        if (!kept.empty() && line.text.size() < kShortLine && kept.back().text == line.text)
            continue;
        kept.push_back(std::move(line));
    }
    trim_end(kept);
    return kept;
}

}  // namespace sawthis::fetchers
