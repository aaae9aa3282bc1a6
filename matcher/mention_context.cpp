#include "matcher/mention_context.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "matcher/company_name.hpp"

namespace sawthis::matcher {

namespace {

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
    const std::string lower = lower_ascii(word);
    return std::find(words.begin(), words.end(), lower) != words.end();
}

/// What stands before a company's name: "retailer Gap", "shares of Gap".
bool introduces_company(std::string_view word) {
    constexpr std::array<std::string_view, 30> kWords{
        "giant",   "maker",    "retailer", "company",  "firm",      "rival",
        "rivals",  "bank",     "carrier",  "airline",  "chain",     "group",
        "startup", "operator", "insurer",  "lender",   "like",      "from",
        "with",    "at",       "by",       "via",      "against",   "including",
        "joins",   "owner",    "parent",   "carmaker", "automaker", "drugmaker"};
    return is_one_of(word, kWords);
}

/// The words beside a mention; "Gap's shares" has a possessive.
struct Neighbours {
    std::string_view before;
    std::string_view after;
    bool possessive = false;
};

Neighbours neighbours_of(const Evidence& mention, const ArticleView& view) {
    const std::string_view text = view.part(mention.part);
    const auto after = word_after(text, mention.span.end);
    return {word_before(text, mention.span.begin), after,
            !after.empty() && text[mention.span.end] != ' '};
}

/// A word that has its capital from its place: "While Apple waits".
bool begins_sentence(std::string_view word) {
    constexpr std::array<std::string_view, 56> kWords{
        "after",  "also",    "although", "another", "because", "before",    "both",  "does",
        "during", "earlier", "even",     "ever",    "every",   "given",     "here",  "instead",
        "just",   "last",    "later",    "many",    "maybe",   "meanwhile", "most",  "next",
        "once",   "only",    "over",     "perhaps", "since",   "some",      "still", "that",
        "then",   "there",   "these",    "this",    "those",   "though",    "today", "under",
        "unless", "until",   "what",     "when",    "where",   "whether",   "while", "yesterday",
        "could",  "from",    "have",     "meet",    "must",    "should",    "will",  "would"};
    return is_one_of(word, kWords);
}

/// "(NYSE: T)", "(AAPL.O: Quote, Profile)", "(Quote, Chart)", "(GPS)": a ticker follows, or a link
/// to its price.
bool has_ticker(std::string_view text, std::size_t end) {
    while (end < text.size() && (text[end] == ' ' || text[end] == '.')) ++end;
    if (end + 3 > text.size() || text[end] != '(') return false;
    const auto close = text.find(')', end);
    if (close == std::string_view::npos || close - end > 40) return false;
    const auto inside = text.substr(end + 1, close - end - 1);
    if (inside.starts_with("Quote,")) return true;
    const auto first = inside.substr(0, inside.find_first_of(" .:,"));
    const bool capitals =
        std::all_of(first.begin(), first.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return capitals && first.size() >= 1 && first.size() <= 6;
}

/// A designator and no word: "Statoil AS", "Boots plc", but not "Gap as a buyer".
bool designates(std::string_view after) {
    return is_designator(after) && (after.size() > 2 || has_capital(after));
}

/// "Canada's" Bombardier is no longer name of its own.
bool is_possessive(std::string_view word) {
    return word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'");
}

/// Whether nothing but names and what joins them stands there: ", Figma, ", " and Canada's ".
bool joins_names(std::string_view between) {
    constexpr std::size_t kLongest = 60;
    if (between.size() > kLongest || between.find_first_of(".;:(\n") != std::string_view::npos)
        return false;
    bool joined = false;
    for (const auto& word : split_list(between, ' ')) {
        const bool link = word == "and" || word == "or" || word == "&" || word == ",";
        joined = joined || link || word.ends_with(',') || word.starts_with(',');
        if (!link && word != "," && !has_capital(word)) return false;
    }
    return joined;
}

/// What companies do, and neither fruit nor rivers, nor people whose surname it is ("Fox said").
bool is_act(std::string_view word) {
    constexpr std::array<std::string_view, 14> kWords{
        "announced", "announces", "unveils", "unveiled", "launches",   "launched", "acquires",
        "acquired",  "hires",     "hired",   "partners", "introduces", "sues",     "sued"};
    return is_one_of(word, kWords);
}

/// The shorter an abbreviation, the more it stands for: "X", "GM", "ICC".
double weigh_shortness(std::string_view name) {
    const bool short_form = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
    if (!short_form || name.size() > 3) return 0;
    return name.size() == 1 ? 1 : name.size() == 2 ? 0.5 : 0.4;
}

/// Who is about to do something at the head of a headline: "O2 to roll out", "Sky will show".
bool is_about_to_act(const Evidence& mention, std::string_view after) {
    return mention.part == ArticlePart::title && mention.span.begin == 0 &&
           (after == "to" || after == "will");
}

/// What it does, said at once or behind an adverb: "Apple quietly launched".
std::string_view word_of_action(std::string_view text, std::string_view after) {
    if (!after.ends_with("ly") || has_capital(after)) return after;
    return word_after(text, static_cast<std::size_t>(after.data() + after.size() - text.data()));
}

/// What stands before it in its part of the article, at most so many bytes.
std::string_view text_before(const Evidence& mention, const ArticleView& view, std::size_t most) {
    const std::size_t begin = mention.span.begin;
    const std::size_t bytes = std::min(begin, most);
    return view.part(mention.part).substr(begin - bytes, bytes);
}

/// The town where a text was written, at its head: "BOSTON -- ", "NORTON, Massachusetts (Reuters) -
/// ", "Toronto, ON (Sports Network) - ".
bool begins_dateline(std::string_view text, Span town) {
    constexpr std::size_t kFarthest = 80;
    constexpr std::array<std::string_view, 4> kDashes{" - ", " -- ", " – ", " — "};
    if (town.begin != 0 && text[town.begin - 1] != '\n') return false;
    const auto words = text.substr(town.begin, town.end - town.begin);
    const auto rest = text.substr(town.end, kFarthest);
    const auto has_dash = [&](std::string_view within) {
        return std::any_of(kDashes.begin(), kDashes.end(), [&](std::string_view dash) {
            return within.find(dash) != std::string_view::npos;
        });
    };
    const bool capitals =
        std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (capitals && has_dash(rest.substr(0, 4))) return true;
    const bool goes_on = (rest.starts_with(", ") && has_capital(rest.substr(2))) ||
                         (rest.starts_with(" (") && has_capital(rest.substr(2)));
    return goes_on && has_dash(rest.substr(0, rest.find('\n')));
}

/// What stands before a comma and `begin`; nothing if no comma does.
std::string_view before_comma(std::string_view text, std::size_t begin) {
    if (begin < 3 || text.substr(begin - 2, 2) != ", ") return {};
    return text.substr(0, begin - 2);
}

/// The town before "Texas" in "AUSTIN, Texas" and, where a text begins, in "Austin, Texas".
bool ends_dateline(std::string_view text, std::size_t begin) {
    const auto town = before_comma(text, begin);
    const auto blank = town.find_last_of(" \n");
    const auto word = blank == std::string_view::npos ? town : town.substr(blank + 1);
    const bool all_capitals = word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) {
                                  return (c >= 'A' && c <= 'Z') || c == '.' || c == '-';
                              });
    return all_capitals || (blank == std::string_view::npos && has_capital(word));
}

