#include "fetchers/page_container.hpp"

#include <algorithm>

namespace sawthis::fetchers {

namespace {

class ContainerFinder {
public:
    ContainerFinder(const HtmlTree& tree, const PrunedPage& page)
        : tree_(tree), page_(page), scores_(tree.size()) {}

    NodeId run() {
        score_all();
        NodeId best = best_scored();
        if (best == kNoNode) return body();
        best = join_split(best);
        best = leave_small_parts(best);
        return climb(best);
    }

private:
    const Measure& at(NodeId id) const { return page_.measures[id]; }

    NodeId body() const {
        for (NodeId id = 0; id < tree_.size(); ++id) {
            if (tree_[id].tag == Tag::body) return id;
        }
        return 0;
    }

    bool has_block_child(NodeId id) const {
        for (NodeId child = tree_.first_child(id); child != kNoNode;
             child = tree_.next_sibling(child)) {
            if (!page_.removed[child] && is_block(tree_[child].tag)) return true;
        }
        return false;
    }

    /// The characters that count for a paragraph-like block; 0 if it is none.
    std::uint32_t paragraph_length(NodeId id) const {
        constexpr std::uint32_t kDirectText = 80;
        switch (tree_[id].tag) {
            case Tag::p:
            case Tag::pre:
            case Tag::blockquote:
                return at(id).length;
            case Tag::div:
            case Tag::td:
            case Tag::section:
            case Tag::li:
            case Tag::center:
            case Tag::article:
                if (!has_block_child(id)) return at(id).length;
                return at(id).own >= kDirectText ? at(id).own : 0;
            default:
                return 0;
        }
    }

    void score_all() {
        for (NodeId id = 0; id < tree_.size();) {
            if (page_.removed[id]) {
                id = tree_[id].end;
                continue;
            }
            if (!tree_.is_text(id)) score(id);
            ++id;
        }
    }

    void score(NodeId id) {
        constexpr std::uint32_t kShortest = 25;
        constexpr double kMostLinked = 0.6;
        constexpr std::uint32_t kLongOwn = 400;
        const auto length = paragraph_length(id);
        const double density = at(id).density();
        if (length < kShortest || density > kMostLinked) return;
        const double value = (1 + at(id).commas + std::min(3.0, length / 100.0)) * (1 - density);
        // Text that br parts has no paragraphs below it: the block is its own container.
        const Tag tag = tree_[id].tag;
        if (at(id).own >= kLongOwn && tag != Tag::p && tag != Tag::li) scores_[id] += 1.5 * value;
        NodeId up = tree_[id].parent;
        for (int level = 1; level <= 5 && up != kNoNode; ++level, up = tree_[up].parent) {
            scores_[up] += value / level;
        }
    }

    double weight(NodeId id) const {
        double factor = 1 - at(id).density();
        if (page_.names[id].good) factor *= 1.3;
        if (tree_[id].tag == Tag::article) factor *= 1.1;
        if (page_.names[id].bad) factor *= 0.6;
        return factor;
    }

    NodeId best_scored() const {
        NodeId best = kNoNode;
        double most = 0;
        for (NodeId id = 0; id < tree_.size(); ++id) {
            const double value = scores_[id] > 0 ? scores_[id] * weight(id) : 0;
            if (value > most) {
                most = value;
                best = id;
            }
        }
        return best;
    }

    NodeId common_ancestor(NodeId a, NodeId b) const {
        while (!(a <= b && b < tree_[a].end)) a = tree_[a].parent;
        return a;
    }

