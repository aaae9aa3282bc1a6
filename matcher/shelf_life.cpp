#include "matcher/shelf_life.hpp"

namespace sawthis::matcher {

namespace {

// Signs of articles, as article_signs() numbers them.
constexpr std::size_t kTriumph = 7;
constexpr std::size_t kRelease = 12;
constexpr std::size_t kLongText = 13;
constexpr std::size_t kDefeat = 16;

constexpr std::chrono::hours kDay{24};

}  // namespace

std::chrono::hours shelf_life(Facet facet, const ArticleSigns& article) {
    switch (facet) {
        case Facet::team:
            return article[kTriumph] > 0 || article[kDefeat] > 0 ? 2 * kDay : 7 * kDay;
        case Facet::company:
        case Facet::person:
        case Facet::place:
            return 7 * kDay;
        case Facet::industry:
        case Facet::interest:
        case Facet::project:
        case Facet::role:
            break;
    }
    const bool long_form = article[kLongText] > 0 && article[kRelease] <= 0;
    return long_form ? 21 * kDay : 14 * kDay;
}

}  // namespace sawthis::matcher
