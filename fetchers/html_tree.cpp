#include "fetchers/html_tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstring>
#include <span>

#include "core/text.hpp"
#include "fetchers/html_guard.hpp"

namespace sawthis::fetchers {

/// Memory that is handed out in a row and given back all at once. Gumbo allocates a page's tree in
/// a hundred thousand small pieces, and the strings in it live as long as the tree.
class HtmlTree::Arena {
public:
    void* take(std::size_t size) {
        size = (size + kAlignment - 1) / kAlignment * kAlignment;
        if (size > left_) {
            const std::size_t block = std::max(size, kBlockBytes);
            blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
            next_ = blocks_.back().get();
            left_ = block;
        }
        void* taken = next_;
        next_ += size;
        left_ -= size;
        return taken;
    }

private:
    static constexpr std::size_t kAlignment = alignof(std::max_align_t);
    static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

namespace {

// clang-format off
constexpr std::pair<GumboTag, Tag> kTags[] = {
    {GUMBO_TAG_A, Tag::a}, {GUMBO_TAG_ABBR, Tag::abbr}, {GUMBO_TAG_ADDRESS, Tag::address},
    {GUMBO_TAG_ARTICLE, Tag::article}, {GUMBO_TAG_ASIDE, Tag::aside}, {GUMBO_TAG_AUDIO, Tag::audio},
    {GUMBO_TAG_B, Tag::b}, {GUMBO_TAG_BASE, Tag::base}, {GUMBO_TAG_BLOCKQUOTE, Tag::blockquote},
    {GUMBO_TAG_BODY, Tag::body}, {GUMBO_TAG_BR, Tag::br}, {GUMBO_TAG_BUTTON, Tag::button},
    {GUMBO_TAG_CANVAS, Tag::canvas}, {GUMBO_TAG_CAPTION, Tag::caption}, {GUMBO_TAG_CENTER, Tag::center},
    {GUMBO_TAG_CITE, Tag::cite}, {GUMBO_TAG_CODE, Tag::code}, {GUMBO_TAG_DD, Tag::dd},
    {GUMBO_TAG_DEL, Tag::del}, {GUMBO_TAG_DETAILS, Tag::details}, {GUMBO_TAG_DIV, Tag::div},
    {GUMBO_TAG_DL, Tag::dl}, {GUMBO_TAG_DT, Tag::dt}, {GUMBO_TAG_EM, Tag::em},
    {GUMBO_TAG_EMBED, Tag::embed}, {GUMBO_TAG_FIELDSET, Tag::fieldset},
    {GUMBO_TAG_FIGCAPTION, Tag::figcaption}, {GUMBO_TAG_FIGURE, Tag::figure},
    {GUMBO_TAG_FONT, Tag::font}, {GUMBO_TAG_FOOTER, Tag::footer}, {GUMBO_TAG_FORM, Tag::form},
    {GUMBO_TAG_FRAMESET, Tag::frameset}, {GUMBO_TAG_H1, Tag::h1}, {GUMBO_TAG_H2, Tag::h2},
    {GUMBO_TAG_H3, Tag::h3}, {GUMBO_TAG_H4, Tag::h4}, {GUMBO_TAG_H5, Tag::h5}, {GUMBO_TAG_H6, Tag::h6},
    {GUMBO_TAG_HEAD, Tag::head}, {GUMBO_TAG_HEADER, Tag::header}, {GUMBO_TAG_HR, Tag::hr},
    {GUMBO_TAG_HTML, Tag::html}, {GUMBO_TAG_I, Tag::i}, {GUMBO_TAG_IFRAME, Tag::iframe},
    {GUMBO_TAG_IMG, Tag::img}, {GUMBO_TAG_INPUT, Tag::input}, {GUMBO_TAG_INS, Tag::ins},
    {GUMBO_TAG_LABEL, Tag::label}, {GUMBO_TAG_LEGEND, Tag::legend}, {GUMBO_TAG_LI, Tag::li},
    {GUMBO_TAG_LINK, Tag::link}, {GUMBO_TAG_MAIN, Tag::main}, {GUMBO_TAG_MAP, Tag::map},
    {GUMBO_TAG_MARK, Tag::mark}, {GUMBO_TAG_MATH, Tag::math}, {GUMBO_TAG_MENU, Tag::menu},
    {GUMBO_TAG_META, Tag::meta}, {GUMBO_TAG_NAV, Tag::nav}, {GUMBO_TAG_NOFRAMES, Tag::noframes},
    {GUMBO_TAG_NOSCRIPT, Tag::noscript}, {GUMBO_TAG_OBJECT, Tag::object}, {GUMBO_TAG_OL, Tag::ol},
    {GUMBO_TAG_OPTGROUP, Tag::optgroup}, {GUMBO_TAG_OPTION, Tag::option}, {GUMBO_TAG_P, Tag::p},
    {GUMBO_TAG_PRE, Tag::pre}, {GUMBO_TAG_Q, Tag::q}, {GUMBO_TAG_S, Tag::s},
    {GUMBO_TAG_SECTION, Tag::section}, {GUMBO_TAG_SELECT, Tag::select}, {GUMBO_TAG_SMALL, Tag::small},
    {GUMBO_TAG_SPAN, Tag::span}, {GUMBO_TAG_STRIKE, Tag::strike}, {GUMBO_TAG_STRONG, Tag::strong},
    {GUMBO_TAG_STYLE, Tag::style}, {GUMBO_TAG_SCRIPT, Tag::script}, {GUMBO_TAG_SUB, Tag::sub},
    {GUMBO_TAG_SUMMARY, Tag::summary}, {GUMBO_TAG_SUP, Tag::sup}, {GUMBO_TAG_SVG, Tag::svg},
    {GUMBO_TAG_TABLE, Tag::table}, {GUMBO_TAG_TBODY, Tag::tbody}, {GUMBO_TAG_TD, Tag::td},
    {GUMBO_TAG_TEMPLATE, Tag::templates}, {GUMBO_TAG_TEXTAREA, Tag::textarea},
    {GUMBO_TAG_TFOOT, Tag::tfoot}, {GUMBO_TAG_TH, Tag::th}, {GUMBO_TAG_THEAD, Tag::thead},
    {GUMBO_TAG_TIME, Tag::time}, {GUMBO_TAG_TITLE, Tag::title}, {GUMBO_TAG_TR, Tag::tr},
    {GUMBO_TAG_U, Tag::u}, {GUMBO_TAG_UL, Tag::ul}, {GUMBO_TAG_VIDEO, Tag::video},
    {GUMBO_TAG_WBR, Tag::wbr},
};
// clang-format on

Tag tag_of(GumboTag tag) {
    static const auto kTable = [] {
        std::array<Tag, GUMBO_TAG_LAST + 1> table{};
        table.fill(Tag::other);
        for (const auto& [from, to] : kTags) table[from] = to;
        return table;
    }();
    return kTable[tag];
}

using TagSet = std::bitset<128>;

TagSet make_set(std::initializer_list<Tag> tags) {
    TagSet set;
    for (const auto tag : tags) set.set(static_cast<std::size_t>(tag));
    return set;
}

/// A part of the source as it is written there; empty for what the parser put in.
std::string_view piece_of(GumboStringPiece piece) {
    return piece.data == nullptr ? std::string_view{} : std::string_view{piece.data, piece.length};
}

/// Copies gumbo's tree into the array, children before siblings, without recursion.
template <class Arena>
class Flattener {
public:
    Flattener(Arena& arena, std::vector<Node>& nodes, std::vector<Attribute>& attributes)
        : arena_(arena), nodes_(nodes), attributes_(attributes) {}

