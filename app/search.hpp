#pragma once

#include <vector>

#include "app/app.hpp"
#include "core/article.hpp"
#include "core/result.hpp"
#include "index/article_index.hpp"

namespace sawthis::app {

struct SearchRow {
    Article article;
    index::SearchHit hit;
};

struct SearchReport {
    std::vector<SearchRow> rows;
    std::size_t estimate = 0;
    std::string corrected;
};

/// Error bad_input: the query does not parse.
[[nodiscard]] Result<SearchReport> search(App& app, const index::SearchRequest& request);

}  // namespace sawthis::app
