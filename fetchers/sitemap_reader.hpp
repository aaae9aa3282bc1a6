#pragma once

#include <pugixml.hpp>

#include "fetchers/sitemap.hpp"

namespace sawthis::fetchers {

/// urlset or sitemapindex, whatever their prefix.
[[nodiscard]] bool is_sitemap(const pugi::xml_node& root);

/// `root` is_sitemap(), of a tree parsed with kXmlFlags.
[[nodiscard]] Sitemap read_sitemap(const pugi::xml_node& root, const SitemapContext& context);

}  // namespace sawthis::fetchers
