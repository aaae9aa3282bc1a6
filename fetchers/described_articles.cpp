#include "fetchers/described_articles.hpp"

#include <utility>

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

/// Lists hold more than articles: navigation, products, questions.
bool may_be_article(const LinkedItem& item) {
    if (is_article_type(item.type)) return true;
    return item.listed &&
           (item.type == "ListItem" || item.type == "WebPage" || item.type == "CreativeWork");
}

}  // namespace

std::vector<LinkedItem> read_described(const HtmlTree& tree, const std::string& base) {
    std::vector<LinkedItem> articles;
    std::string list_url;  // a list may keep it in its ListItem, and the rest in the item inside
    for (auto& item : read_json_ld(tree)) {
        if (item.url.empty()) item.url = std::exchange(list_url, {});
        if (item.type == "ListItem") list_url = item.url;
        const auto url = net::resolve_url(base, item.url);
        if (item.url.empty() || !url || !may_be_article(item)) continue;
        item.url = url->substr(0, url->find('#'));
        item.headline = squeeze_space(item.headline);
        articles.push_back(std::move(item));
    }
    return articles;
}

DescribedArticles described_by_address(const std::vector<LinkedItem>& articles) {
    DescribedArticles described;
    for (const auto& article : articles) {
        auto key = net::canonical_url(article.url);
        if (key.empty()) continue;
        auto& kept = described[key];
        if (kept.headline.empty()) kept.headline = article.headline;
        if (kept.published.empty()) kept.published = article.published;
        kept.url = article.url;
    }
    return described;
}

}  // namespace sawthis::fetchers
