#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "core/text.hpp"
#include "matcher/boolean_expression.hpp"
#include "matcher/boolean_scanner.hpp"
#include "matcher/boolean_terms.hpp"

namespace sawthis::matcher {

namespace {

using Kind = QueryNode::Kind;
using Parsed = Result<QueryNode>;

constexpr std::size_t kDefaultWindow = 10;
constexpr std::size_t kMaxWindow = 1'000;

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

/// Recursive descent; from the loosest operator to the tightest: OR, XOR, AND and NOT, words beside
/// each other, NEAR and ADJ.
class Parser {
public:
    explicit Parser(std::string_view text) : scanner_(text), terms_(scanner_) {}

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
    Result<std::size_t> take_reach(std::string_view name);

    QueryScanner scanner_;
    QueryTerms terms_;
    std::size_t depth_ = 0;
    QueryField field_ = QueryField::any;  // of the parentheses that surround
};

Parsed Parser::parse() {
    if (scanner_.at_end()) return fail(ErrorCode::bad_input, "write at least one word to look for");
    auto query = parse_or();
    if (!query) return query;
    if (!scanner_.at_end())
        return scanner_.wrong(scanner_.at(), "there is a ) without a (; take it out");
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
    } while (scanner_.take_operator(name));
    return join_nodes(kind, std::move(nodes));
}

Parsed Parser::parse_and() {
    std::vector<QueryNode> nodes;
    for (;;) {
        auto node = parse_unary();
        if (!node) return node;
        nodes.push_back(*std::move(node));
        if (!scanner_.take_operator("AND") && scanner_.peek_operator() != "NOT") break;
    }
    return join_nodes(Kind::all_of, std::move(nodes));
}

Parsed Parser::parse_unary() {
    bool negated = false;
    while (scanner_.take_operator("NOT")) negated = !negated;
    auto node = parse_list();
    if (node && negated) return negate(*std::move(node));
    return node;
}

/// Filters of one kind are alternatives: lang:en lang:fr.
Parsed Parser::parse_list() {
    const std::size_t begin = scanner_.at();
    if (scanner_.ends_list()) {
        return scanner_.wrong(
            scanner_.at(), begin == 0 ? "there is no word before the operator"
                                      : "a word is missing here; add one or take the operator out");
    }
    std::vector<QueryNode> nodes;
    std::map<Kind, std::vector<QueryNode>> filters;
    while (!scanner_.ends_list()) {
        const char sign = scanner_.take_sign();
        auto node = parse_near();
        if (!node) return node;
        if (sign == '-') {
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

/// Goes behind NEAR or ADJ; within how many words they ask for.
Result<std::size_t> Parser::take_reach(std::string_view name) {
    const auto piece = scanner_.peek_piece();
    const std::size_t at = scanner_.at();
    std::size_t reach = kDefaultWindow;
    if (piece.size() > name.size() + 1) {
        std::from_chars(piece.data() + name.size() + 1, piece.data() + piece.size(), reach);
    }
    scanner_.skip(piece.size());
    if (reach == 0 || reach > kMaxWindow) {
        return scanner_.wrong(at, fmt::format("{} takes a number from 1 to {}", name, kMaxWindow));
    }
    if (scanner_.ends_list()) {
        return scanner_.wrong(scanner_.at(), fmt::format("a word is missing after {}", name));
    }
    return reach;
}

/// Words of NEAR and ADJ are as they are, and stand in one field.
Parsed Parser::parse_near() {
    auto node = parse_primary(field_);
    while (node) {
        const auto name = scanner_.peek_operator();
        const std::size_t at = scanner_.at();
        if (name != "NEAR" && name != "ADJ") break;
        const auto reach = take_reach(name);
        if (!reach) return tl::unexpected(reach.error());
        auto other = parse_primary(field_);
        if (!other) return other;
        const Kind kind = name == "NEAR" ? Kind::near : Kind::ordered;
        const bool goes_on = node->kind == Kind::word || node->kind == kind;
        if (!goes_on || other->kind != Kind::word || other->field != node->field) {
            return scanner_.wrong(at,
                                  fmt::format("{} stands between two words of one field", name));
        }
        const std::size_t extra = node->kind == kind ? node->window - node->words.size() : 0;
        node->kind = kind;
        node->words.push_back(std::move(other->words[0]));
        node->window = node->words.size() + std::max(extra, *reach - 1);
    }
    return node;
}

Parsed Parser::parse_primary(QueryField field) {
    const auto named = terms_.take_field();
    if (!named) return tl::unexpected(named.error());
    if (*named) {
        if (!(*named)->words) return terms_.parse_filter((*named)->filter);
        if (field != QueryField::any && field != *(*named)->words) {
            return scanner_.wrong((*named)->at, "one field cannot stand inside another");
        }
        field = *(*named)->words;
    }
    if (scanner_.is_at('(')) return parse_group(field);
    return scanner_.is_at('"') ? terms_.parse_quoted(field) : terms_.parse_words(field);
}

Parsed Parser::parse_group(QueryField field) {
    const std::size_t open = scanner_.at();
    scanner_.skip(1);
    if (++depth_ > kMaxQueryDepth) {
        return scanner_.wrong(
            open,
            fmt::format("there are more than {} parentheses inside each other", kMaxQueryDepth));
    }
    const QueryField outer = std::exchange(field_, field);
    auto node = parse_or();
    if (!node) return node;
    if (scanner_.at_end()) return scanner_.wrong(open, "this ( has no ); add one");
    scanner_.skip(1);
    --depth_;
    field_ = outer;
    return node;
}

}  // namespace

Result<QueryNode> parse_boolean_query(std::string_view text) {
    if (text.size() > kMaxQueryBytes) {
        return fail(ErrorCode::bad_input,
                    fmt::format("the query is longer than {} bytes; shorten it", kMaxQueryBytes));
    }
    return Parser(repair_utf8(text)).parse();
}

}  // namespace sawthis::matcher
