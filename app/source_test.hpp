#pragma once

#include <string>
#include <vector>

#include "app/app.hpp"
#include "core/article.hpp"
#include "core/failure.hpp"
#include "core/result.hpp"
#include "core/source.hpp"

namespace sawthis::app {

/// One fetch of a source, read but not kept: what `source test` shows.
struct SourceTest {
    Source source;
    Failure failure;
    std::string format;  // "rss 2.0", "page"
    std::string title;
    std::vector<Article> articles;
};
[[nodiscard]] Result<SourceTest> test_source(App& app, const Source& source);

}  // namespace sawthis::app
