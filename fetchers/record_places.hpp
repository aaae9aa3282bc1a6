#pragma once

#include <cstddef>
#include <vector>

#include "fetchers/html_tree.hpp"
#include "fetchers/record_lines.hpp"

namespace sawthis::fetchers {

/// Where the records of a list of links lie, and what lies between them. Keeps references.
class RecordPlaces {
public:
    /// `previous`: of each node the sibling before it, kNoNode if there is none.
    RecordPlaces(const HtmlTree& tree, const std::vector<NodeId>& previous,
                 const std::vector<NodeId>& links);

    /// The largest element that holds link `i` and no other.
    [[nodiscard]] Range record(std::size_t i) const { return nodes_[i]; }

    /// What lies between a record and its neighbours, under the same parent. Before the first and
    /// behind the last it ends at what looks like another list.
    [[nodiscard]] Range gap_before(std::size_t i) const;
    [[nodiscard]] Range gap_after(std::size_t i) const;

private:
    [[nodiscard]] Range extent(std::size_t i) const;
    [[nodiscard]] bool is_item(NodeId id) const;
    [[nodiscard]] bool may_be_gap(NodeId id) const;
    [[nodiscard]] bool stands_in_gaps(NodeId id) const;

    const HtmlTree& tree_;
    const std::vector<NodeId>& previous_;
    const std::vector<NodeId>& links_;
    std::vector<Range> nodes_;  // of the records
};

}  // namespace sawthis::fetchers
