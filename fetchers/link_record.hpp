#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_date.hpp"
#include "fetchers/record_lines.hpp"

namespace sawthis::fetchers {

/// What stands around one link of a list.
struct Record {
    Range nodes;              // the largest element that holds this article and no other
    std::string title;        // empty if nothing there reads like one
    std::string teaser;       // may be empty
    bool in_heading = false;  // the title is one
    std::string day;          // as normal_stamp() gives it; may be empty
    bool own_day = false;     // it stands beside the link, not over a group of them
};

/// Reads what stands around links. Keeps a reference to the tree.
class RecordReader {
public:
    /// `fetched`: what "2 days ago" counts from; without it such days are not read.
    RecordReader(const HtmlTree& tree, DayOrder order, std::optional<Instant> fetched);

    /// The records of links that stand alike and lead to one article each, in document order.
    /// Linear in the part of the document from the first to behind the last.
    [[nodiscard]] std::vector<Record> read(const std::vector<NodeId>& links) const;

private:
    const HtmlTree& tree_;
    DayOrder order_;
    std::optional<Instant> fetched_;
    std::vector<NodeId> previous_siblings_;
};

}  // namespace sawthis::fetchers
