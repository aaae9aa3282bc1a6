#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <map>
#include <random>

#include "bench/news_file.hpp"
#include "core/time.hpp"
#include "index/story_grouper.hpp"

// Groups articles into stories and shows them for reading:
//
//     bench_index_stories ARTICLES.jsonl [ARTICLES] [SHUFFLES] > stories.tsv
//
// More ARTICLES than there are: the others are variants of them with other words, spread over the
// same days. SHUFFLES: how often to group the real ones again, those of each day in random order,
// and to say how many pairs of articles are together in both orders among those that are in one.
// Output: a line "story, article, published, source, title" for each article; the rest on stderr.

namespace {

using namespace sawthis;
using Clock = std::chrono::steady_clock;
using bench::NewsItem;

/// The same length and likeness, but no word in common with another variant.
Article renamed(Article article, std::size_t variant) {
    if (variant == 0) return article;
    for (std::string* text : {&article.title, &article.text}) {
        std::string changed;
        for (const char c : *text) {
            if (c == ' ') changed += static_cast<char>('a' + variant);
            changed += c;
        }
        *text = changed + static_cast<char>('a' + variant);
    }
    article.url += fmt::format("/{}", variant);
    return article;
}

/// Groups what it is given and remembers the story of each article.
class Grouping {
public:
    void place(const Article& article) {
        const auto place = grouper_.place(article, index::story_signature(article));
        stories_[article.id] = place.story;
        for (const auto story : place.absorbed) absorbed_[story] = place.story;
    }
    [[nodiscard]] StoryId story_of(ArticleId article) const {
        StoryId story = stories_.at(article);
        for (auto at = absorbed_.find(story); at != absorbed_.end(); at = absorbed_.find(story)) {
            story = at->second;
        }
        return story;
    }
    /// The pairs of articles of one story.
    [[nodiscard]] std::vector<std::pair<ArticleId, ArticleId>> pairs() const {
        std::map<StoryId, std::vector<ArticleId>> articles;
        for (const auto& [article, story] : stories_)
            articles[story_of(article)].push_back(article);
        std::vector<std::pair<ArticleId, ArticleId>> pairs;
        for (const auto& [story, members] : articles) {
            for (std::size_t i = 0; i < members.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) pairs.emplace_back(members[j], members[i]);
            }
        }
        std::ranges::sort(pairs);
        return pairs;
    }

private:
    index::StoryGrouper grouper_;
    std::map<ArticleId, StoryId> stories_;
    std::map<StoryId, StoryId> absorbed_;
};

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Groups `most` articles, the variants among the others.
void measure(const std::vector<NewsItem>& news, std::size_t most) {
    index::StoryGrouper grouper;
    double busy = 0;
    Clock::duration elapsed{};
    std::size_t grouped = 0;
    std::size_t stories = 0;
    const std::size_t variants = (most + news.size() - 1) / news.size();
    for (const auto& item : news) {
        for (std::size_t variant = 0; variant < variants && grouped < most; ++variant) {
            Article article = renamed(item.article, variant);
            article.id = ArticleId{static_cast<std::int64_t>(++grouped)};
            const auto begin = Clock::now();
            const double busy_begin = processor_seconds();
            const auto place = grouper.place(article, index::story_signature(article));
            busy += processor_seconds() - busy_begin;
            elapsed += Clock::now() - begin;
            stories += place.story.value == article.id.value ? 1 : 0;
            stories -= place.absorbed.size();
        }
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double seconds = std::chrono::duration<double>(elapsed).count();
    fmt::print(stderr,
               "{} articles, {} stories, {:.2f} s ({:.2f} s of processor), {:.0f} articles/s, "
               "peak {} MiB with the articles\n",
               grouped, stories, seconds, busy, static_cast<double>(grouped) / seconds,
               usage.ru_maxrss / 1024);
}

std::vector<std::pair<ArticleId, ArticleId>> pairs_shuffled(std::vector<NewsItem> news,
                                                            unsigned seed) {
    std::mt19937 random(seed);
    const auto day = [](const NewsItem& item) {
        return std::chrono::floor<std::chrono::days>(appeared(item.article));
    };
    for (auto begin = news.begin(); begin != news.end();) {
        const auto end = std::find_if(
            begin, news.end(), [&](const NewsItem& item) { return day(item) != day(*begin); });
        std::shuffle(begin, end, random);
        begin = end;
    }
    Grouping grouping;
    for (const auto& item : news) grouping.place(item.article);
    return grouping.pairs();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: {} ARTICLES.jsonl [ARTICLES] [SHUFFLES] > stories.tsv\n",
                   argv[0]);
        return 2;
    }
    const auto news = bench::read_news(argv[1]);
    measure(news, argc > 2 ? static_cast<std::size_t>(std::atoll(argv[2])) : news.size());
    Grouping grouping;
    for (const auto& item : news) grouping.place(item.article);
    for (const auto& [key, article] : news) {
        fmt::print("{}\t{}\t{}\t{}\t{}\n", grouping.story_of(article.id).value, key,
                   format_rfc3339(appeared(article)), article.publisher, article.title);
    }
    const auto pairs = grouping.pairs();
    for (unsigned seed = 1; argc > 3 && seed <= static_cast<unsigned>(std::atoi(argv[3])); ++seed) {
        const auto shuffled = pairs_shuffled(news, seed);
        std::vector<std::pair<ArticleId, ArticleId>> both;
        std::ranges::set_intersection(pairs, shuffled, std::back_inserter(both));
        const std::size_t either = pairs.size() + shuffled.size() - both.size();
        fmt::print(stderr, "shuffled with seed {}: {} pairs of {} alike, {:.3f}\n", seed,
                   both.size(), either,
                   static_cast<double>(both.size()) / static_cast<double>(either));
    }
    return 0;
}
