#include "fetchers/link_groups.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/text.hpp"
#include "fetchers/link_title.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostGroups = 150;

std::size_t mix(std::size_t seed, std::size_t value) {
    constexpr std::size_t kOdd = 0x9E3779B97F4A7C15ULL;
    return (seed ^ value) * kOdd + (seed >> 29);
}

/// Classes that tell the places in one list apart rather than lists.
bool marks_a_place(std::string_view name) {
    static const std::unordered_set<std::string_view> kPlaces{
        "first", "last", "odd", "even", "active", "current", "featured", "sticky", "new", "alt"};
    return name.find_first_of("0123456789") != std::string_view::npos ||
           name.find("--") != std::string_view::npos || kPlaces.count(name) > 0;
}

/// For every element, a number for the chain of elements and classes that leads to it.
std::vector<std::size_t> chain_hashes(const HtmlTree& tree) {
    std::vector<std::size_t> hashes(tree.size());
    const std::hash<std::string_view> hash;
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree.is_text(id)) continue;
        const NodeId parent = tree[id].parent;
        std::size_t chain = parent == kNoNode ? 0 : hashes[parent];
        chain = mix(chain, hash(tree[id].text));
        std::size_t classes = 0;  // their order says nothing
        for (const auto& name : split_list(tree.attribute(id, "class").substr(0, 400), ' ')) {
            if (!marks_a_place(name)) classes += mix(1, hash(name));
        }
        hashes[id] = mix(chain, classes);
    }
    return hashes;
}

/// Keeps for each article the link whose text tells most.
std::vector<Link> one_per_article(const HtmlTree& tree, const std::vector<Link>& links) {
    std::unordered_map<std::string_view, std::pair<std::size_t, const Link*>> best;
    for (const auto& link : links) {
        const auto text = tree.text_of(link.node);
        const std::size_t worth = is_telling(text) ? text.size() + 1 : 0;
        const auto [found, added] = best.try_emplace(link.key, worth, &link);
        if (!added && worth > found->second.first) found->second = {worth, &link};
    }
    std::vector<Link> kept;
    for (const auto& link : links) {
        if (best.find(link.key)->second.second == &link) kept.push_back(link);
    }
    return kept;
}

}  // namespace

std::vector<std::vector<Link>> group_links(const HtmlTree& tree, const std::vector<Link>& links) {
    const auto hashes = chain_hashes(tree);
    std::unordered_map<std::size_t, std::size_t> places;
    std::vector<std::vector<Link>> groups;
    for (const auto& link : links) {
        const auto [found, added] = places.try_emplace(hashes[link.node], groups.size());
        if (added) groups.emplace_back();
        groups[found->second].push_back(link);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    groups.resize(std::min(groups.size(), kMostGroups));
    for (auto& group : groups) group = one_per_article(tree, group);
    return groups;
}

}  // namespace sawthis::fetchers