    void run(const GumboNode* root) {
        open(root);
        while (!frames_.empty()) {
            auto& frame = frames_.back();
            if (frame.next < frame.children->length) {
                visit(static_cast<const GumboNode*>(frame.children->data[frame.next++]));
            } else {
                nodes_[frame.id].end = static_cast<NodeId>(nodes_.size());
                frames_.pop_back();
            }
        }
    }
    [[nodiscard]] bool found_element() const { return found_element_; }

private:
    struct Frame {
        NodeId id;
        const GumboVector* children;
        unsigned next = 0;
    };

    NodeId parent() const { return frames_.empty() ? kNoNode : frames_.back().id; }

    void visit(const GumboNode* node) {
        switch (node->type) {
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE:
                open(node);
                break;
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                add_text(node->v.text.text);
                break;
            case GUMBO_NODE_COMMENT:
            case GUMBO_NODE_DOCUMENT:
                break;
        }
    }

    /// An unknown element's own name: "news-card" of "<News-Card id=1>". It stands in the source,
    /// which need not outlive the tree.
    std::string_view name_of(const GumboElement& element) {
        if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
        GumboStringPiece piece = element.original_tag;
        gumbo_tag_from_original_text(&piece);
        const auto name = lower_ascii(piece_of(piece));
        if (name.empty()) return {};
        auto* kept = static_cast<char*>(arena_.take(name.size()));
        std::memcpy(kept, name.data(), name.size());
        return {kept, name.size()};
    }

    void open(const GumboNode* node) {
        const auto& element = node->v.element;
        found_element_ |= (node->parse_flags & GUMBO_INSERTION_BY_PARSER) == 0;
        Node added;
        added.tag = tag_of(element.tag);
        added.parent = parent();
        added.text = name_of(element);
        added.first_attribute = static_cast<std::uint32_t>(attributes_.size());
        added.attribute_count = element.attributes.length;
        const std::span<void*> given(element.attributes.data, element.attributes.length);
        for (const void* item : given) {
            const auto* attribute = static_cast<const GumboAttribute*>(item);
            attributes_.push_back({attribute->name, attribute->value});
        }
        frames_.push_back({static_cast<NodeId>(nodes_.size()), &element.children});
        nodes_.push_back(added);
    }

