#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sawthis::fetchers {

/// An article page, read. Absent parts are empty.
struct PageArticle {
    std::string url;  // canonical, absolute
    std::string title;
    std::string byline;
    std::string published;  // RFC 3339 instant, or a day "YYYY-MM-DD" where the page gives no time
    std::string site_name;
    std::string language;
    std::string text;  // main text, one line per block
    bool operator==(const PageArticle&) const = default;
};

/// Title, by-line, date, site name, canonical URL and main text without navigation, advertisements,
/// related links, cookie banners and comments. Error malformed: no HTML.
[[nodiscard]] Result<PageArticle> extract_article(std::string_view bytes, std::string_view url,
                                                  std::string_view content_type);

}  // namespace sawthis::fetchers