/// "is a reporter at", "tech columnist for": who writes, and for whom.
bool ends_byline(std::string_view said) {
    constexpr std::array<std::string_view, 7> kWriters{
        "reporter", "editor", "columnist", "writer", "correspondent", "contributor", "at-large"};
    constexpr std::array<std::string_view, 4> kLinks{"at", "for", "of", "with"};
    const auto link = word_before(said, said.size());
    if (!is_one_of(link, kLinks)) return false;
    const auto writer = word_before(said, static_cast<std::size_t>(link.data() - said.data()));
    return is_one_of(writer, kWriters) || writer.ends_with("-at-large");
}

/// Where somebody is to be followed: "Follow us on Facebook and X", "fans on Instagram".
bool is_invitation(const Evidence& mention, const ArticleView& view) {
    constexpr std::size_t kFarthest = 140;
    constexpr std::array<std::string_view, 6> kWords{"follow",  "followers", "follower",
                                                     "connect", "subscribe", "fans"};
    constexpr std::array<std::string_view, 4> kWhom{"us", "me", "him", "her"};
    if (mention.part != ArticlePart::text) return false;
    auto before = text_before(mention, view, kFarthest);
    const auto stop = before.find_last_of("\n!?");
    if (stop != std::string_view::npos) before.remove_prefix(stop + 1);
    const auto end = before.rfind(". ");
    if (end != std::string_view::npos) before.remove_prefix(end + 2);
    const auto on = before.rfind(" on ");
    if (on == std::string_view::npos) return false;
    const auto words = split_list(before.substr(0, on), ' ');
    const bool us = !words.empty() && is_one_of(words.back(), kWhom);  // "Like us on Facebook"
    return us || std::any_of(words.begin(), words.end(),
                             [&](const auto& word) { return is_one_of(word, kWords); });
}

