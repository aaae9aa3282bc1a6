#include <algorithm>
#include <catch2/catch.hpp>

#include "index/article_index.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
using index::ArticleIndex;
using index::TermCount;
using Mode = ArticleIndex::Mode;

namespace {

using News = std::vector<Article>;

void add(News& news, std::string title, std::string text, std::string language = "en") {
    Article article;
    article.id = ArticleId{static_cast<std::int64_t>(news.size()) + 1};
    article.title = std::move(title);
    article.text = std::move(text);
    article.language = std::move(language);
    news.push_back(std::move(article));
}

ArticleIndex make_index(const test::TemporaryFolder& folder, const News& news) {
    auto index = ArticleIndex::open(folder.path(), Mode::read_write);
    REQUIRE(index);
    REQUIRE(index->put(news, 1));
    return *std::move(index);
}

/// The counts of `words`, each of which must be named as it was asked for.
std::vector<std::size_t> counts_of(const ArticleIndex& index, const std::vector<std::string>& words,
                                   const std::string& language = "en") {
    const auto counted = index.document_frequencies(words, language);
    REQUIRE(counted);
    REQUIRE(std::ranges::equal(*counted, words, {}, &TermCount::word));
    std::vector<std::size_t> counts;
    for (const auto& count : *counted) counts.push_back(count.articles);
    return counts;
}

using Counts = std::vector<std::size_t>;

/// Five articles about ferries that mention batteries, among a hundred about something else.
News ferry_news() {
    News news;
    for (int i = 0; i < 5; ++i) {
        add(news, "Électric ferries for Lindholm",
            "The harbour said the batteries are charged at the quay, pier " + std::to_string(i) +
                ".");
    }
    for (int i = 0; i < 100; ++i) {
        add(news, "Bakery opens", "The town said a baker sells bread, said the mayor.");
    }
    return news;
}

std::vector<std::string> words_of(const std::vector<index::Expansion>& expansions) {
    std::vector<std::string> words;
    for (const auto& expansion : expansions) words.push_back(expansion.word);
    return words;
}

Result<std::vector<index::Expansion>> expand(const ArticleIndex& index, index::Subject subject,
                                             std::size_t most) {
    return index.expand({&subject, 1}, most).transform([](auto&& all) {
        return std::move(all.front());
    });
}

}  // namespace

TEST_CASE("an article counts once for a word, wherever and in whatever form it has it",
          "[index][statistics]") {
    const test::TemporaryFolder folder;
    News news;
    add(news, "Ferries run again", "A ferry left the harbour.");
    add(news, "Harbour closed", "No boat left.");
    add(news, "Les ferries partent", "Le port est ouvert, Zürich aussi.", "fr");
    add(news, "Café AT&T", "Version 5G of 2026, and the ferry.", "");
    const auto index = make_index(folder, news);
    const auto [word, articles] = GENERATE(table<std::string, std::size_t>({
        {"Ferry", 2},    // its plural in the French article is of no English word
        {"ferries", 2},  // but stands in it as it is
        {"harbours", 2},
        {"cafe", 1},
        {"zurich", 1},
        {"AT&T", 1},
        {"5g", 1},
        {"2026", 1},
        {"", 0},
        {"\xFF", 0},
        {"two words", 0},
    }));
    CAPTURE(word);
    CHECK(counts_of(index, {"harbour", word}) == Counts{2, articles});
}

TEST_CASE("words count as the stemmer of the language cuts them", "[index][statistics]") {
    const test::TemporaryFolder folder;
    News news;
    add(news, "Le navire", "Un cheval noir mangeait.", "fr");
    add(news, "Deux navires", "Il faut manger.", "fr");
    const auto index = make_index(folder, news);
    CHECK(counts_of(index, {"navires", "manger"}, "fr") == Counts{2, 2});
    CHECK(counts_of(index, {"navires", "manger"}, "xx") == Counts{1, 1});
}

