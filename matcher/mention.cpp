#include "matcher/mention.hpp"

#include <algorithm>
#include <tuple>

namespace sawthis::matcher {

void sort_mentions(std::vector<Mention>& mentions) {
    std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
        return std::tie(a.span, a.watch) < std::tie(b.span, b.watch);
    });
    mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
}

}  // namespace sawthis::matcher
