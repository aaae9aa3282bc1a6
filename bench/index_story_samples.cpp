#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <random>
#include <unordered_map>

#include "bench/news_file.hpp"
#include "core/text.hpp"
#include "core/time.hpp"
#include "index/story_grouper.hpp"

// Random stories, and random pairs of similar articles that were kept apart, for somebody to read:
//
//     bench_index_story_samples ARTICLES.jsonl SEED [COUNT] [LIKENESS]
//
// Similar is, whatever the grouper thinks: the cosine of what titles and first 60 words say, by
// tf-idf, is at least LIKENESS (0.4), and the titles have something in common. Of a story, the
// first six articles are shown.

namespace {

using namespace sawthis;

constexpr std::size_t kWords = 60;
constexpr std::size_t kMostArticles = 500;  // of a word by which similar articles are found
constexpr std::size_t kShown = 6;
constexpr double kTitles = 0.1;  // so alike the titles must be: some texts are not the article's
constexpr std::chrono::hours kWindow{14 * 24};

/// Words by number, ascending, each with its weight.
using Bag = std::vector<std::pair<std::uint32_t, float>>;

class Vocabulary {
public:
    /// The first `most` words of `text`, counted.
    Bag bag_of(const std::string& text, std::size_t most) {
        std::map<std::uint32_t, float> counts;
        const std::string folded = fold_case(text);
        for (const auto& word : find_words(folded)) {
            if (most-- == 0) break;
            const auto spelled = folded.substr(word.begin, word.end - word.begin);
            const auto number = static_cast<std::uint32_t>(numbers_.size());
            ++counts[numbers_.try_emplace(spelled, number).first->second];
        }
        return {counts.begin(), counts.end()};
    }
    [[nodiscard]] std::size_t size() const { return numbers_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

using Postings = std::vector<std::vector<std::uint32_t>>;  // by word

void weigh(std::vector<Bag>& bags, const Postings& postings) {
    for (auto& bag : bags) {
        float square = 1e-9F;
        for (auto& [word, weight] : bag) {
            const auto articles =
                static_cast<float>(std::max<std::size_t>(postings[word].size(), 1));
            weight = (1 + std::log(weight)) * std::log(static_cast<float>(bags.size()) / articles);
            square += weight * weight;
        }
        for (auto& [word, weight] : bag) weight /= std::sqrt(square);
    }
}

double cosine(const Bag& a, const Bag& b) {
    double sum = 0;
    auto at = b.begin();
    for (const auto& [word, weight] : a) {
        while (at != b.end() && at->first < word) ++at;
        if (at != b.end() && at->first == word) sum += weight * at->second;
    }
    return sum;
}

struct Pair {
    std::size_t first;
    std::size_t second;
    double likeness;
};

/// What the articles say first, and their titles.
struct Bags {
    std::vector<Bag> beginnings;
    std::vector<Bag> titles;
    Postings postings;

    explicit Bags(const std::vector<bench::NewsItem>& news) {
        Vocabulary vocabulary;
        for (const auto& [key, article] : news) {
            const auto title_words = find_words(article.title).size();
            titles.push_back(vocabulary.bag_of(article.title, title_words));
            beginnings.push_back(vocabulary.bag_of(
                article.title + "\n" + article.text.substr(0, 1'000), kWords + title_words));
        }
        postings.resize(vocabulary.size());
        for (std::uint32_t i = 0; i < beginnings.size(); ++i) {
            for (const auto& [word, count] : beginnings[i]) postings[word].push_back(i);
        }
        weigh(beginnings, postings);
        weigh(titles, postings);
    }
};

std::vector<Pair> similar_apart(const std::vector<bench::NewsItem>& news, double likeness) {
    const Bags bags(news);
    std::vector<Pair> pairs;
    std::vector<float> shared(news.size());
    for (std::size_t i = 0; i < news.size(); ++i) {
        std::ranges::fill(shared, 0.0F);
        for (const auto& [word, weight] : bags.beginnings[i]) {
            if (bags.postings[word].size() > kMostArticles) continue;
            for (const auto j : bags.postings[word]) shared[j] += weight;
        }
        for (std::size_t j = 0; j < i; ++j) {
            const bool apart = news[i].article.story != news[j].article.story;
            const auto between = appeared(news[i].article) - appeared(news[j].article);
            if (shared[j] < likeness / 3 || !apart || between > kWindow) continue;
            const double alike = cosine(bags.beginnings[i], bags.beginnings[j]);
            if (alike < likeness || cosine(bags.titles[i], bags.titles[j]) < kTitles) continue;
            pairs.push_back({j, i, alike});
        }
    }
    return pairs;
}

void show(const bench::NewsItem& item) {
    fmt::print("  {} {} [{}] {}\n      {}\n", item.key, format_rfc3339(appeared(item.article)),
               item.article.publisher, one_line(item.article.title),
               shorten(one_line(item.article.text), 300));
}

using Stories = std::map<StoryId, std::vector<const bench::NewsItem*>>;

Stories group(std::vector<bench::NewsItem>& news) {
    index::StoryGrouper grouper;
    std::map<StoryId, StoryId> absorbed;
    for (auto& [key, article] : news) {
        const auto place = grouper.place(article, index::story_signature(article));
        article.story = place.story;
        for (const auto story : place.absorbed) absorbed[story] = place.story;
    }
    Stories stories;
    for (auto& item : news) {
        auto& story = item.article.story;
        for (auto at = absorbed.find(story); at != absorbed.end(); at = absorbed.find(story)) {
            story = at->second;
        }
        stories[story].push_back(&item);
    }
    std::erase_if(stories, [](const auto& story) { return story.second.size() < 2; });
    return stories;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: {} ARTICLES.jsonl SEED [COUNT] [LIKENESS]\n", argv[0]);
        return 2;
    }
    auto news = bench::read_news(argv[1]);
    std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
    const std::size_t count = argc > 3 ? static_cast<std::size_t>(std::atoi(argv[3])) : 100;
    const Stories stories = group(news);
    std::vector<StoryId> ids;
    for (const auto& [id, articles] : stories) ids.push_back(id);
    std::ranges::shuffle(ids, random);
    for (std::size_t i = 0; i < std::min(count, ids.size()); ++i) {
        const auto& articles = stories.at(ids[i]);
        fmt::print("story {} of {} articles\n", i + 1, articles.size());
        for (std::size_t k = 0; k < std::min(kShown, articles.size()); ++k) show(*articles[k]);
    }
    auto pairs = similar_apart(news, argc > 4 ? std::atof(argv[4]) : 0.4);
    fmt::print("{} stories of two or more articles, {} similar pairs apart\n", stories.size(),
               pairs.size());
    std::ranges::shuffle(pairs, random);
    for (std::size_t i = 0; i < std::min(count, pairs.size()); ++i) {
        fmt::print("pair {}, likeness {:.2f}\n", i + 1, pairs[i].likeness);
        show(news[pairs[i].first]);
        show(news[pairs[i].second]);
    }
    return 0;
}
