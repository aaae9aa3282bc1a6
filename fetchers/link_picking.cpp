#include "fetchers/link_picking.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/text.hpp"
#include "fetchers/css_selector.hpp"

namespace sawthis::fetchers {

namespace {

Result<std::vector<Link>> pick_by_pattern(std::string_view pattern, std::vector<Link> links) {
    RE2::Options options(RE2::Quiet);
    constexpr std::int64_t kMemory = std::int64_t{8} << 20;
    options.set_max_mem(kMemory);
    const RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!regex.ok()) return fail(ErrorCode::bad_input, "links pattern: " + regex.error());
    links.erase(
        std::remove_if(links.begin(), links.end(),
                       [&regex](const Link& link) { return !RE2::PartialMatch(link.url, regex); }),
        links.end());
    return links;
}

Result<std::vector<Link>> pick_by_selector(const HtmlTree& tree, std::string_view text,
                                           std::vector<Link> links) {
    const auto selector = CssSelector::compile(text);
    if (!selector) return tl::unexpected(selector.error());
    std::vector<bool> inside(tree.size());
    for (const auto picked : selector->find(tree)) inside[picked] = true;
    for (NodeId id = 1; id < tree.size(); ++id) {
        if (inside[tree[id].parent]) inside[id] = true;
    }
    links.erase(std::remove_if(links.begin(), links.end(),
                               [&inside](const Link& link) { return !inside[link.node]; }),
                links.end());
    return links;
}

}  // namespace

Result<std::vector<Link>> pick_links(const HtmlTree& tree, std::string_view rule,
                                     std::vector<Link> links) {
    if (take_start(rule, "re:")) return pick_by_pattern(rule, std::move(links));
    return pick_by_selector(tree, rule, std::move(links));
}

}  // namespace sawthis::fetchers
