#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"

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
/// related links, cookie banners and comments. "2 days ago" counts from `fetched`; without it such
/// words are not read. Error malformed: no HTML.
[[nodiscard]] Result<PageArticle> extract_article(std::string_view bytes, std::string_view url,
                                                  std::string_view content_type,
                                                  std::optional<Instant> fetched = std::nullopt);

}  // namespace sawthis::fetchers
