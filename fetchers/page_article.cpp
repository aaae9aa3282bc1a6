#include "fetchers/page_article.hpp"

#include "core/charset.hpp"
#include "core/text.hpp"
#include "fetchers/html_tree.hpp"
#include "fetchers/page_byline.hpp"
#include "fetchers/page_meta.hpp"
#include "fetchers/page_place.hpp"
#include "fetchers/page_published.hpp"
#include "fetchers/page_text.hpp"

namespace sawthis::fetchers {

namespace {

std::string language_in(const PageMeta& meta) {
    auto language = std::string(language_of(meta.tree));
    if (language.empty()) {
        language = std::string(meta.first_of({"og:locale", "content-language", "dc.language"}));
    }
    if (language.empty() && meta.article != nullptr) language = meta.article->language;
    return lower_ascii(language.substr(0, language.find_first_of("-_ ,;")));
}

}  // namespace

Result<PageArticle> extract_article(std::string_view bytes, std::string_view url,
                                    std::string_view content_type, std::optional<Instant> fetched) {
    const auto tree = HtmlTree::parse(to_utf8(bytes, content_type));
    if (!tree) return tl::unexpected(tree.error());
    const PageMeta meta(*tree, url);
    PageArticle article;
    article.url = canonical_of(meta);
    article.site_name = site_name_of(meta);
    const auto headline = headline_of(meta, article.site_name);
    article.title = headline.text;
    article.byline = byline_of(meta, article.site_name, headline.node);
    article.published = published_of(meta, headline.node, fetched);
    article.language = language_in(meta);
    TextHints hints;
    hints.headline = headline.node;
    hints.titles = all_titles(meta, article.site_name, article.title);
    if (meta.article != nullptr) hints.linked_body = meta.article->body;
    hints.description = meta.first_of({"og:description", "description"});
    article.text = printable(main_text(*tree, hints));
    return article;
}

}  // namespace sawthis::fetchers
