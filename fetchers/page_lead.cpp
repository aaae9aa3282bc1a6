#include "fetchers/page_lead.hpp"

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kMostBlocks = 3;
constexpr std::size_t kMostCharacters = 1'000;
constexpr std::size_t kMostExamined = 200;  // each asks all elements around it

class LeadFinder {
public:
    LeadFinder(const HtmlTree& tree, const PrunedPage& page, NodeId headline, NodeId container)
        : tree_(tree), page_(page), headline_(headline), container_(container) {}

    std::vector<NodeId> run() {
        if (headline_ == kNoNode || headline_ == 0) return {};
        const NodeId text = first_text();
        for (NodeId id = tree_[headline_].end; id < text;) {
            if (leaves_alone(id)) {
                id = tree_[id].end;
                continue;
            }
            if (examined_ < kMostExamined && found_.size() < kMostBlocks && is_lead(id)) {
                found_.push_back(id);
                id = tree_[id].end;
                continue;
            }
            ++id;
        }
        return std::move(found_);
    }

private:
    bool is_inside(NodeId id, NodeId ancestor) const {
        return id >= ancestor && id < tree_[ancestor].end;
    }

    /// Where the text that is kept in the container begins.
    NodeId first_text() const {
        constexpr std::uint32_t kProse = 80;
        for (NodeId id = container_; id < tree_[container_].end;) {
            if (page_.removed[id]) {
                id = tree_[id].end;
                continue;
            }
            if (!tree_.is_text(id) && page_.measures[id].own >= kProse) return id;
            ++id;
        }
        return container_;
    }

    static bool never_leads(Tag tag) {
        return is_unread(tag) || tag == Tag::nav || tag == Tag::aside || tag == Tag::footer ||
               tag == Tag::figure || tag == Tag::figcaption || tag == Tag::form ||
               tag == Tag::dialog || tag == Tag::ul || tag == Tag::ol || tag == Tag::table;
    }

    bool leaves_alone(NodeId id) const {
        if (never_leads(tree_[id].tag)) return true;
        if (!page_.removed[id]) return false;
        const auto& names = page_.names[id];
        return (names.bad && !names.lead) || names.comments || names.navigation;
    }

    bool is_lead(NodeId id) {
        constexpr std::size_t kShortest = 40;
        constexpr std::uint32_t kProse = 80;
        if (tree_.is_text(id) || !is_block(tree_[id].tag) || has_block_child(id)) return false;
        ++examined_;
        const bool pruned = is_pruned(id);
        const auto names = names_of(id);
        if (names.bad || names.subtitle || names.picture) return false;
        const bool prose = !is_heading(tree_[id].tag) && page_.measures[id].own >= kProse;
        if (!names.lead && (pruned || !prose)) return false;
        if (!pruned && (is_inside(id, container_) || page_.measures[id].density() > 0.3)) {
            return false;
        }
        const auto size = tree_.text_of(id).size();
        if (size < kShortest || characters_ + size > kMostCharacters) return false;
        characters_ += size;
        return true;
    }

    bool has_block_child(NodeId id) const {
        for (NodeId child = tree_.first_child(id); child != kNoNode;
             child = tree_.next_sibling(child)) {
            if (is_block(tree_[child].tag)) return true;
        }
        return false;
    }

    bool is_pruned(NodeId id) const {
        while (id != kNoNode && !page_.removed[id]) id = tree_[id].parent;
        return id != kNoNode;
    }

    /// Its own and those of what wraps it, up to what holds the headline too.
    NameVerdict names_of(NodeId id) const {
        NameVerdict all;
        for (; id != kNoNode && !is_inside(headline_, id); id = tree_[id].parent) {
            const auto names = judge_names(tree_.attribute(id, "class"));
            all.bad |= names.bad && !names.lead;
            all.lead |= names.lead;
            all.subtitle |= names.subtitle;
            all.picture |= names.picture;
        }
        return all;
    }

    const HtmlTree& tree_;
    const PrunedPage& page_;
    NodeId headline_;
    NodeId container_;
    std::vector<NodeId> found_;
    std::size_t characters_ = 0;
    std::size_t examined_ = 0;
};

}  // namespace

std::vector<NodeId> find_lead(const HtmlTree& tree, const PrunedPage& page, NodeId headline,
                              NodeId container) {
    return LeadFinder(tree, page, headline, container).run();
}

}  // namespace sawthis::fetchers
