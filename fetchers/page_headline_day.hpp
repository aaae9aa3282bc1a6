#pragma once

#include <optional>

#include "fetchers/html_tree.hpp"
#include "fetchers/page_date.hpp"

namespace sawthis::fetchers {

/// A day that stands by itself near a headline.
struct HeadlineDay {
    FoundDay day;
    bool beside = false;  // next to it, not a screen further down
};

/// The first day within some 1,000 characters behind the heading `headline`, else within 300 before
/// it, in a short text that is little more than the day and does not tell of a change ("Updated:").
[[nodiscard]] std::optional<HeadlineDay> find_headline_day(const HtmlTree& tree, NodeId headline,
                                                           DayOrder order);

/// Whether the class or itemprop of an element calls what is in it a change of the article.
[[nodiscard]] bool tells_change(const HtmlTree& tree, NodeId id);

}  // namespace sawthis::fetchers
