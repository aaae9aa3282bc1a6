#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::fetchers {

/// The elements that reading a page tells apart; every other one is `other`.
// clang-format off
enum class Tag : std::uint8_t {
    text, other,
    a, abbr, address, article, aside, audio, b, base, blockquote, body, br, button, canvas, caption,
    center, cite, code, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure,
    font, footer, form, frameset, h1, h2, h3, h4, h5, h6, head, header, hr, html, i, iframe, img, input,
    ins, label, legend, li, link, main, map, mark, math, menu, meta, nav, noframes, noscript, object, ol,
    optgroup, option, p, pre, q, s, section, select, small, span, strike, strong, style, script, sub,
    summary, sup, svg, table, tbody, td, templates, textarea, tfoot, th, thead, time, title, tr, u, ul,
    video, wbr,
};
// clang-format on

/// A node's place in document order; 0 is the html element.
using NodeId = std::uint32_t;

inline constexpr NodeId kNoNode = 0xFFFFFFFF;

struct Attribute {
    std::string_view name;  // lower case
    std::string_view value;
};

/// A node and all below it are the ids [id, end).
struct Node {
    Tag tag = Tag::other;
    NodeId parent = kNoNode;
    NodeId end = 0;
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
    std::string_view text;  // a text node's characters, references decoded; an element's name
};

/// An HTML document as browsers build it (HTML standard §13.2.6), as one array in document order:
/// walks are loops over ids. Immutable. Whatever the bytes, building is bounded (html_guard.hpp).
class HtmlTree {
public:
    /// `html` is UTF-8. Error malformed: no element in it.
    [[nodiscard]] static Result<HtmlTree> parse(std::string_view html);

    [[nodiscard]] NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
    [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
    [[nodiscard]] bool is_text(NodeId id) const { return nodes_[id].tag == Tag::text; }

    /// Empty if there is no such attribute; see has_attribute().
    [[nodiscard]] std::string_view attribute(NodeId id, std::string_view name) const;
    [[nodiscard]] bool has_attribute(NodeId id, std::string_view name) const;
    [[nodiscard]] const Attribute* attributes(NodeId id) const {
        return attributes_.data() + nodes_[id].first_attribute;
    }

    /// kNoNode where there is none.
    [[nodiscard]] NodeId first_child(NodeId id) const {
        return id + 1 < nodes_[id].end ? id + 1 : kNoNode;
    }
    [[nodiscard]] NodeId next_sibling(NodeId id) const {
        const NodeId parent = nodes_[id].parent;
        return parent != kNoNode && nodes_[id].end < nodes_[parent].end ? nodes_[id].end : kNoNode;
    }
    /// The nearest of `id` and its ancestors with that tag.
    [[nodiscard]] NodeId closest(NodeId id, Tag tag) const;

    /// All text below `id` on one line, white space squeezed, blocks and br set apart by a blank;
    /// script, style and the like left out.
    [[nodiscard]] std::string text_of(NodeId id) const;

    HtmlTree(HtmlTree&&) noexcept;
    HtmlTree& operator=(HtmlTree&&) noexcept;
    ~HtmlTree();

private:
    class Arena;
    HtmlTree();

    std::unique_ptr<Arena> arena_;  // holds every character that nodes and attributes view
    std::vector<Node> nodes_;
    std::vector<Attribute> attributes_;
};

/// White space squeezed, soft hyphens dropped: they are about lines, and split words for searches.
[[nodiscard]] std::string tidy_text(std::string text);

/// Elements that stand on lines of their own.
[[nodiscard]] bool is_block(Tag tag);
/// h1 to h6.
[[nodiscard]] bool is_heading(Tag tag);
/// Elements whose text is no part of the page as it is read: script, style, template, ...
[[nodiscard]] bool is_unread(Tag tag);

}  // namespace sawthis::fetchers
