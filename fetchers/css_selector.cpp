#include "fetchers/css_selector.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "fetchers/css_grammar.hpp"

namespace sawthis::fetchers {

struct CssSelector::Impl {
    std::vector<ComplexSelector> alternatives;
};

namespace {

bool has_word(std::string_view text, std::string_view word) {
    while (!text.empty()) {
        const auto end = text.find_first_of(" \t\n\r\f");
        if (text.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + 1);
    }
    return false;
}

bool value_passes(const SimpleSelector& simple, std::string_view value) {
    const std::string_view want = simple.value;
    switch (simple.test) {
        case SelectorTest::equals:
        case SelectorTest::id:
            return value == want;
        case SelectorTest::word:
        case SelectorTest::css_class:
            return !want.empty() && has_word(value, want);
        case SelectorTest::dash:
            return value == want || (value.size() > want.size() && value.starts_with(want) &&
                                     value[want.size()] == '-');
        case SelectorTest::prefix:
            return !want.empty() && value.starts_with(want);
        case SelectorTest::suffix:
            return !want.empty() && value.ends_with(want);
        case SelectorTest::part:
            return !want.empty() && value.find(want) != std::string_view::npos;
        case SelectorTest::type:
        case SelectorTest::present:
        case SelectorTest::nth:
        case SelectorTest::last:
            break;
    }
    return true;
}

/// Where each element stands among the element children of its parent.
struct Places {
    explicit Places(const HtmlTree& tree)
        : nth(tree.size()), previous(tree.size(), kNoNode), last(tree.size()) {
        for (NodeId parent = 0; parent < tree.size(); ++parent) {
            if (tree.is_text(parent)) continue;
            NodeId before = kNoNode;
            std::size_t count = 0;
            for (NodeId child = tree.first_child(parent); child != kNoNode;
                 child = tree.next_sibling(child)) {
                if (tree.is_text(child)) continue;
                nth[child] = ++count;
                previous[child] = before;
                before = child;
            }
            if (before != kNoNode) last[before] = true;
        }
        if (tree.size() > 0) nth[0] = 1;
    }
    std::vector<std::size_t> nth;
    std::vector<NodeId> previous;
    std::vector<bool> last;
};

bool passes(const HtmlTree& tree, const Places& places, NodeId id, const SimpleSelector& simple) {
    bool met = false;
    switch (simple.test) {
        case SelectorTest::type:
            met = simple.name == "*" || tree[id].text == simple.name;
            break;
        case SelectorTest::nth:
            met = places.nth[id] == simple.nth;
            break;
        case SelectorTest::last:
            met = places.last[id];
            break;
        case SelectorTest::id:
            met = value_passes(simple, tree.attribute(id, "id"));
            break;
        case SelectorTest::css_class:
            met = value_passes(simple, tree.attribute(id, "class"));
            break;
        case SelectorTest::present:
            met = tree.has_attribute(id, simple.name);
            break;
        case SelectorTest::equals:
        case SelectorTest::word:
        case SelectorTest::dash:
        case SelectorTest::prefix:
        case SelectorTest::suffix:
        case SelectorTest::part:
            if (!tree.has_attribute(id, simple.name)) break;
            if (simple.ignore_case) {
                SimpleSelector folded = simple;
                folded.value = lower_ascii(simple.value);
                met = value_passes(folded, lower_ascii(tree.attribute(id, simple.name)));
            } else {
                met = value_passes(simple, tree.attribute(id, simple.name));
            }
            break;
    }
    return met != simple.negated;
}

/// What a compound may follow: one pass left to right marks every element whose place in the tree
/// fits the compounds before it. Parents and earlier siblings have smaller ids, so their marks are
/// there when they are asked for, and nothing is tried twice.
std::vector<bool> advance(const HtmlTree& tree, const Places& places,
                          const CompoundSelector& compound, const std::vector<bool>& before) {
    std::vector<bool> marked(tree.size());
    std::vector<bool> reached(tree.size());  // an ancestor, or an earlier sibling, is in `before`
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (tree.is_text(id)) continue;
        const NodeId parent = tree[id].parent;
        const NodeId sibling = places.previous[id];
        bool fits = false;
        switch (compound.combinator) {
            case Combinator::none:
                fits = true;
                break;
            case Combinator::descendant:
                reached[id] = parent != kNoNode && (reached[parent] || before[parent]);
                fits = reached[id];
                break;
            case Combinator::child:
                fits = parent != kNoNode && before[parent];
                break;
            case Combinator::next:
                fits = sibling != kNoNode && before[sibling];
                break;
            case Combinator::later:
                reached[id] = sibling != kNoNode && (reached[sibling] || before[sibling]);
                fits = reached[id];
                break;
        }
        marked[id] = fits && std::all_of(compound.simples.begin(), compound.simples.end(),
                                         [&](const SimpleSelector& simple) {
                                             return passes(tree, places, id, simple);
                                         });
    }
    return marked;
}

}  // namespace

CssSelector::CssSelector(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
CssSelector::CssSelector(CssSelector&&) noexcept = default;
CssSelector& CssSelector::operator=(CssSelector&&) noexcept = default;
CssSelector::~CssSelector() = default;

Result<CssSelector> CssSelector::compile(std::string_view selector) {
    auto parsed = parse_selector(selector);
    if (!parsed) return tl::unexpected(parsed.error());
    return CssSelector(std::make_unique<const Impl>(Impl{std::move(*parsed)}));
}

std::vector<NodeId> CssSelector::find(const HtmlTree& tree) const {
    const Places places(tree);
    std::vector<bool> picked(tree.size());
    for (const auto& complex : impl_->alternatives) {
        std::vector<bool> marked;
        for (const auto& compound : complex) marked = advance(tree, places, compound, marked);
        for (NodeId id = 0; id < tree.size(); ++id) picked[id] = picked[id] || marked[id];
    }
    std::vector<NodeId> found;
    for (NodeId id = 0; id < tree.size(); ++id) {
        if (picked[id]) found.push_back(id);
    }
    return found;
}

}  // namespace sawthis::fetchers