    void add_text(const char* text) {
        Node added;
        added.tag = Tag::text;
        added.parent = parent();
        added.end = static_cast<NodeId>(nodes_.size() + 1);
        added.text = text;
        nodes_.push_back(added);
    }

    Arena& arena_;
    std::vector<Node>& nodes_;
    std::vector<Attribute>& attributes_;
    std::vector<Frame> frames_;
    bool found_element_ = false;
};

}  // namespace

HtmlTree::HtmlTree() : arena_(std::make_unique<Arena>()) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
    const auto bounded = bounded_html(html);
    if (bounded) html = *bounded;
    HtmlTree tree;
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = tree.arena_.get();
    options.allocator = [](void* arena, std::size_t size) {
        return static_cast<Arena*>(arena)->take(size);
    };
    options.deallocator = [](void*, void*) {};
    options.max_errors = 0;
    const GumboOutput* output = gumbo_parse_with_options(&options, html.data(), html.size());
    constexpr std::size_t kBytesPerNode = 30;
    tree.nodes_.reserve(html.size() / kBytesPerNode);
    Flattener flattener(*tree.arena_, tree.nodes_, tree.attributes_);
    flattener.run(output->root);
    if (!flattener.found_element()) return fail(ErrorCode::malformed, "no HTML element in it");
    return tree;
}

bool HtmlTree::has_attribute(NodeId id, std::string_view name) const {
    const std::span all(attributes(id), nodes_[id].attribute_count);
    return std::any_of(all.begin(), all.end(),
                       [name](const Attribute& attribute) { return attribute.name == name; });
}

std::string_view HtmlTree::attribute(NodeId id, std::string_view name) const {
    for (const auto& attribute : std::span(attributes(id), nodes_[id].attribute_count)) {
        if (attribute.name == name) return attribute.value;
    }
    return {};
}

NodeId HtmlTree::closest(NodeId id, Tag tag) const {
    while (id != kNoNode && nodes_[id].tag != tag) id = nodes_[id].parent;
    return id;
}

std::string HtmlTree::text_of(NodeId id) const {
    std::string text;
    const NodeId end = nodes_[id].end;
    std::vector<NodeId> block_ends;
    for (NodeId at = id; at < end;) {
        const auto& node = nodes_[at];
        while (!block_ends.empty() && at >= block_ends.back()) {
            text += ' ';
            block_ends.pop_back();
        }
        if (node.tag == Tag::text) {
            text += node.text;
        } else if (is_unread(node.tag)) {
            at = node.end;
            continue;
        } else if (node.tag == Tag::br || is_block(node.tag)) {
            text += ' ';
            block_ends.push_back(node.end);
        }
        ++at;
    }
    return tidy_text(std::move(text));
}

std::string tidy_text(std::string text) {
    constexpr std::string_view kSoftHyphen = "\u00AD";
    auto at = text.find(kSoftHyphen);
    if (at == std::string::npos) return squeeze_space(text);
    std::string kept = text.substr(0, at);
    while (at < text.size()) {
        const auto from = at + kSoftHyphen.size();
        at = std::min(text.find(kSoftHyphen, from), text.size());
        kept.append(text, from, at - from);
    }
    return squeeze_space(kept);
}

bool is_block(Tag tag) {
    static const auto kBlocks = make_set(
        {Tag::address, Tag::article,  Tag::aside,      Tag::blockquote, Tag::body,   Tag::caption,
         Tag::center,  Tag::dd,       Tag::details,    Tag::dialog,     Tag::div,    Tag::dl,
         Tag::dt,      Tag::fieldset, Tag::figcaption, Tag::figure,     Tag::footer, Tag::form,
         Tag::h1,      Tag::h2,       Tag::h3,         Tag::h4,         Tag::h5,     Tag::h6,
         Tag::header,  Tag::hr,       Tag::html,       Tag::legend,     Tag::li,     Tag::main,
         Tag::menu,    Tag::nav,      Tag::ol,         Tag::p,          Tag::pre,    Tag::section,
         Tag::summary, Tag::table,    Tag::tbody,      Tag::td,         Tag::tfoot,  Tag::th,
         Tag::thead,   Tag::tr,       Tag::ul});
    return kBlocks[static_cast<std::size_t>(tag)];
}

bool is_heading(Tag tag) {
    return tag >= Tag::h1 && tag <= Tag::h6;
}

bool is_unread(Tag tag) {
    static const auto kUnread =
        make_set({Tag::audio, Tag::button, Tag::canvas, Tag::embed, Tag::head, Tag::iframe,
                  Tag::input, Tag::math, Tag::noframes, Tag::noscript, Tag::object, Tag::script,
                  Tag::select, Tag::style, Tag::svg, Tag::templates, Tag::textarea, Tag::video});
    return kUnread[static_cast<std::size_t>(tag)];
}

}  // namespace sawthis::fetchers
