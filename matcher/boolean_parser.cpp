#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "core/text.hpp"
#include "matcher/boolean_expression.hpp"
#include "matcher/replace_all.hpp"

namespace sawthis::matcher {

namespace {

using Kind = QueryNode::Kind;
using Parsed = Result<QueryNode>;

constexpr std::size_t kDefaultWindow = 10;
constexpr std::size_t kMaxWindow = 1'000;

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_filter(const QueryNode& node) {
    return node.kind >= Kind::language;
}

/// What only consists of signs is left out.
QueryNode join_nodes(Kind kind, std::vector<QueryNode> nodes) {
    std::erase_if(nodes, [](const QueryNode& node) { return node.kind == Kind::nothing; });
    if (nodes.empty()) return {};
    if (nodes.size() == 1) return std::move(nodes.front());
    QueryNode joined{.kind = kind};
    joined.children = std::move(nodes);
    return joined;
}

QueryNode negate(QueryNode node) {
    if (node.kind == Kind::nothing) return node;
    QueryNode negated{.kind = Kind::none_of};
    negated.children.push_back(std::move(node));
    return negated;
}

std::string straighten_quotes(std::string text) {
    for (const std::string_view quote : {"“", "”", "„", "«", "»", "＂"}) {
        text = replace_all(text, quote, "\"");
    }
    return text;
}

constexpr std::array<std::pair<std::string_view, QueryField>, 4> kWordFields{
    {{"title", QueryField::title},
     {"text", QueryField::text},
     {"author", QueryField::author},
     {"source", QueryField::source}}};

constexpr std::array<std::pair<std::string_view, Kind>, 5> kValueFields{
    {{"lang", Kind::language},
     {"publisher", Kind::publisher},
     {"url", Kind::url},
     {"site", Kind::site},
     {"date", Kind::period}}};

template <class Table>
auto find_named(const Table& table, std::string_view name) {
    return std::ranges::find(table, name, [](const auto& row) { return row.first; });
}

/// Recursive descent; from the loosest operator to the tightest: OR, XOR, AND and NOT, words beside
/// each other, NEAR and ADJ.
class Parser {
public:
    explicit Parser(std::string text) : text_(std::move(text)) {}

    Parsed parse();

private:
    Parsed parse_chain(std::string_view name, Kind kind, Parsed (Parser::*next)());
    Parsed parse_or() { return parse_chain("OR", Kind::any_of, &Parser::parse_xor); }
    Parsed parse_xor() { return parse_chain("XOR", Kind::one_of, &Parser::parse_and); }
    Parsed parse_and();
    Parsed parse_unary();
    Parsed parse_list();
    Parsed parse_near();
    Parsed parse_primary(QueryField field);
    Parsed parse_group(QueryField field);
    Parsed parse_quoted(QueryField field);
    Parsed parse_piece(QueryField field);
    Parsed parse_words(std::string_view piece, std::size_t at, QueryField field);
    Parsed parse_field(std::string_view name, std::size_t at, QueryField field);
    Parsed parse_value(Kind kind);
    Parsed parse_period_value(std::string_view value, std::size_t at);

    void skip_blanks();
    [[nodiscard]] bool at_end();
    /// What stands here up to a blank, a parenthesis or a quote.
    [[nodiscard]] std::string_view peek_piece();
    /// The operator that stands here, without what follows a slash; empty if none does.
    [[nodiscard]] std::string_view peek_operator();
    [[nodiscard]] bool take_operator(std::string_view name);
    [[nodiscard]] bool ends_list();
    [[nodiscard]] tl::unexpected<Error> wrong(std::size_t at, std::string_view what) const;

