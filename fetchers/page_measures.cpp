#include "fetchers/page_measures.hpp"

namespace sawthis::fetchers {

namespace {

bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The comma of CJK text, full width and ideographic, and the Arabic one.
bool is_wide_comma(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at, 3);
    return rest == "，" || rest == "、" || rest.starts_with("،");
}

void count_text(std::string_view text, Measure& measure) {
    bool blank = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_blank(c)) {
            if (!blank) ++measure.length;
            blank = true;
            continue;
        }
        blank = false;
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) ++measure.length;
        if (c == ',') ++measure.commas;
        if ((byte == 0xE3 || byte == 0xEF || byte == 0xD8) && is_wide_comma(text, i)) {
            ++measure.commas;
        }
    }
    if (text.find_first_not_of(" \t\n\r\f\v") == std::string_view::npos) measure = {};
}

}  // namespace

std::vector<Measure> measure(const HtmlTree& tree, const std::vector<bool>& removed) {
    constexpr std::uint32_t kProse = 80;
    std::vector<Measure> measures(tree.size());
    std::vector<NodeId> block(tree.size());  // the nearest one around or at each node
    std::vector<bool> linked(tree.size());
    for (NodeId id = 0; id < tree.size();) {
        const auto& node = tree[id];
        if (removed[id]) {
            id = node.end;
            continue;
        }
        const NodeId parent = node.parent;
        block[id] = parent == kNoNode || is_block(node.tag) ? id : block[parent];
        linked[id] = node.tag == Tag::a || (parent != kNoNode && linked[parent]);
        if (node.tag == Tag::a) measures[id].links = 1;
        if (node.tag == Tag::text) {
            count_text(node.text, measures[id]);
            if (linked[id]) {
                measures[id].linked = measures[id].length;
            } else {
                measures[block[id]].own += measures[id].length;
            }
        }
        ++id;
    }
    for (NodeId id = tree.size(); id-- > 1;) {
        auto& here = measures[id];
        if (!tree.is_text(id) && here.own >= kProse) here.prose += here.own;
        auto& above = measures[tree[id].parent];
        above.length += here.length;
        above.linked += here.linked;
        above.prose += here.prose;
        above.commas += here.commas;
        above.links += here.links;
    }
    return measures;
}

}  // namespace sawthis::fetchers
