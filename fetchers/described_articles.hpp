#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "fetchers/html_tree.hpp"
#include "fetchers/page_json.hpp"

/// What a listing's JSON-LD says about the articles that it leads to.
namespace sawthis::fetchers {

/// The articles that the page's JSON-LD tells of, addresses resolved against `base` and without
/// fragment, headlines squeezed; in the page's order.
[[nodiscard]] std::vector<LinkedItem> read_described(const HtmlTree& tree, const std::string& base);

/// By canonical URL.
using DescribedArticles = std::unordered_map<std::string, LinkedItem>;

/// What several items tell about one article is joined; the first headline and date count.
[[nodiscard]] DescribedArticles described_by_address(const std::vector<LinkedItem>& articles);

}  // namespace sawthis::fetchers
