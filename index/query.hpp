#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::index {

struct ParsedQuery {
    Xapian::Query query;
    std::string corrected;              // the query with a spelling mended; empty if none was found
    std::vector<std::string> prefixes;  // of wildcards: "elec" of "elec*", in normal form
};

/// Bounds on a query: what is longer, or has more words or deeper parentheses, is refused, and a
/// wildcard stands for no more than its most frequent words.
inline constexpr std::size_t kMaxQueryBytes = 2'000;
inline constexpr std::size_t kMaxQueryWords = 64;
inline constexpr std::size_t kMaxQueryDepth = 16;
inline constexpr Xapian::termcount kMaxWildcardWords = 256;
inline constexpr std::size_t kMinWildcardBytes = 2;

/// The query `text` (syntax: SearchRequest::query) means for `database`, whose stems may come from
/// several languages: each article is asked with the stems of its own.
/// Error bad_input: it does not parse, is over a bound or asks for nothing; the detail is a
/// sentence for people. Throws what the database throws.
[[nodiscard]] Result<ParsedQuery> parse_query(const std::string& text,
                                              const Xapian::Database& database);

}  // namespace sawthis::index
