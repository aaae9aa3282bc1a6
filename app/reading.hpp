#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"
#include "fetchers/page_article.hpp"

/// Documents from disk, read and shown without a data directory. Each error names the file.
/// `fetched`: when, for days that are counted back from it; not given where that is not known.
namespace sawthis::app {

/// A feed as JSON Feed 1.1.
[[nodiscard]] Result<std::string> read_feed_file(const std::filesystem::path& file,
                                                 std::string_view base_url,
                                                 std::string_view content_type);

[[nodiscard]] Result<fetchers::PageArticle> read_page_file(const std::filesystem::path& file,
                                                           std::string_view url,
                                                           std::string_view content_type,
                                                           std::optional<Instant> fetched);

/// The article links of a listing page, as JSON Feed 1.1.
[[nodiscard]] Result<std::string> read_links_file(const std::filesystem::path& file,
                                                  std::string_view url, std::string_view links,
                                                  std::optional<Instant> fetched);

}  // namespace sawthis::app
