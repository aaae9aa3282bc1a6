#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace sawthis::index {

/// The words a query looks for, in normal form.
struct WantedWords {
    std::set<std::string, std::less<>> words;
    std::set<std::string, std::less<>> stems;
    std::vector<std::string> prefixes;
};

/// The words of `query`, whatever field they are wanted in.
[[nodiscard]] WantedWords wanted_words(const Xapian::Query& query,
                                       const std::vector<std::string>& prefixes);

struct Snippet {
    std::string text;         // one line, with "…" where it was cut
    std::vector<Span> marks;  // in order, disjoint
};

/// The part of `text`, about `bytes` long, that has most of the wanted words; its beginning if it
/// has none. Linear in the size of the text.
[[nodiscard]] Snippet make_snippet(std::string_view text, const WantedWords& wanted,
                                   const Xapian::Stem& stemmer, std::size_t bytes);

}  // namespace sawthis::index
