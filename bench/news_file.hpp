#pragma once

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/article.hpp"

/// Articles to measure with: a file of JSON lines with id, source, title, summary, body, url and
/// published (RFC 3339).
namespace sawthis::bench {

struct NewsItem {
    std::string key;  // its id in the file
    Article article;
};

/// In the order in which they appeared. Throws nlohmann::json::exception on what is no such file.
inline std::vector<NewsItem> read_news(const char* path) {
    std::vector<NewsItem> news;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto json = nlohmann::json::parse(line);
        NewsItem item;
        item.key = json.at("id").get<std::string>();
        item.article.title = json.at("title").get<std::string>();
        item.article.publisher = json.at("source").get<std::string>();
        item.article.text = json.at("body").get<std::string>();
        if (item.article.text.empty()) item.article.text = json.at("summary").get<std::string>();
        item.article.url = json.at("url").get<std::string>();
        item.article.language = "en";
        item.article.published = parse_rfc3339(json.at("published").get<std::string>());
        item.article.first_seen = item.article.published.value_or(Instant{});
        news.push_back(std::move(item));
    }
    std::ranges::stable_sort(news, {}, [](const NewsItem& item) { return appeared(item.article); });
    for (std::size_t i = 0; i < news.size(); ++i) {
        news[i].article.id = ArticleId{static_cast<std::int64_t>(i) + 1};
    }
    return news;
}

}  // namespace sawthis::bench
