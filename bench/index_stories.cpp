#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/time.hpp"
#include "index/story_grouper.hpp"
#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"

// Groups articles into stories and shows them for reading:
//
//     bench_index_stories ARTICLES.jsonl [COPIES] > stories.tsv
//
// ARTICLES.jsonl: objects with id, source, title, summary, body, url, published, in any order.
// COPIES > 1 repeats all of them with every word changed, to measure with more articles. Output: a
// line "story, article, published, source, title" for each article; time and memory on stderr.

namespace {

using namespace sawthis;
using Clock = std::chrono::steady_clock;

struct Read {
    std::string key;
    Article article;
};

std::vector<Read> read_articles(const char* path) {
    std::vector<Read> articles;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto json = nlohmann::json::parse(line);
        Read read;
        read.key = json.at("id").get<std::string>();
        read.article.title = json.at("title").get<std::string>();
        read.article.publisher = json.at("source").get<std::string>();
        read.article.text = json.at("body").get<std::string>();
        if (read.article.text.empty()) read.article.text = json.at("summary").get<std::string>();
        read.article.url = json.at("url").get<std::string>();
        read.article.published = parse_rfc3339(json.at("published").get<std::string>());
        read.article.first_seen = read.article.published.value_or(Instant{});
        articles.push_back(std::move(read));
    }
    std::ranges::stable_sort(articles, {}, [](const Read& read) { return appeared(read.article); });
    return articles;
}

/// The same length and likeness, but no word in common with another copy.
Article renamed(Article article, int copy) {
    if (copy == 0) return article;
    for (std::string* text : {&article.title, &article.text}) {
        std::string changed;
        for (const char c : *text) {
            if (c == ' ') changed += static_cast<char>('a' + copy);
            changed += c;
        }
        *text = changed + static_cast<char>('a' + copy);
    }
    article.url += fmt::format("/{}", copy);
    return article;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: {} ARTICLES.jsonl [COPIES] > stories.tsv\n", argv[0]);
        return 2;
    }
    const auto articles = read_articles(argv[1]);
    const int copies = argc > 2 ? std::atoi(argv[2]) : 1;
    index::StoryGrouper grouper;
    std::int64_t stories = 0;
    std::size_t grouped = 0;
    Clock::duration busy{};
    for (const auto& read : articles) {
        for (int copy = 0; copy < copies; ++copy) {
            Article article = renamed(read.article, copy);
            const auto begin = Clock::now();
            const auto signature = index::story_signature(article);
            const auto story = grouper.find_story(article, signature);
            article.story = story ? *story : StoryId{++stories};
            grouper.restore(article, signature);
            busy += Clock::now() - begin;
            ++grouped;
            if (copy > 0) continue;
            fmt::print("{}\t{}\t{}\t{}\t{}\n", article.story.value, read.key,
                       format_rfc3339(appeared(article)), article.publisher, article.title);
        }
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double seconds = std::chrono::duration<double>(busy).count();
    fmt::print(
        stderr,
        "{} articles, {} stories, {:.2f} s, {:.0f} articles/s, peak {} MiB with the articles\n",
        grouped, stories, seconds, static_cast<double>(grouped) / seconds, usage.ru_maxrss / 1024);
    return 0;
}
