#pragma once

#include <optional>
#include <string_view>

#include "matcher/boolean_expression.hpp"
#include "matcher/boolean_scanner.hpp"

namespace sawthis::matcher {

/// Reads the leaves of a query: words, phrases, beginnings and filters. Errors as those of
/// parse_boolean_query().
class QueryTerms {
public:
    explicit QueryTerms(QueryScanner& scanner) : scanner_(scanner) {}

    /// The field that is named here ("title:"), behind which it goes: where words are looked for,
    /// or what a filter compares. nullopt: none is named.
    struct Field {
        std::optional<QueryField> words;
        QueryNode::Kind filter = QueryNode::Kind::nothing;
        std::size_t at = 0;  // where its name stands
    };
    [[nodiscard]] Result<std::optional<Field>> take_field();

    [[nodiscard]] Result<QueryNode> parse_quoted(QueryField field);
    /// Words up to a blank, or a beginning ("wind*"). Nothing, if they are only signs.
    [[nodiscard]] Result<QueryNode> parse_words(QueryField field);
    [[nodiscard]] Result<QueryNode> parse_filter(QueryNode::Kind filter);

private:
    [[nodiscard]] Result<QueryNode> parse_dates(std::string_view value, std::size_t at) const;
    [[nodiscard]] Result<QueryNode> node_of(std::string_view text, std::size_t at,
                                            QueryField field);

    QueryScanner& scanner_;
    std::size_t words_ = 0;
};

}  // namespace sawthis::matcher
