#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// The headings over groups of records in a list: "November 2026". Keeps references.
class GroupHeadings {
public:
    /// `previous`: of each node the sibling before it, kNoNode if there is none.
    GroupHeadings(const HtmlTree& tree, const std::vector<NodeId>& previous)
        : tree_(tree), previous_(previous) {}

    /// Tells `take` the element and the text of each heading over a record, nearest first, until it
    /// answers true.
    void visit(NodeId record, const std::function<bool(NodeId, const std::string&)>& take);

private:
    const HtmlTree& tree_;
    const std::vector<NodeId>& previous_;
    // Each is read once: the records below one all ask. Empty: more than a line.
    std::unordered_map<NodeId, std::string> texts_;
};

}  // namespace sawthis::fetchers
