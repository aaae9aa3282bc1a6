#include "fetchers/record_lines.hpp"

#include <string_view>
#include <utility>

#include "core/text.hpp"
#include "fetchers/page_place.hpp"

namespace sawthis::fetchers {

namespace {

/// Whether the classes of the element or its parent say "card__title".
bool is_called_title(const HtmlTree& tree, NodeId id) {
    constexpr int kNear = 2;
    for (int i = 0; i < kNear && id != kNoNode && tree[id].tag != Tag::li; ++i) {
        const auto names = lower_ascii(tree.attribute(id, "class").substr(0, 200));
        for (const std::string_view part : {"subtitle", "sub-title", "subhead"}) {
            if (names.find(part) != std::string::npos) return false;
        }
        for (const std::string_view part :
             {"title", "headline", "titre", "titel", "titulo", "titolo", "rubrik"}) {
            if (names.find(part) != std::string::npos) return true;
        }
        id = tree[id].parent;
    }
    return false;
}

/// An inline element that style sheets likely set on a line of its own: it has a class, the
/// elements beside it have others, and no text runs between them.
bool is_stacked(const HtmlTree& tree, NodeId id) {
    constexpr int kMostSiblings = 12;
    const auto names = tree.attribute(id, "class");
    const NodeId parent = tree[id].parent;
    if (names.empty() || parent == kNoNode) return false;
    int seen = 0;
    bool accompanied = false;
    for (NodeId at = tree.first_child(parent); at != kNoNode; at = tree.next_sibling(at)) {
        if (++seen > kMostSiblings) return false;
        if (tree.is_text(at)) {
            if (!trim(tree[at].text).empty()) return false;
        } else if (at != id && tree[at].end > at + 1) {
            if (tree[at].tag == tree[id].tag && tree.attribute(at, "class") == names) return false;
            accompanied = true;
        }
    }
    return accompanied;
}

/// A date that stands before the rest of its line: a time element, or what a class calls so.
bool is_leading_date(const HtmlTree& tree, NodeId id) {
    constexpr NodeId kMostNodes = 8;
    if (tree[id].end - id > kMostNodes) return false;
    if (tree[id].tag != Tag::time) {
        const auto names = lower_ascii(tree.attribute(id, "class").substr(0, 200));
        const bool dated = names.find("date") != std::string::npos ||
                           names.find("datum") != std::string::npos ||
                           names.find("fecha") != std::string::npos;
        if (!dated) return false;
    }
    for (NodeId at = tree.first_child(tree[id].parent); at < id; at = tree.next_sibling(at)) {
        if (!tree.is_text(at) || !trim(tree[at].text).empty()) return false;
    }
    return true;
}

/// The text of a range, line by line as blocks part it.
class LineReader {
public:
    explicit LineReader(const HtmlTree& tree) : tree_(tree) {}

    std::vector<Line> read(Range range) {
        for (NodeId at = range.begin; at < range.end;) {
            const auto& node = tree_[at];
            while (!blocks_.empty() && at >= blocks_.back()) {
                flush();
                blocks_.pop_back();
            }
            if (node.tag == Tag::text) {
                add(at);
            } else if (is_unread(node.tag)) {
                at = node.end;
                continue;
            } else if (node.tag == Tag::br || is_block(node.tag) || is_stacked(tree_, at) ||
                       is_leading_date(tree_, at)) {
                flush();
                blocks_.push_back(node.end);
            }
            ++at;
        }
        flush();
        return std::move(lines_);
    }

private:
    void add(NodeId at) {
        constexpr std::size_t kMostRead = 2'000;  // nobody needs more for a title or teaser
        const std::string_view text = tree_[at].text.substr(0, kMostRead);
        if (line_.text.empty() && !trim(text).empty()) {
            line_.link = tree_.closest(at, Tag::a);
            NodeId up = at;
            while (up != kNoNode && !is_heading(tree_[up].tag)) up = tree_[up].parent;
            line_.heading = up;
            line_.titled = is_called_title(tree_, tree_[at].parent);
        }
        line_.text += text;
    }
    void flush() {
        line_.text = squeeze_space(line_.text);
        if (!line_.text.empty()) lines_.push_back(std::move(line_));
        line_ = {};
    }

    const HtmlTree& tree_;
    std::vector<Line> lines_;
    std::vector<NodeId> blocks_;
    Line line_;
};

}  // namespace

std::vector<Line> lines_of(const HtmlTree& tree, Range range) {
    return LineReader(tree).read(range);
}

}  // namespace sawthis::fetchers
