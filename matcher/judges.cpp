#include "matcher/judges.hpp"

#include <algorithm>

namespace sawthis::matcher {

bool is_covered(const Target& target, const std::vector<Hit>& hits, const Hit& hit) {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
        const auto role = target.terms[other.term].role;
        return (role == TermRole::other_sense || role == TermRole::longer_name) &&
               stands_within(hit.evidence, other.evidence);
    });
}

}  // namespace sawthis::matcher
