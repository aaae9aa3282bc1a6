#include "matcher/judges.hpp"

#include <algorithm>

namespace sawthis::matcher {

bool is_covered(const Target& target, const std::vector<Hit>& hits, const Hit& hit) {
    const auto part = hit.evidence.part;  // clang 14 captures no structured binding
    const auto span = hit.evidence.span;
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
        return target.terms[other.term].role == TermRole::other_sense &&
               other.evidence.part == part && other.evidence.span.begin <= span.begin &&
               other.evidence.span.end >= span.end;
    });
}

}  // namespace sawthis::matcher
