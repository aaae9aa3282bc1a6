#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetchers/html_tree.hpp"

namespace sawthis::fetchers {

/// One link of a page that could lead to an article.
struct Link {
    NodeId node = kNoNode;
    std::string url;          // absolute, without fragment
    std::string key;          // canonical form: two links to one article share it
    bool same_site = false;   // the page's registrable domain
    bool away = false;        // stands in navigation, a footer, a side bar, paging, tags
    bool maybe_away = false;  // only by the names of the elements around it
    bool below_page = false;  // the address goes on where that of a page of news ends
};

/// The http(s) links in document order, at most 10,000. Left out: those to the page itself or above
/// it, and to files that are no article (images, archives, feeds).
[[nodiscard]] std::vector<Link> collect_links(const HtmlTree& tree, std::string_view page_url);

/// What rate_address() gives to addresses that lead to no article.
inline constexpr double kNoArticle = -4;

/// How much the address alone looks like an article's: dates, slugs and news words speak for it,
/// tag, author and legal pages against it. From kNoArticle to 3.
[[nodiscard]] double rate_address(std::string_view url);

}  // namespace sawthis::fetchers