    /// Bodies that advertisements or page builders cut: elements of the same kind and class that
    /// hold prose too, inside the same article. Taken together if they are most of what joins them.
    NodeId join_split(NodeId id) const {
        const auto names = tree_.attribute(id, "class");
        NodeId whole = tree_.closest(id, Tag::article);
        if (whole == kNoNode) whole = tree_.closest(id, Tag::main);
        if (whole == kNoNode) whole = body();
        if (tree_[id].tag == Tag::body || whole == id) return id;
        // Without a class only siblings are known to be alike.
        const NodeId scope = names.empty() ? tree_[id].parent : whole;
        std::uint32_t prose = at(id).prose;
        NodeId joined = id;
        for (NodeId other = scope; other < tree_[scope].end;) {
            const bool skip = page_.removed[other] || other == id;
            if (!skip && is_like(id, other) && (!names.empty() || tree_[other].parent == scope)) {
                prose += at(other).prose;
                joined = common_ancestor(joined, other);
            } else if (!skip) {
                ++other;
                continue;
            }
            other = tree_[other].end;
        }
        const bool much = prose * 5 >= at(id).prose * 6;
        const bool most = prose * 3 >= at(joined).prose * 2;
        const NodeId parent = tree_[id].parent;
        // Further up, more comes with them than they bring.
        const bool near = joined == parent || joined == tree_[parent].parent;
        return much && most && near ? joined : id;
    }

    bool is_like(NodeId id, NodeId other) const {
        return tree_[other].tag == tree_[id].tag && at(other).prose > 0 &&
               tree_.attribute(other, "class") == tree_.attribute(id, "class");
    }

    /// Out of a paragraph, list or table, to what holds its neighbours. A cell that holds nearly
    /// all the prose of its table is the text of a page laid out by tables.
    NodeId leave_small_parts(NodeId id) const {
        while (tree_[id].parent != kNoNode) {
            const Tag tag = tree_[id].tag;
            const bool cell = tag == Tag::td || tag == Tag::tr || tag == Tag::tbody;
            const bool part = tag == Tag::p || tag == Tag::li || tag == Tag::ul || tag == Tag::ol;
            if (cell) {
                const NodeId table = tree_.closest(id, Tag::table);
                if (table != kNoNode && at(table).prose * 5 <= at(id).prose * 6) break;
            } else if (!part && tag != Tag::table) {
                break;
            }
            id = tree_[id].parent;
        }
        return id;
    }

    /// Page builders wrap each paragraph by itself: an ancestor with much more prose is the text.
    NodeId climb(NodeId chosen) const {
        constexpr std::uint32_t kBodyText = 120;
        NodeId left = chosen;  // the last element that is being left
        for (NodeId up = tree_[chosen].parent; up != kNoNode; up = tree_[up].parent) {
            if (tree_[up].tag == Tag::html) break;
            if (tree_.attribute(chosen, "itemprop") == "articleBody" &&
                at(chosen).length >= kBodyText) {
                break;
            }
            if (worth_climbing(chosen, left, up)) chosen = up;
            left = up;
        }
        return chosen;
    }

    bool is_whole(NodeId id) const {
        return tree_[id].tag == Tag::article || tree_[id].tag == Tag::main;
    }

    bool worth_climbing(NodeId from, NodeId left, NodeId up) const {
        constexpr std::uint32_t kNamedText = 250;
        constexpr std::uint32_t kLeastGain = 200;
        double factor = 1.3;
        if (is_whole(from) || is_whole(left)) factor = 2.2;
        if (tree_[up].tag == Tag::body) factor = 2.5;
        const bool named = page_.names[from].good && !page_.names[up].good;
        if (named && at(from).length >= kNamedText) factor = 4;
        const auto gain = at(up).prose - std::min(at(up).prose, at(from).prose);
        const auto added = at(up).length - std::min(at(up).length, at(from).length);
        return at(up).prose >= factor * at(from).prose && gain > kLeastGain && gain * 2 >= added &&
               at(up).density() < 0.4;
    }

    const HtmlTree& tree_;
    const PrunedPage& page_;
    std::vector<double> scores_;
};

}  // namespace

NodeId find_container(const HtmlTree& tree, const PrunedPage& page) {
    return ContainerFinder(tree, page).run();
}

}  // namespace sawthis::fetchers