/// Where somebody's account is: "TikTok: @acme".
bool is_of_a_handle(const Evidence& mention, const ArticleView& view) {
    if (mention.part != ArticlePart::text) return false;
    auto after = view.part(mention.part).substr(mention.span.end);
    if (after.starts_with(" at ")) after.remove_prefix(4);
    const auto handle = after.find_first_not_of(": ");
    return handle != std::string_view::npos && after[handle] == '@';
}

/// In the sentence with which WordPress ends an article: "The post HEADLINE appeared first on
/// SITE." Some feeds lose its end.
bool is_first_place(const Evidence& mention, const ArticleView& view) {
    constexpr std::size_t kFarthest = 400;
    constexpr std::string_view kBegin = "The post ";
    constexpr std::string_view kAppeared = " appeared ";
    constexpr std::string_view kFirstOn = " appeared first on ";
    if (mention.part != ArticlePart::text) return false;
    const auto before = text_before(mention, view, kFarthest);
    const auto begin = before.rfind(kBegin);
    if (begin == std::string_view::npos || before.find('\n', begin) != std::string_view::npos)
        return false;
    const auto first_on = before.find(kFirstOn, begin);
    if (first_on != std::string_view::npos)
        return before.find(". ", first_on) == std::string_view::npos;
    if (before.find(kAppeared, begin) != std::string_view::npos) return false;
    const auto after = view.part(mention.part).substr(mention.span.end, kFarthest);
    return after.substr(0, after.find('\n')).find(kAppeared) != std::string_view::npos;
}

/// In the headline of another article that the text points to: "Related stories: ...".
bool is_pointer(const Evidence& mention, const ArticleView& view) {
    constexpr std::size_t kFarthest = 200;
    constexpr std::array<std::string_view, 8> kPointers{
        "related stories:", "related story:", "related articles:", "related article:",
        "related news:",    "read also:",     "also read:",        "see also:"};
    if (mention.part != ArticlePart::text) return false;
    const auto before = text_before(mention, view, kFarthest);
    const auto line = lower_ascii(before.substr(before.rfind('\n') + 1));
    return std::any_of(kPointers.begin(), kPointers.end(), [&](std::string_view pointer) {
        return line.find(pointer) != std::string::npos;
    });
}

/// The exchange where another's shares are traded: "(Nasdaq: ACME)", "(Deutsche Boerse Scale, ISIN
/// DE000A1TNWJ4)".
bool is_listing(const Evidence& mention, const ArticleView& view) {
    constexpr std::size_t kFarthest = 24;
    const std::string_view text = view.part(mention.part);
    const auto [begin, end] = mention.span;
    if (begin == 0 || std::string_view("([;,/ ").find(text[begin - 1]) == std::string_view::npos)
        return false;
    const auto after = text.substr(end, kFarthest);
    if (after.find("ISIN") != std::string_view::npos) return true;
    const auto bracket = text.substr(0, begin).find_last_of("()[]");
    const bool inside =
        bracket != std::string_view::npos && (text[bracket] == '(' || text[bracket] == '[');
    return inside && (after.starts_with(':') || after.starts_with(" :"));
}

/// "(Reuters) - ", wherever a text turns from what heads it to its news.
bool is_bracketed_credit(std::string_view text, Span name) {
    constexpr std::array<std::string_view, 4> kEnds{") - ", ") -- ", ") – ", ") — "};
    if (name.begin == 0 || text[name.begin - 1] != '(') return false;
    return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
        return text.substr(name.end).starts_with(end);
    });
}

/// Who brings the news: "LONDON (Reuters) - ", "AP - ", "he told the BBC".
bool is_credit(const Evidence& mention, const ArticleView& view) {
    constexpr std::size_t kFarthest = 60;
    if (mention.part != ArticlePart::text) return false;
    const std::string_view text = view.part(mention.part);
    const auto [begin, end] = mention.span;
    const auto said = text.substr(0, begin);
    if (said.ends_with("told ") || said.ends_with("told the ") || ends_byline(said)) return true;
    if (begins_dateline(text, mention.span) || is_bracketed_credit(text, mention.span)) return true;
    if (begin > kFarthest) return false;
    if (begin == 0) return text.substr(end).starts_with(" - ");
    return text[begin - 1] == '(' && text.substr(end).starts_with(")") &&
           text.substr(0, begin).find_first_of(".!?\n") == std::string_view::npos;
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// The state behind a town where something is said to be: "in Salt Lake City, Utah".
bool is_behind_town(std::string_view text, std::size_t begin) {
    constexpr std::array<std::string_view, 5> kWhere{"in", "at", "near", "from", "of"};
    constexpr int kMostWords = 3;
    auto said = before_comma(text, begin);
    for (int words = 0; words <= kMostWords; ++words) {
        const auto blank = said.rfind(' ');
        const auto word = said.substr(blank == std::string_view::npos ? 0 : blank + 1);
        if (words > 0 && is_one_of(word, kWhere)) return true;
        if (!has_capital(word) || blank == std::string_view::npos) return false;
        said = said.substr(0, blank);
    }
    return false;
}

/// Whether a name may go on after the word: "Justin Sun", but not "TLDR Apple sent warnings".
bool goes_on_from(std::string_view before) {
    return has_capital(before) && before.size() > 3 && !is_initials(before) &&
           !begins_sentence(before) && !is_possessive(before) && !is_business_word(before) &&
           !introduces_company(before);
}

}  // namespace

