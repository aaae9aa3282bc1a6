#include "fetchers/page_render.hpp"

#include "core/text.hpp"

namespace sawthis::fetchers {

namespace {

class Renderer {
public:
    Renderer(const HtmlTree& tree, const PrunedPage& page) : tree_(tree), page_(page) {}

    std::vector<TextLine> run(NodeId container) {
        const NodeId end = tree_[container].end;
        for (NodeId at = container; at < end;) {
            const auto& node = tree_[at];
            while (!open_.empty() && at >= open_.back().end) close();
            if (page_.removed[at] || (at != container && is_skipped(at))) {
                at = node.end;
                continue;
            }
            if (node.tag == Tag::text) {
                add(node.text);
            } else {
                open(at);
            }
            ++at;
        }
        while (!open_.empty()) close();
        flush();
        return std::move(lines_);
    }

private:
    struct Open {
        NodeId end;
        Tag tag;
    };

    bool is_skipped(NodeId id) const {
        const auto& measure = page_.measures[id];
        if (measure.links == 0) return false;
        const double density = measure.density();
        constexpr std::uint32_t kSmall = 300;
        switch (tree_[id].tag) {
            case Tag::ul:
            case Tag::ol:
            case Tag::dl:
                return density > 0.6 || (density > 0.4 && short_items(id));
            case Tag::div:
            case Tag::section:
            case Tag::table:
            case Tag::other:
                if (measure.length < kSmall && density > 0.8) return true;
                return measure.links >= 4 && density > 0.5 && measure.prose < 0.3 * measure.length;
            case Tag::p:
                return density > 0.9 && !ends_sentence(id);
            default:
                return false;
        }
    }

    bool short_items(NodeId list) const {
        std::uint32_t items = 0;
        for (NodeId child = tree_.first_child(list); child != kNoNode;
             child = tree_.next_sibling(child)) {
            if (!tree_.is_text(child)) ++items;
        }
        constexpr std::uint32_t kShort = 60;
        return items > 0 && page_.measures[list].length / items < kShort;
    }

    bool ends_sentence(NodeId id) const {
        for (NodeId at = tree_[id].end; at-- > id;) {
            if (!tree_.is_text(at) || page_.removed[at]) continue;
            const auto text = trim(tree_[at].text);
            if (!text.empty()) {
                return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') ||
                       text.ends_with("。");
            }
        }
        return false;
    }

    void open(NodeId id) {
        const Tag tag = tree_[id].tag;
        const bool cell = (tag == Tag::td || tag == Tag::th) && !holds_blocks(id);
        if (tag == Tag::br || (is_block(tag) && !cell)) flush();
        if (cell) line_.text += ' ';
        if (tag == Tag::a) ++links_;
        if (is_heading(tag)) ++headings_;
        if (tag == Tag::li) ++items_;
        if (tag == Tag::b || tag == Tag::strong) ++bold_;
        const bool matters = is_block(tag) || tag == Tag::a || tag == Tag::b || tag == Tag::strong;
        if (matters) open_.push_back({tree_[id].end, cell ? Tag::other : tag});
    }

    void close() {
        const Tag tag = open_.back().tag;
        open_.pop_back();
        if (is_block(tag)) flush();
        if (tag == Tag::other) line_.text += ' ';
        if (tag == Tag::a) --links_;
        if (is_heading(tag)) --headings_;
        if (tag == Tag::li) --items_;
        if (tag == Tag::b || tag == Tag::strong) --bold_;
    }

    bool holds_blocks(NodeId id) const {
        for (NodeId child = tree_.first_child(id); child != kNoNode;
             child = tree_.next_sibling(child)) {
            if (is_block(tree_[child].tag)) return true;
        }
        return false;
    }

    void add(std::string_view text) {
        const bool blank = text.find_first_not_of(" \t\n\r\f\v") == std::string_view::npos;
        if (!blank) {
            if (links_ > 0) line_.linked += static_cast<std::uint32_t>(trim(text).size());
            if (headings_ > 0) line_.heading = true;
            if (items_ > 0) line_.item = true;
            if (bold_ == 0) plain_ = true;
        }
        line_.text += text;
    }

    void flush() {
        line_.text = tidy_text(std::move(line_.text));
        if (!line_.text.empty()) {
            line_.heading |= !plain_;
            lines_.push_back(std::move(line_));
        }
        line_ = {};
        plain_ = false;
    }

    const HtmlTree& tree_;
    const PrunedPage& page_;
    std::vector<TextLine> lines_;
    std::vector<Open> open_;
    TextLine line_;
    bool plain_ = false;  // something in the line is not bold
    int links_ = 0;       // open elements of each kind
    int headings_ = 0;
    int items_ = 0;
    int bold_ = 0;
};

}  // namespace

std::vector<TextLine> render_lines(const HtmlTree& tree, const PrunedPage& page, NodeId container) {
    return Renderer(tree, page).run(container);
}

}  // namespace sawthis::fetchers