TEST_CASE("an index that is not there yet counts nothing and knows no related words",
          "[index][statistics]") {
    const test::TemporaryFolder folder;
    const auto index = ArticleIndex::open(folder.path() / "none", Mode::read_only);
    REQUIRE(index);
    CHECK(counts_of(*index, {"ferry"}) == Counts{0});
    CHECK(expand(*index, {"electric ferries", {}}, 10)->empty());
}

TEST_CASE("a sentence expands to readable words of the articles nearest to it",
          "[index][statistics]") {
    const test::TemporaryFolder folder;
    const auto index = make_index(folder, ferry_news());
    const auto related = expand(index, {"an ELECTRIC ferry service", {}}, 10);
    REQUIRE(related);
    const auto words = words_of(*related);
    REQUIRE(!words.empty());
    CHECK(std::ranges::count(words, "batteries") == 1);
    CHECK(std::ranges::count(words, "harbour") == 1);
    // Neither the sentence itself, nor what stands everywhere or in one example only.
    for (const std::string_view not_related :
         {"electric", "ferries", "ferry", "said", "the", "4"}) {
        CAPTURE(not_related);
        CHECK(std::ranges::count(words, not_related) == 0);
    }
    CHECK(related->front().weight == 1);
    CHECK(std::ranges::all_of(*related, [](const auto& one) { return one.weight > 0; }));
    CHECK(std::ranges::is_sorted(*related, std::ranges::greater{}, &index::Expansion::weight));
    CHECK(expand(index, {"an ELECTRIC ferry service", {}}, 2)->size() == 2);
}

TEST_CASE("a sentence of unknown, common or no words expands to nothing", "[index][statistics]") {
    const test::TemporaryFolder folder;
    const auto index = make_index(folder, ferry_news());
    const auto sentence =
        GENERATE("quantum origami", "bread", "", "?!", "\xC3(\xFF", "+-()\"*: AND NOT");
    CAPTURE(sentence);
    const auto related = expand(index, {sentence, {}}, 10);
    REQUIRE(related);
    CHECK(related->empty());
}

TEST_CASE("a very long sentence is read in part", "[index][statistics]") {
    const test::TemporaryFolder folder;
    const auto index = make_index(folder, ferry_news());
    std::string sentence = "electric ferries ";
    for (int i = 0; i < 100'000; ++i) sentence += "bread ";
    CHECK(expand(index, {sentence, {}}, 10)->empty() == false);
}

TEST_CASE("names expand to what goes with them, none of their own words", "[index][statistics]") {
    const test::TemporaryFolder folder;
    News news = ferry_news();
    for (int i = 0; i < 4; ++i) {
        add(news, "Lindholm Ferries Group",
            "Orders: Lindholm Ferries wants hydrofoils, no. " + std::to_string(i));
        // The words apart from each other are no name.
        add(news, "Ferries", "Lindholm has ferries and a tramway.");
    }
    const auto index = make_index(folder, news);
    const std::vector<std::string> names{"Lindholm Ferries", "", "\xFF", "Unknown & Sons"};
    const auto related = expand(index, {"", names}, 10);
    REQUIRE(related);
    const auto words = words_of(*related);
    CHECK(std::ranges::count(words, "hydrofoils") == 1);
    for (const std::string_view not_related : {"lindholm", "ferries", "ferry", "tramway"}) {
        CAPTURE(not_related);
        CHECK(std::ranges::count(words, not_related) == 0);
    }
    CHECK(expand(index, {}, 10)->empty());
    CHECK(expand(index, {"", names}, 0)->empty());
}

TEST_CASE("many subjects are expanded in their order, as each alone", "[index][statistics]") {
    const test::TemporaryFolder folder;
    const auto index = make_index(folder, ferry_news());
    const std::vector<index::Subject> subjects{
        {"an ELECTRIC ferry service", {}}, {"quantum origami", {}}, {"bread", {"electric ferry"}}};
    const auto all = index.expand(subjects, 10);
    REQUIRE(all);
    REQUIRE(all->size() == subjects.size());
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        CHECK((*all)[i] == *expand(index, subjects[i], 10));
    }
    CHECK(index.expand({}, 10)->empty());
}
