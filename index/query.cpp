#include "index/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

#include "core/period.hpp"
#include "core/text.hpp"
#include "index/article_terms.hpp"

namespace sawthis::index {

namespace {

std::string slot_value(Instant instant) {
    return Xapian::sortable_serialise(static_cast<double>(instant.time_since_epoch().count()));
}

/// Articles of the periods from `first` to `last`; an empty one leaves that side open. What is no
/// period is noted in `bad` and matches nothing: throwing through Xapian's parser would leak.
Xapian::Query date_query(const std::string& first, const std::string& last, std::string& bad) {
    const auto from = parse_period(first);
    const auto to = parse_period(last);
    if (!from && !first.empty()) bad = first;
    if (!to && !last.empty()) bad = last;
    if (!bad.empty() || (!from && !to)) return Xapian::Query::MatchNothing;
    if (!to) return {Xapian::Query::OP_VALUE_GE, kAppearedSlot, slot_value(from->first)};
    if (!from) return {Xapian::Query::OP_VALUE_LE, kAppearedSlot, slot_value(to->last)};
    return {Xapian::Query::OP_VALUE_RANGE, kAppearedSlot, slot_value(from->first),
            slot_value(to->last)};
}

/// date:FIRST..LAST.
class DateRange final : public Xapian::RangeProcessor {
public:
    explicit DateRange(std::string& bad) : RangeProcessor(kAppearedSlot, "date:"), bad_(bad) {}
    Xapian::Query operator()(const std::string& first, const std::string& last) override {
        return date_query(first, last, bad_);
    }

private:
    std::string& bad_;
};

/// date:PERIOD.
class Date final : public Xapian::FieldProcessor {
public:
    explicit Date(std::string& bad) : bad_(bad) {}
    Xapian::Query operator()(const std::string& text) override {
        return date_query(text, text, bad_);
    }

private:
    std::string& bad_;
};

class WholePublisher final : public Xapian::FieldProcessor {
public:
    Xapian::Query operator()(const std::string& text) override {
        return Xapian::Query(publisher_term(text));
    }
};

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_operator(std::string_view word) {
    constexpr std::array<std::string_view, 6> kOperators{"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
    const auto slash = word.find('/');
    if (slash == std::string_view::npos) return std::ranges::count(kOperators, word) > 0;
    const auto name = word.substr(0, slash);
    return (name == "NEAR" || name == "ADJ") && is_number(word.substr(slash + 1));
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// One blank-separated piece in normal form, unless it is an operator outside of quotes. Xapian
/// reads ".." anywhere as a range; only dates have ranges here.
std::string normal_piece(std::string_view piece, bool quoted) {
    const auto first = std::min(piece.find_first_not_of('('), piece.size());
    if (!quoted && is_operator(piece.substr(first))) return std::string(piece);
    std::string normal = normal_form(piece);
    if (normal.find("date:") == std::string::npos) replace_all(normal, "..", "  ");
    return normal;
}

/// Whether each piece says "-unwanted", which Xapian would read as wanted.
bool only_unwanted(std::string_view normal) {
    const auto pieces = split_list(normal, ' ');
    return std::ranges::all_of(pieces, [](const auto& piece) { return piece[0] == '-'; });
}

/// The query as Xapian is to read it: words in normal form, operators as they are, curly quotes
/// straight.
std::string normal_query(std::string text) {
    for (const std::string_view quote : {"“", "”", "„", "«", "»", "＂"}) {
        replace_all(text, quote, "\"");
    }
    std::string normal;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        const auto piece = std::string_view(text).substr(at, end - at);
        normal += normal_piece(piece, quoted);
        normal += ' ';
        if (std::ranges::count(piece, '"') % 2 == 1) quoted = !quoted;
        at = end + 1;
    }
    normal = trim(normal);
    if (only_unwanted(normal)) {
        replace_all(normal, " -", " NOT ");
        normal.replace(0, 1, "NOT ");
    }
    return normal;
}

Result<void> check_size(std::string_view text) {
    if (text.size() > kMaxQueryBytes) {
        return fail(ErrorCode::bad_input,
                    fmt::format("the query is longer than {} bytes", kMaxQueryBytes));
    }
    std::size_t depth = 0;
    std::size_t deepest = 0;
    for (const char c : text) {
        if (c == '(') deepest = std::max(deepest, ++depth);
        if (c == ')' && depth > 0) --depth;
    }
    if (deepest > kMaxQueryDepth) {
        return fail(ErrorCode::bad_input,
                    fmt::format("the query has more than {} parentheses inside each other",
                                kMaxQueryDepth));
    }
    const auto words = find_words(text).size();
    if (words == 0) return fail(ErrorCode::bad_input, "write at least one word to search for");
    if (words > kMaxQueryWords) {
        return fail(ErrorCode::bad_input,
                    fmt::format("the query has more than {} words", kMaxQueryWords));
    }
    return {};
}

/// What stands before each "*" that ends a word.
Result<std::vector<std::string>> find_wildcards(std::string_view normal) {
    std::vector<std::string> prefixes;
    for (auto star = normal.find('*'); star != std::string_view::npos;
         star = normal.find('*', star + 1)) {
        const auto words = find_words(normal.substr(0, star));
        if (words.empty() || words.back().end != star) continue;
        if (star - words.back().begin < kMinWildcardBytes) {
            return fail(ErrorCode::bad_input, "a word needs at least two letters before its *");
        }
        prefixes.emplace_back(normal.substr(words.back().begin, star - words.back().begin));
    }
    return prefixes;
}

/// What is given as a date but is none will stand in `bad_date`.
Xapian::QueryParser make_parser(const Xapian::Database& database, std::string& bad_date) {
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_default_op(Xapian::Query::OP_AND);
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_max_expansion(kMaxWildcardWords, Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT);
    parser.add_prefix("", "");
    parser.add_prefix("", "S");
    parser.add_prefix("title", "S");
    parser.add_prefix("text", "");
    parser.add_prefix("author", "A");
    parser.add_prefix("source", "P");
    parser.add_boolean_prefix("lang", "L");
    parser.add_boolean_prefix("publisher", (new WholePublisher)->release());
    parser.add_boolean_prefix("date", (new Date(bad_date))->release());
    parser.add_rangeprocessor((new DateRange(bad_date))->release());
    return parser;
}

constexpr unsigned kFlags = Xapian::QueryParser::FLAG_DEFAULT | Xapian::QueryParser::FLAG_WILDCARD |
                            Xapian::QueryParser::FLAG_PURE_NOT |
                            Xapian::QueryParser::FLAG_CJK_NGRAM;

/// The stemmers that were used for the articles of `database`, the most used first.
std::vector<std::string> stemmers_in(const Xapian::Database& database) {
    constexpr std::string_view kPrefix = "XST";
    std::vector<std::string> terms(database.allterms_begin(std::string(kPrefix)),
                                   database.allterms_end(std::string(kPrefix)));
    std::ranges::stable_sort(terms, std::ranges::greater{},
                             [&](const std::string& term) { return database.get_termfreq(term); });
    for (auto& term : terms) term.erase(0, kPrefix.size());
    return terms;
}

/// One reading of the query and the articles it is for.
struct Reading {
    Xapian::Query query;
    std::vector<Xapian::Query> articles;
};

Xapian::Query join_readings(const std::map<std::string, Reading>& readings) {
    if (readings.size() == 1) return readings.begin()->second.query;
    std::vector<Xapian::Query> parts;
    for (const auto& [description, reading] : readings) {
        const Xapian::Query articles(Xapian::Query::OP_OR, reading.articles.begin(),
                                     reading.articles.end());
        parts.emplace_back(Xapian::Query::OP_FILTER, reading.query, articles);
    }
    return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

}  // namespace

Result<ParsedQuery> parse_query(const std::string& text, const Xapian::Database& database) {
    if (const auto checked = check_size(text); !checked) return tl::unexpected(checked.error());
    const std::string normal = normal_query(repair_utf8(text));
    auto prefixes = find_wildcards(normal);
    if (!prefixes) return tl::unexpected(prefixes.error());

    ParsedQuery parsed;
    parsed.prefixes = *std::move(prefixes);
    try {
        std::string bad_date;
        auto parser = make_parser(database, bad_date);
        Stemmers stemmers;
        std::map<std::string, Reading> readings;
        auto languages = stemmers_in(database);
        if (languages.empty()) languages.emplace_back("none");
        for (const auto& language : languages) {
            parser.set_stemmer(stemmers.of(language));
            const bool first = readings.empty();
            const auto query = parser.parse_query(
                normal, first ? kFlags | Xapian::QueryParser::FLAG_SPELLING_CORRECTION : kFlags);
            if (!bad_date.empty()) {
                return fail(ErrorCode::bad_input,
                            fmt::format("\"{}\" is no date: write date:2026-11-05, or a range such "
                                        "as date:2026-11-01..2026-11-05 or date:2026-11-01..",
                                        one_line(bad_date)));
            }
            if (first) parsed.corrected = parser.get_corrected_query_string();
            auto& reading = readings[query.get_description()];
            reading.query = query;
            reading.articles.emplace_back("XST" + language);
        }
        parsed.query = join_readings(readings);
    } catch (const Xapian::QueryParserError& error) {
        return fail(ErrorCode::bad_input, "the query cannot be read: " + error.get_msg());
    }
    return parsed;
}

}  // namespace sawthis::index
