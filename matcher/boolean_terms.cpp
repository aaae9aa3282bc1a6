#include "matcher/boolean_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

using Kind = QueryNode::Kind;

constexpr std::array<std::pair<std::string_view, QueryField>, 4> kWordFields{
    {{"title", QueryField::title},
     {"text", QueryField::text},
     {"author", QueryField::author},
     {"source", QueryField::source}}};

constexpr std::array<std::pair<std::string_view, Kind>, 5> kFilters{{{"lang", Kind::language},
                                                                     {"publisher", Kind::publisher},
                                                                     {"url", Kind::url},
                                                                     {"site", Kind::site},
                                                                     {"date", Kind::period}}};

template <class Table>
auto find_named(const Table& table, std::string_view name) {
    return std::ranges::find(table, name, [](const auto& row) { return row.first; });
}

/// "title" of "title:merger"; empty if no name stands before a colon.
std::string_view field_name(std::string_view piece) {
    const auto colon = piece.find(':');
    const auto name = piece.substr(0, std::min(colon, piece.size()));
    const bool named = colon != piece.npos && std::ranges::all_of(name, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                       });
    return named ? name : std::string_view{};
}

}  // namespace

Result<std::optional<QueryTerms::Field>> QueryTerms::take_field() {
    const auto name = field_name(scanner_.peek_piece());
    const std::size_t at = scanner_.at();
    if (name.empty()) return std::nullopt;
    const std::string lower = lower_ascii(name);
    const auto* const words = find_named(kWordFields, lower);
    const auto* const filter = find_named(kFilters, lower);
    if (words == kWordFields.end() && filter == kFilters.end()) {
        return scanner_.wrong(
            at, fmt::format("there is no field \"{}\": write title:, text:, author:, source:, "
                            "publisher:, lang:, url:, site: or date:",
                            one_line(name)));
    }
    scanner_.skip(name.size() + 1);
    if (scanner_.is_blank_at(scanner_.at()) || scanner_.is_at(')')) {
        return scanner_.wrong(at, fmt::format("there is nothing after {}:", lower));
    }
    if (filter != kFilters.end()) return Field{std::nullopt, filter->second, at};
    return Field{words->second, Kind::nothing, at};
}

Result<QueryNode> QueryTerms::node_of(std::string_view text, std::size_t at, QueryField field) {
    const auto words = split_query_words(text);
    words_ += words.size();
    if (words_ > kMaxQueryWords) {
        return scanner_.wrong(
            at, fmt::format("the query has more than {} words; shorten it", kMaxQueryWords));
    }
    if (words.empty()) return QueryNode{};
    QueryNode node{.kind = Kind::ordered, .field = field, .window = words.size()};
    for (const auto& word : words) node.words.push_back(word.normal);
    return node;
}

Result<QueryNode> QueryTerms::parse_quoted(QueryField field) {
    const std::size_t at = scanner_.at();
    const auto quoted = scanner_.take_quoted();
    if (!quoted) return tl::unexpected(quoted.error());
    return node_of(*quoted, at, field);
}

Result<QueryNode> QueryTerms::parse_words(QueryField field) {
    const auto piece = scanner_.peek_piece();
    const std::size_t at = scanner_.at();
    if (piece.empty()) return scanner_.wrong(at, "there is a ) without a (; take it out");
    scanner_.skip(piece.size());
    const bool wildcard = piece.size() > 1 && piece.back() == '*';
    auto node = node_of(piece.substr(0, piece.size() - (wildcard ? 1 : 0)), at, field);
    if (!node || node->kind == Kind::nothing) return node;
    if (node->words.size() == 1) node->kind = wildcard ? Kind::prefix : Kind::word;
    if (wildcard && node->words.size() > 1) {
        return scanner_.wrong(at, "a * stands after a single word");
    }
    if (wildcard && node->words[0].size() < kMinWildcardBytes) {
        return scanner_.wrong(at, "a word needs at least two letters before its *");
    }
    return node;
}

Result<QueryNode> QueryTerms::parse_filter(Kind filter) {
    const std::size_t at = scanner_.at();
    std::string_view value;
    if (scanner_.is_at('"')) {
        const auto quoted = scanner_.take_quoted();
        if (!quoted) return tl::unexpected(quoted.error());
        value = *quoted;
    } else {
        value = scanner_.peek_piece();
        scanner_.skip(value.size());
    }
    if (trim(value).empty()) return scanner_.wrong(at, "there is nothing to compare with");
    ++words_;
    if (filter == Kind::period) return parse_dates(value, at);
    QueryNode node{.kind = filter};
    node.value = squeeze_space(fold_case(value));
    return node;
}

Result<QueryNode> QueryTerms::parse_dates(std::string_view value, std::size_t at) const {
    const auto dots = value.find("..");
    const auto first = value.substr(0, std::min(dots, value.size()));
    const auto last = dots == value.npos ? first : value.substr(dots + 2);
    const auto from = parse_period(first);
    const auto to = parse_period(last);
    if ((!from && !first.empty()) || (!to && !last.empty()) || (!from && !to)) {
        return scanner_.wrong(
            at, fmt::format("\"{}\" is no date: write date:2026-11-05, or a range such as "
                            "date:2026-11-01..2026-11-05 or date:2026-11-01..",
                            one_line(value)));
    }
    if (from && to && to->last < from->first) {
        return scanner_.wrong(
            at, fmt::format("{} ends before it begins; turn it round", one_line(value)));
    }
    QueryNode node{.kind = Kind::period};
    node.period.first = from ? from->first : Instant::min();
    node.period.last = to ? to->last : Instant::max();
    return node;
}

}  // namespace sawthis::matcher
