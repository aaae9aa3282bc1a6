#include "fetchers/group_headings.hpp"

#include <utility>

#include "core/text.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/record_days.hpp"
#include "fetchers/record_lines.hpp"

namespace sawthis::fetchers {

namespace {

bool names_a_group(const HtmlTree& tree, NodeId id) {
    const Tag tag = tree[id].tag;
    if (is_heading(tag) || tag == Tag::dt || tag == Tag::time || tag == Tag::th ||
        tag == Tag::caption || tag == Tag::summary || tag == Tag::strong) {
        return true;
    }
    const auto names = lower_ascii(tree.attribute(id, "class"));
    return names.find("date") != std::string::npos || names.find("day") != std::string::npos ||
           names.find("heading") != std::string::npos || names.find("title") != std::string::npos;
}

}  // namespace

void GroupHeadings::visit(NodeId record,
                          const std::function<bool(NodeId, const std::string&)>& take) {
    constexpr int kMostSiblings = 400;
    constexpr NodeId kMostNodes = 30;  // a heading is small
    int seen = 0;
    for (NodeId at = record; at != kNoNode && tree_[at].tag != Tag::body; at = tree_[at].parent) {
        for (NodeId sibling = previous_[at]; sibling != kNoNode && seen < kMostSiblings;
             sibling = previous_[sibling], ++seen) {
            if (tree_.is_text(sibling)) continue;
            NodeId named = sibling;
            if (!names_a_group(tree_, named)) {
                const NodeId inner = tree_.first_child(sibling);
                named =
                    inner != kNoNode && tree_.is_text(inner) ? tree_.next_sibling(inner) : inner;
                const bool only = named != kNoNode && tree_[named].end + 1 >= tree_[sibling].end &&
                                  names_a_group(tree_, named);
                if (!only) continue;
            }
            if (tree_[named].end - named > kMostNodes) continue;
            const auto [known, added] = texts_.try_emplace(named);
            if (added) {
                auto lines = lines_of(tree_, {named, tree_[named].end});
                if (lines.size() == 1 && lines[0].text.size() <= kLongestDateLine) {
                    known->second = std::move(lines[0].text);
                }
            }
            if (!known->second.empty() && take(named, known->second)) return;
        }
    }
}

}  // namespace sawthis::fetchers
