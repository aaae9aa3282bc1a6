#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include <vector>

#include "fetchers/html_tree.hpp"
#include "fetchers/page_json.hpp"

namespace sawthis::fetchers {

/// What a page says about itself in machine-readable places, as given. Views the tree.
class PageMeta {
public:
    PageMeta(const HtmlTree& tree, std::string_view page_url);

    /// Content of the first of these meta elements (by name, property or itemprop, lower case) that
    /// is there and not empty.
    [[nodiscard]] std::string_view first_of(std::initializer_list<std::string_view> names) const;

    /// All of them by lower-case name, in the order of names.
    [[nodiscard]] const std::map<std::string, std::string_view, std::less<>>& metas() const {
        return metas_;
    }

    const HtmlTree& tree;
    std::string page_url;
    std::string title;                    // of the title element
    std::vector<LinkedItem> items;        // JSON-LD
    const LinkedItem* article = nullptr;  // the one among them that is the article

private:
    std::map<std::string, std::string_view, std::less<>> metas_;
};

/// The page's own address (rel=canonical, og:url, else where it came from), absolute.
[[nodiscard]] std::string canonical_of(const PageMeta& meta);

/// The outlet's name; may be empty.
[[nodiscard]] std::string site_name_of(const PageMeta& meta);

struct Headline {
    std::string text;
    NodeId node = kNoNode;  // the heading that says it; kNoNode if none does
};

/// The headline: the h1 that agrees with what the page calls itself, else that without site name.
[[nodiscard]] Headline headline_of(const PageMeta& meta, std::string_view site_name);

/// Every form of `headline` that the page gives.
[[nodiscard]] std::vector<std::string> all_titles(const PageMeta& meta, std::string_view site_name,
                                                  const std::string& headline);

}  // namespace sawthis::fetchers
