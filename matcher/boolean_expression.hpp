#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/period.hpp"
#include "core/result.hpp"
#include "matcher/boolean_words.hpp"

namespace sawthis::matcher {

/// A query as a tree.
struct QueryNode {
    enum class Kind {
        nothing,  // holds for no article
        word,     // words[0], by its stem
        prefix,   // any word that begins with words[0]
        ordered,  // words in order, as they are, within `window` words
        near,     // words in any order, as they are, within `window` words
        all_of,
        any_of,
        one_of,   // an odd number of children: XOR
        none_of,  // not the child
        language,
        publisher,  // its whole name
        url,        // the address contains `value`
        site,       // the host is `value`, or ends in it after a dot
        period,     // when it appeared
    };

    Kind kind = Kind::nothing;
    QueryField field = QueryField::any;
    std::vector<std::string> words;  // normal form
    std::size_t window = 0;
    std::string value;  // normal form
    Period period;
    std::vector<QueryNode> children;
};

/// Bounds on a query: those of the article index.
inline constexpr std::size_t kMaxQueryBytes = 2'000;
inline constexpr std::size_t kMaxQueryWords = 64;
inline constexpr std::size_t kMaxQueryDepth = 16;
inline constexpr std::size_t kMinWildcardBytes = 2;

/// Syntax: boolean_query.hpp. Error bad_input: "at character 12: what is wrong and how to mend it".
[[nodiscard]] Result<QueryNode> parse_boolean_query(std::string_view text);

}  // namespace sawthis::matcher
