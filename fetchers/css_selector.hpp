#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// A part of CSS Selectors 4: lists (,), descendant, child (>), next (+) and later (~) siblings;
/// type, *, #id, .class, [attribute] with = ~= |= ^= $= *= and the i flag, :first-child,
/// :last-child, :nth-child(n), :not(compound). Immutable.
class CssSelector {
public:
    /// Error bad_input: what is not supported or does not parse, with its place ("at 7: ...").
    [[nodiscard]] static Result<CssSelector> compile(std::string_view selector);

    /// The elements it picks, in document order. Linear in the tree for each compound.
    [[nodiscard]] std::vector<NodeId> find(const HtmlTree& tree) const;

    CssSelector(CssSelector&&) noexcept;
    CssSelector& operator=(CssSelector&&) noexcept;
    ~CssSelector();

private:
    struct Impl;
    explicit CssSelector(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> impl_;
};

}  // namespace sawthis::fetchers
