#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// One thing that a page describes in JSON-LD (schema.org). Strings are as given, references in
/// them decoded; absent ones are empty.
struct LinkedItem {
    std::string type;  // the first of its types; empty if only dates could be read
    std::string url;
    std::string headline;  // or name
    std::string published;
    std::string created;  // dateCreated or uploadDate
    std::string body;     // articleBody
    std::string language;
    std::string publisher;
    std::vector<std::string> authors;
    bool listed = false;  // stands in an ItemList
};

/// Every typed object in the page's JSON-LD blocks, in document order, without bread crumbs. Of
/// a block too broken to be parsed only the dates are read; size, number and depth are bounded.
/// Nothing is fetched.
[[nodiscard]] std::vector<LinkedItem> read_json_ld(const HtmlTree& tree);

/// NewsArticle, BlogPosting, Report, ...
[[nodiscard]] bool is_article_type(std::string_view type);

}  // namespace sawthis::fetchers