bool is_business_word(std::string_view word) {
    constexpr std::array<std::string_view, 52> kWords{
        "said",       "says",       "announced", "announces",   "plans",        "reported",
        "reports",    "ceo",        "chief",     "shares",      "stock",        "chairman",
        "executive",  "executives", "spokesman", "spokeswoman", "spokesperson", "unveils",
        "unveiled",   "launches",   "launched",  "acquires",    "acquired",     "customers",
        "employees",  "engineers",  "workers",   "staff",       "stores",       "store",
        "hires",      "hired",      "sells",     "profit",      "profits",      "earnings",
        "sales",      "founder",    "president", "investors",   "shareholders", "unit",
        "subsidiary", "users",      "app",       "rival",       "spokesmen",    "headquarters",
        "agrees",     "agreed",     "posts",     "partners"};
    return is_one_of(word, kWords);
}

bool is_beside_the_news(const Evidence& mention, const ArticleView& view) {
    return is_invitation(mention, view) || is_of_a_handle(mention, view) ||
           is_first_place(mention, view) || is_pointer(mention, view) || is_credit(mention, view) ||
           is_listing(mention, view);
}

bool is_in_longer_name(const Evidence& mention, const ArticleView& view) {
    if (!shows_case(mention, view)) return false;
    const auto [before, after, possessive] = neighbours_of(mention, view);
    const bool right =
        has_capital(after) && !possessive && !is_designator(after) && !is_business_word(after);
    return right || goes_on_from(before);
}

bool ends_a_name(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 16> kOfMatches{
        "league",   "cup",      "premiership", "division", "monday", "tuesday",
        "thursday", "saturday", "wednesday",   "friday",   "sunday", "coach",
        "manager",  "captain",  "rivals",      "champions"};
    const auto words = view.words_at(mention);
    if (!shows_case(mention, view) || words.find(' ') != std::string_view::npos) return false;
    const auto before = neighbours_of(mention, view).before;
    return goes_on_from(before) && !is_one_of(before, kOfMatches);
}

bool is_of_players(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 32> kPlayers{
        "international", "internationals", "coach",      "captain",  "skipper", "squad",
        "side",          "team",           "striker",    "forward",  "keeper",  "goalkeeper",
        "midfielder",    "defender",       "manager",    "boss",     "player",  "players",
        "winger",        "fans",           "supporters", "batsman",  "bowler",  "wicketkeeper",
        "spinner",       "paceman",        "hooker",     "fly-half", "lock",    "flanker",
        "opener",        "cricketers"};
    return is_one_of(neighbours_of(mention, view).after, kPlayers);
}

bool is_origin(const Evidence& mention, const ArticleView& view) {
    const auto [before, after, possessive] = neighbours_of(mention, view);
    return possessive || before == "from" || before == "of";
}

bool begins_a_place(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 13> kPlaces{
        "college", "state", "county", "post",    "street",  "avenue",    "park",
        "square",  "fort",  "yard",   "airport", "embassy", "parliament"};
    const auto [before, after, possessive] = neighbours_of(mention, view);
    return has_capital(after) && !possessive && is_one_of(after, kPlaces);
}

double weigh_neighbours(const Evidence& mention, const ArticleView& view) {
    const std::string_view text = view.part(mention.part);
    const auto [before, after, possessive] = neighbours_of(mention, view);
    const auto does = word_of_action(text, after);
    double weight = -weigh_shortness(view.words_at(mention));
    if (designates(after) || has_ticker(text, mention.span.end)) weight += 3;
    if (is_act(does)) {
        weight += 1.6;
    } else if (is_business_word(does)) {
        weight += 1.2;
    }
    if (is_about_to_act(mention, after)) weight += 1.2;
    if (introduces_company(before)) weight += 0.8;
    if (possessive) weight += 0.8;
    if (!shows_case(mention, view)) return weight;
    const bool enumerated = text.substr(0, mention.span.begin).ends_with(", ");
    const bool inside = enumerated || (!before.empty() && !has_capital(before));
    if (inside) weight += 1;  // a capital inside a sentence is a name
    if (is_in_longer_name(mention, view)) weight -= 1.5;
    return weight;
}

