#include "fetchers/record_places.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

constexpr NodeId kMostLoneNodes = 120;  // no more belongs to one link
constexpr NodeId kMostGapNodes = 200;

}  // namespace

RecordPlaces::RecordPlaces(const HtmlTree& tree, const std::vector<NodeId>& previous,
                           const std::vector<NodeId>& links)
    : tree_(tree), previous_(previous), links_(links) {
    for (std::size_t i = 0; i < links_.size(); ++i) nodes_.push_back(extent(i));
}

Range RecordPlaces::extent(std::size_t i) const {
    const NodeId previous = i == 0 ? kNoNode : links_[i - 1];
    const NodeId next = i + 1 == links_.size() ? kNoNode : links_[i + 1];
    NodeId top = links_[i];
    for (NodeId up = tree_[top].parent; up != kNoNode; up = tree_[up].parent) {
        const Tag tag = tree_[up].tag;
        if (tag == Tag::body || tag == Tag::html || tag == Tag::main) break;
        if ((previous != kNoNode && up <= previous) || (next != kNoNode && next < tree_[up].end)) {
            break;
        }
        const bool lone = previous == kNoNode && next == kNoNode;
        if (lone && (is_item(top) || tree_[up].end - up > kMostLoneNodes)) break;
        top = up;
    }
    return {top, tree_[top].end};
}

/// Where a link stands alone, one of several like elements is its record.
bool RecordPlaces::is_item(NodeId id) const {
    const Tag tag = tree_[id].tag;
    if (tag == Tag::li || tag == Tag::article || tag == Tag::tr) return true;
    const auto names = tree_.attribute(id, "class");
    const auto first = names.substr(0, names.find(' '));
    if (first.empty()) return false;
    const auto is_like = [&](NodeId other) {
        return tree_[other].tag == tag && tree_.attribute(other, "class").starts_with(first);
    };
    const NodeId parent = tree_[id].parent;
    constexpr int kMostSiblings = 50;
    NodeId sibling = parent == kNoNode ? kNoNode : tree_.first_child(parent);
    for (int seen = 0; sibling != kNoNode && seen < kMostSiblings; ++seen) {
        if (sibling != id && is_like(sibling)) return true;
        sibling = tree_.next_sibling(sibling);
    }
    return false;
}

Range RecordPlaces::gap_before(std::size_t i) const {
    const NodeId record = nodes_[i].begin;
    const NodeId parent = tree_[record].parent;
    if (parent == kNoNode) return {record, record};
    if (i > 0) {
        return {std::min(std::max(parent + 1, nodes_[i - 1].end), record), record};
    }
    NodeId begin = record;
    for (NodeId at = previous_[record]; at != kNoNode; at = previous_[at]) {
        if (record - at > kMostGapNodes || !may_be_gap(at)) break;
        begin = at;
    }
    return {begin, record};
}

Range RecordPlaces::gap_after(std::size_t i) const {
    const NodeId record = nodes_[i].begin;
    const NodeId begin = nodes_[i].end;
    const NodeId parent = tree_[record].parent;
    if (parent == kNoNode) return {begin, begin};
    if (i + 1 < links_.size()) {
        const NodeId end = std::min(tree_[parent].end, nodes_[i + 1].begin);
        return {begin, std::min(end, begin + kMostGapNodes)};
    }
    NodeId end = begin;
    for (NodeId at = tree_.next_sibling(record); at != kNoNode; at = tree_.next_sibling(at)) {
        if (tree_[at].end - begin > kMostGapNodes || !may_be_gap(at)) break;
        end = tree_[at].end;
    }
    return {begin, end};
}

/// False for what holds a link of some words: that is an article, or a list, of its own.
bool RecordPlaces::may_be_gap(NodeId id) const {
    constexpr std::size_t kSomeWords = 3;
    if (tree_[id].end - id > kMostGapNodes) return false;
    if (stands_in_gaps(id)) return true;
    for (NodeId at = id; at < tree_[id].end; ++at) {
        if (tree_[at].tag == Tag::a && tree_.has_attribute(at, "href") &&
            find_words(tree_.text_of(at)).size() >= kSomeWords) {
            return false;
        }
    }
    return true;
}

/// Like something that stands between the first record and the second.
bool RecordPlaces::stands_in_gaps(NodeId id) const {
    if (nodes_.size() < 2 || tree_.is_text(id)) return false;
    const NodeId end = nodes_[1].begin;
    int seen = 0;
    constexpr int kMostSiblings = 20;
    for (NodeId at = tree_.next_sibling(nodes_[0].begin);
         at != kNoNode && at < end && ++seen < kMostSiblings; at = tree_.next_sibling(at)) {
        if (tree_[at].tag == tree_[id].tag &&
            tree_.attribute(at, "class") == tree_.attribute(id, "class")) {
            return true;
        }
    }
    return false;
}

}  // namespace sawthis::fetchers