    std::string text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t words_ = 0;
    QueryField field_ = QueryField::any;  // of the parentheses that surround
};

tl::unexpected<Error> Parser::wrong(std::size_t at, std::string_view what) const {
    std::size_t character = 1;
    for (std::size_t i = 0; i < at && i < text_.size(); ++i) {
        if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++character;
    }
    return fail(ErrorCode::bad_input, fmt::format("at character {}: {}", character, what));
}

void Parser::skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool Parser::at_end() {
    skip_blanks();
    return at_ >= text_.size();
}

std::string_view Parser::peek_piece() {
    skip_blanks();
    const auto end = std::min(text_.find_first_of(" \t\n\v\f\r()\"", at_), text_.size());
    return std::string_view(text_).substr(at_, end - at_);
}

std::string_view Parser::peek_operator() {
    constexpr std::array<std::string_view, 6> kOperators{"AND", "OR", "NOT", "XOR", "NEAR", "ADJ"};
    const auto piece = peek_piece();
    const auto slash = std::min(piece.find('/'), piece.size());
    const auto name = piece.substr(0, slash);
    if (std::ranges::count(kOperators, name) == 0) return {};
    if (slash == piece.size()) return name;
    const auto digits = piece.substr(slash + 1);
    const bool number = !digits.empty() && digits.find_first_not_of("0123456789") == digits.npos;
    return number && (name == "NEAR" || name == "ADJ") ? name : std::string_view{};
}

bool Parser::take_operator(std::string_view name) {
    if (peek_operator() != name) return false;
    at_ += peek_piece().size();
    return true;
}

bool Parser::ends_list() {
    if (at_end() || text_[at_] == ')') return true;
    const auto name = peek_operator();
    return name == "AND" || name == "OR" || name == "XOR" || name == "NOT";
}

Parsed Parser::parse() {
    if (at_end()) return fail(ErrorCode::bad_input, "write at least one word to look for");
    auto query = parse_or();
    if (!query) return query;
    if (!at_end()) return wrong(at_, "there is a ) without a (");
    if (query->kind == Kind::nothing) {
        return fail(ErrorCode::bad_input, "write at least one word to look for");
    }
    return query;
}

Parsed Parser::parse_chain(std::string_view name, Kind kind, Parsed (Parser::*next)()) {
    std::vector<QueryNode> nodes;
    do {
        auto node = (this->*next)();
        if (!node) return node;
        nodes.push_back(*std::move(node));
    } while (take_operator(name));
    return join_nodes(kind, std::move(nodes));
}

Parsed Parser::parse_and() {
    std::vector<QueryNode> nodes;
    for (;;) {
        auto node = parse_unary();
        if (!node) return node;
        nodes.push_back(*std::move(node));
        if (!take_operator("AND") && peek_operator() != "NOT") break;
    }
    return join_nodes(Kind::all_of, std::move(nodes));
}

Parsed Parser::parse_unary() {
    bool negated = false;
    while (take_operator("NOT")) negated = !negated;
    auto node = parse_list();
    if (node && negated) return negate(*std::move(node));
    return node;
}

/// Filters of one kind are alternatives: lang:en lang:fr.
Parsed Parser::parse_list() {
    const std::size_t begin = at_;
    if (ends_list()) {
        return wrong(
            at_, begin == 0 ? "there is no word before the operator" : "a word is missing here");
    }
    std::vector<QueryNode> nodes;
    std::map<Kind, std::vector<QueryNode>> filters;
    while (!ends_list()) {
        const char sign = text_[at_];
        const bool signed_piece = (sign == '+' || sign == '-') && at_ + 1 < text_.size() &&
                                  !is_blank(text_[at_ + 1]) && text_[at_ + 1] != sign;
        at_ += signed_piece ? 1 : 0;
        auto node = parse_near();
        if (!node) return node;
        if (signed_piece && sign == '-') {
            nodes.push_back(negate(*std::move(node)));
        } else if (is_filter(*node)) {
            filters[node->kind].push_back(*std::move(node));
        } else {
            nodes.push_back(*std::move(node));
        }
    }
    for (auto& [kind, same] : filters) nodes.push_back(join_nodes(Kind::any_of, std::move(same)));
    return join_nodes(Kind::all_of, std::move(nodes));
}

/// Words of NEAR and ADJ are as they are, and stand in one field.
Parsed Parser::parse_near() {
    auto node = parse_primary(field_);
    while (node) {
        const auto name = peek_operator();
        const std::size_t at = at_;
        if (name != "NEAR" && name != "ADJ") break;
        const auto piece = peek_piece();
        std::size_t reach = kDefaultWindow;
        if (piece.size() > name.size() + 1) {
            std::from_chars(piece.data() + name.size() + 1, piece.data() + piece.size(), reach);
        }
        at_ += piece.size();
        if (reach == 0 || reach > kMaxWindow) {
            return wrong(at, fmt::format("{} takes a number from 1 to {}", name, kMaxWindow));
        }
        if (ends_list()) return wrong(at_, fmt::format("a word is missing after {}", name));
        auto other = parse_primary(field_);
        if (!other) return other;
        const Kind kind = name == "NEAR" ? Kind::near : Kind::ordered;
        const bool goes_on = node->kind == Kind::word || node->kind == kind;
        if (!goes_on || other->kind != Kind::word || other->field != node->field) {
            return wrong(at, fmt::format("{} stands between two words of one field", name));
        }
        const std::size_t extra = node->kind == kind ? node->window - node->words.size() : 0;
        node->kind = kind;
        node->words.push_back(std::move(other->words[0]));
        node->window = node->words.size() + std::max(extra, reach - 1);
    }
    return node;
}

Parsed Parser::parse_primary(QueryField field) {
    skip_blanks();
    if (text_[at_] == '(') return parse_group(field);
    if (text_[at_] == '"') return parse_quoted(field);
    return parse_piece(field);
}

Parsed Parser::parse_group(QueryField field) {
    const std::size_t open = at_++;
    if (++depth_ > kMaxQueryDepth) {
        return wrong(open, fmt::format("there are more than {} parentheses inside each other",
                                       kMaxQueryDepth));
    }
    const QueryField outer = std::exchange(field_, field);
    auto node = parse_or();
    if (!node) return node;
    if (at_end()) return wrong(open, "this ( has no )");
    ++at_;
    --depth_;
    field_ = outer;
    return node;
}

Parsed Parser::parse_quoted(QueryField field) {
    const std::size_t open = at_++;
    const auto close = text_.find('"', at_);
    if (close == std::string::npos) return wrong(open, "this quote has no end");
    const auto words = split_query_words(std::string_view(text_).substr(at_, close - at_));
    at_ = close + 1;
    words_ += words.size();
    if (words_ > kMaxQueryWords) {
        return wrong(open, fmt::format("the query has more than {} words", kMaxQueryWords));
    }
    if (words.empty()) return QueryNode{};
    QueryNode phrase{.kind = Kind::ordered, .field = field, .window = words.size()};
    for (const auto& word : words) phrase.words.push_back(word.normal);
    return phrase;
}

Parsed Parser::parse_piece(QueryField field) {
    const auto piece = peek_piece();
    const std::size_t at = at_;
    if (piece.empty()) return wrong(at, "there is a ) without a (");
    const auto colon = piece.find(':');
    const auto name = piece.substr(0, std::min(colon, piece.size()));
    const bool named =
        colon != piece.npos && !name.empty() && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        });
    if (named) return parse_field(name, at, field);
    at_ += piece.size();
    return parse_words(piece, at, field);
}