bool is_among_companies(const Evidence& mention, const ArticleView& view) {
    const std::string_view text = view.part(mention.part);
    if (!shows_case(mention, view) && !is_initials(view.words_at(mention))) return false;
    return std::any_of(view.companies.begin(), view.companies.end(), [&](const Evidence& other) {
        if (other.part != mention.part) return false;
        const Span& first = std::min(other.span, mention.span);
        const Span& second = std::max(other.span, mention.span);
        return first.end <= second.begin &&
               joins_names(text.substr(first.end, second.begin - first.end));
    });
}

/// A mention among others of its kind: "A, B and C", "(NYSE: B)", "such as B".
bool is_listed(const Evidence& mention, const ArticleView& view) {
    const std::string_view text = view.part(mention.part);
    const auto before = word_before(text, mention.span.begin);
    const bool comma_before = mention.span.begin >= 2 && text[mention.span.begin - 2] == ',';
    const bool comma_after = mention.span.end < text.size() &&
                             (text[mention.span.end] == ',' || text[mention.span.end] == ';');
    const auto after = word_after(text, mention.span.end);
    const bool joined = before == "and" || before == "or" || after == "and" || before == "as" ||
                        before == "like" || before == "including";
    return (comma_before && (comma_after || joined)) || (comma_after && joined) ||
           before == "like" || before == "including";
}

bool is_symbol(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 28> kExchanges{
        "nyse",  "nasdaq", "nasdaqgs", "nasdaqcm", "nasdaqgm", "amex", "otc",
        "otcqb", "otcqx",  "otcmkts",  "otcid",    "otcpk",    "lse",  "aim",
        "tsx",   "tsxv",   "tsx-v",    "cse",      "asx",      "nzx",  "hkex",
        "sehk",  "tse",    "tyo",      "nse",      "bse",      "sgx",  "jse"};
    const std::string_view text = view.part(mention.part);
    auto before = text.substr(0, mention.span.begin);
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (!before.ends_with(':')) return false;
    before.remove_suffix(1);
    while (before.ends_with(' ')) before.remove_suffix(1);
    const auto begin = before.find_last_of(" ([/\n\t");
    return is_one_of(before.substr(begin == std::string_view::npos ? 0 : begin + 1), kExchanges);
}

bool is_state(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 63> kStates{
        "al", "ak", "az", "ar", "ca", "co", "ct", "de", "fl", "ga", "hi", "id", "il",
        "in", "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo", "mt",
        "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok", "or", "pa", "ri",
        "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy", "dc", "pr",
        "ab", "bc", "mb", "nb", "nl", "ns", "on", "pe", "qc", "sk", "yt"};
    const std::string_view text = view.part(mention.part);
    const auto [begin, end] = mention.span;
    const auto name = view.words_at(mention);
    if (!is_initials(name) || !is_one_of(name, kStates)) return false;
    const auto town = before_comma(text, begin);
    const auto blank = town.find_last_of(" \n");
    if (!has_capital(town.substr(blank == std::string_view::npos ? 0 : blank + 1))) return false;
    const auto after = text.substr(end, 2);  // a row of names goes on in words
    return after.size() < 2 || after[0] != ' ' || !has_letter(after.substr(1));
}

bool is_governed(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 17> kWords{
        "at", "by",      "with", "from", "via",  "for",  "of",   "in",   "on",
        "to", "against", "vs",   "v",    "over", "like", "than", "after"};
    return is_one_of(word_before(view.part(mention.part), mention.span.begin), kWords);
}

bool is_place_of(const Evidence& mention, const ArticleView& view) {
    constexpr std::array<std::string_view, 8> kWords{"in",     "across",  "throughout", "around",
                                                     "inside", "outside", "near",       "round"};
    const std::string_view text = view.part(mention.part);
    const auto after = text.substr(mention.span.end);
    const bool possessive = after.starts_with("'") || after.starts_with("’");
    if (mention.part == ArticlePart::text &&
        (begins_dateline(text, mention.span) || ends_dateline(text, mention.span.begin) ||
         is_behind_town(text, mention.span.begin)))
        return true;
    return !possessive && is_one_of(word_before(text, mention.span.begin), kWords);
}

}  // namespace sawthis::matcher
