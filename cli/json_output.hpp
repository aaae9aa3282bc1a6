#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/alerts.hpp"
#include "app/bench.hpp"
#include "app/coverage.hpp"
#include "app/discover.hpp"
#include "app/explain.hpp"
#include "app/feedback.hpp"
#include "app/match.hpp"
#include "app/people.hpp"
#include "app/poll.hpp"
#include "app/search.hpp"
#include "app/sources.hpp"
#include "app/who.hpp"
#include "core/alert.hpp"
#include "core/article.hpp"
#include "core/contact.hpp"
#include "core/story.hpp"
#include "fetchers/feed.hpp"
#include "fetchers/page_article.hpp"

/// What --json prints. Every text is valid JSON in UTF-8; bytes that are none become U+FFFD.
namespace sawthis::cli {

/// An article and the URL of its source.
struct ArticleRow {
    Article article;
    std::string source_url;
};

[[nodiscard]] std::string json_of(const std::vector<ArticleRow>& articles);
/// A list of one, with its story: lead, sources, life.
[[nodiscard]] std::string json_of(const Article& article, const Story& story);
[[nodiscard]] std::string json_of(const std::vector<Contact>& contacts);
[[nodiscard]] std::string json_of(const app::ContactsImport& import);
[[nodiscard]] std::string json_of(const std::vector<app::SourceRow>& sources);
/// `added`: places in the list of sources.
[[nodiscard]] std::string json_of(const app::Discovery& discovery,
                                  const std::set<std::size_t>& added);
[[nodiscard]] std::string json_of(const app::PollReport& report);
[[nodiscard]] std::string json_of(const app::SearchReport& report);
[[nodiscard]] std::string json_of(const fetchers::PageArticle& article);
[[nodiscard]] std::string json_of(const app::MatchBenchReport& report);

/// One line, with its line feed.
[[nodiscard]] std::string json_line_of(const app::MatchRow& row);
[[nodiscard]] std::string json_line_of(const app::WhoRow& row, const Article& article);
[[nodiscard]] std::string json_line_of(const app::AlertRow& row);
[[nodiscard]] std::string json_line_of(const Notice& notice);
[[nodiscard]] std::string json_line_of(const app::FeedbackRow& row);
[[nodiscard]] std::string json_line_of(const app::CoverageRow& row);
[[nodiscard]] std::string json_of(const app::Explanation& explanation);

}  // namespace sawthis::cli