Parsed Parser::parse_field(std::string_view name, std::size_t at, QueryField field) {
    const std::string lower = lower_ascii(name);
    const auto* const words = find_named(kWordFields, lower);
    const auto* const value = find_named(kValueFields, lower);
    if (words == kWordFields.end() && value == kValueFields.end()) {
        return wrong(at, fmt::format("there is no field \"{}\": write title:, text:, author:, "
                                     "source:, publisher:, lang:, url:, site: or date:",
                                     one_line(name)));
    }
    at_ += name.size() + 1;
    if (at_ >= text_.size() || is_blank(text_[at_]) || text_[at_] == ')') {
        return wrong(at, fmt::format("there is nothing after {}:", lower));
    }
    if (value != kValueFields.end()) return parse_value(value->second);
    if (field != QueryField::any && field != words->second) {
        return wrong(at, "one field cannot stand inside another");
    }
    field = words->second;
    if (text_[at_] == '(' || text_[at_] == '"') return parse_primary(field);
    const auto piece = peek_piece();
    const std::size_t begin = at_;
    at_ += piece.size();
    return parse_words(piece, begin, field);
}

Parsed Parser::parse_words(std::string_view piece, std::size_t at, QueryField field) {
    const bool wildcard = piece.size() > 1 && piece.back() == '*';
    const auto words = split_query_words(piece.substr(0, piece.size() - (wildcard ? 1 : 0)));
    words_ += words.size();
    if (words_ > kMaxQueryWords) {
        return wrong(at, fmt::format("the query has more than {} words", kMaxQueryWords));
    }
    if (words.empty()) return QueryNode{};
    QueryNode node{.kind = Kind::word, .field = field, .window = words.size()};
    for (const auto& word : words) node.words.push_back(word.normal);
    if (words.size() > 1) node.kind = Kind::ordered;
    if (!wildcard) return node;
    if (words.size() > 1) return wrong(at, "a * stands after a single word");
    if (words[0].normal.size() < kMinWildcardBytes) {
        return wrong(at, "a word needs at least two letters before its *");
    }
    node.kind = Kind::prefix;
    return node;
}

Parsed Parser::parse_value(Kind kind) {
    const std::size_t begin = at_;
    std::string_view value;
    if (text_[at_] == '"') {
        const auto close = text_.find('"', at_ + 1);
        if (close == std::string::npos) return wrong(begin, "this quote has no end");
        value = std::string_view(text_).substr(at_ + 1, close - at_ - 1);
        at_ = close + 1;
    } else {
        value = peek_piece();
        at_ += value.size();
    }
    if (trim(value).empty()) return wrong(begin, "there is nothing to compare with");
    ++words_;
    if (kind == Kind::period) return parse_period_value(value, begin);
    QueryNode node{.kind = kind};
    node.value = squeeze_space(fold_case(value));
    return node;
}

Parsed Parser::parse_period_value(std::string_view value, std::size_t at) {
    const auto dots = value.find("..");
    const auto first = value.substr(0, std::min(dots, value.size()));
    const auto last = dots == value.npos ? first : value.substr(dots + 2);
    const auto from = parse_period(first);
    const auto to = parse_period(last);
    if ((!from && !first.empty()) || (!to && !last.empty()) || (!from && !to)) {
        return wrong(at, fmt::format("\"{}\" is no date: write date:2026-11-05, or a range such as "
                                     "date:2026-11-01..2026-11-05 or date:2026-11-01..",
                                     one_line(value)));
    }
    QueryNode node{.kind = Kind::period};
    node.period.first = from ? from->first : Instant::min();
    node.period.last = to ? to->last : Instant::max();
    return node;
}

}  // namespace

Result<QueryNode> parse_boolean_query(std::string_view text) {
    if (text.size() > kMaxQueryBytes) {
        return fail(ErrorCode::bad_input,
                    fmt::format("the query is longer than {} bytes", kMaxQueryBytes));
    }
    return Parser(straighten_quotes(repair_utf8(text))).parse();
}

}  // namespace sawthis::matcher
