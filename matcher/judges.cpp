#include "matcher/judges.hpp"

#include <algorithm>

namespace sawthis::matcher {

bool stands_within(const Evidence& inner, const Evidence& outer) {
    return inner.part == outer.part && outer.span.begin <= inner.span.begin &&
           inner.span.end <= outer.span.end;
}

bool is_covered(const Target& target, const std::vector<Hit>& hits, const Hit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
        return target.terms[other.term].role == TermRole::other_sense &&
               stands_within(hit.evidence, other.evidence);
    });
}

}  // namespace sawthis::matcher
