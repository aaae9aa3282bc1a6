#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "core/text.hpp"
#include "index/article_index.hpp"
#include "tests/support/temporary_folder.hpp"

// Random queries over random small articles: the index must find what reading every word finds.

using namespace sawthis;
using index::ArticleIndex;

namespace {

using Words = std::vector<std::string>;

struct Reader {
    std::mt19937 random;

    std::size_t below(std::size_t bound) { return random() % bound; }

    std::string word() {
        static const Words kWords{"ant", "antler", "bee", "beetle", "café", "crow",
                                  "dog", "dogma",  "elk", "élan",   "fox",  "Foxglove"};
        return kWords[below(kWords.size())];
    }

    std::string text(std::size_t most) {
        std::string text;
        for (std::size_t count = below(most + 1); count > 0; --count) {
            text += word() + (below(5) == 0 ? ".\n" : " ");
        }
        return text;
    }
};

Words folded_words(std::string_view text) {
    Words words;
    for (const auto& span : find_words(text)) {
        words.push_back(fold_case(text.substr(span.begin, span.end - span.begin)));
    }
    return words;
}

/// A query as Xapian reads it and the rule that says which words it wants.
struct Question {
    std::string text;
    std::function<bool(const Words& title, const Words& text)> holds;
};

Question in_field(Reader& reader, const std::string& wanted,
                  std::function<bool(const Words&)> holds) {
    switch (reader.below(3)) {
        case 0:
            return {"title:" + wanted,
                    [=](const auto& title, const auto&) { return holds(title); }};
        case 1:
            return {"text:" + wanted, [=](const auto&, const auto& text) { return holds(text); }};
        default:
            return {wanted, [=](const auto& title, const auto& text) {
                        return holds(title) || holds(text);
                    }};
    }
}

Question word_question(Reader& reader) {
    const std::string word = reader.word();
    return in_field(reader, word, [=](const Words& words) {
        return std::ranges::count(words, fold_case(word)) > 0;
    });
}

Question wildcard_question(Reader& reader) {
    const std::string begin = fold_case(reader.word()).substr(0, 2 + reader.below(2));
    return in_field(reader, begin + "*", [=](const Words& words) {
        return std::ranges::any_of(words, [&](const auto& w) { return w.starts_with(begin); });
    });
}

Question phrase_question(Reader& reader) {
    const std::string first = reader.word();
    const std::string second = reader.word();
    const Words phrase{fold_case(first), fold_case(second)};
    return in_field(reader, '"' + first + ' ' + second + '"', [=](const Words& words) {
        return std::ranges::search(words, phrase).begin() != words.end();
    });
}

Question near_question(Reader& reader) {
    const std::string left = reader.word();
    const std::string right = reader.word();
    const std::size_t window = 1 + reader.below(4);
    const auto near = [=](const Words& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            for (std::size_t j = 0; j < words.size(); ++j) {
                const std::size_t apart = i > j ? i - j : j - i;
                if (i != j && apart <= window && words[i] == fold_case(left) &&
                    words[j] == fold_case(right)) {
                    return true;
                }
            }
        }
        return false;
    };
    return {fmt::format("({} NEAR/{} {})", left, window, right),
            [=](const auto& title, const auto& text) { return near(title) || near(text); }};
}

Question question(Reader& reader, int depth) {
    switch (reader.below(depth > 0 ? 9 : 5)) {
        case 0:
        case 1:
            return word_question(reader);
        case 2:
            return wildcard_question(reader);
        case 3:
            return phrase_question(reader);
        case 4:
            return near_question(reader);
        default:
            break;
    }
    const auto left = question(reader, depth - 1);
    const auto right = question(reader, depth - 1);
    switch (reader.below(4)) {
        case 0:
            return {fmt::format("({} AND {})", left.text, right.text),
                    [=](const auto& a, const auto& b) {
                        return left.holds(a, b) && right.holds(a, b);
                    }};
        case 1:
            return {fmt::format("({} OR {})", left.text, right.text),
                    [=](const auto& a, const auto& b) {
                        return left.holds(a, b) || right.holds(a, b);
                    }};
        case 2:
            return {fmt::format("({} NOT {})", left.text, right.text),
                    [=](const auto& a, const auto& b) {
                        return left.holds(a, b) && !right.holds(a, b);
                    }};
        default:
            return {fmt::format("({} XOR {})", left.text, right.text),
                    [=](const auto& a, const auto& b) {
                        return left.holds(a, b) != right.holds(a, b);
                    }};
    }
}

}  // namespace

TEST_CASE("the index finds what reading every article finds", "[index][random]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Reader reader{std::mt19937{seed}};
    for (int corpus = 0; corpus < 6; ++corpus) {
        const test::TemporaryFolder folder;
        auto index = ArticleIndex::open(folder.path(), ArticleIndex::Mode::read_write);
        REQUIRE(index);
        std::vector<Article> articles(40);
        for (std::size_t i = 0; i < articles.size(); ++i) {
            articles[i].id = ArticleId{static_cast<std::int64_t>(i) + 1};
            articles[i].title = reader.text(5);
            articles[i].text = reader.text(14);
        }
        REQUIRE(index->put(std::span(articles).first(25), 1));
        REQUIRE(index->put(std::span(articles).last(20), 2));
        for (int i = 0; i < 120; ++i) {
            const Question asked = question(reader, 3);
            CAPTURE(asked.text);
            const auto result = index->search({asked.text, 0, 100});
            if (!result) FAIL(result.error().detail);
            std::vector<ArticleId> found;
            for (const auto& hit : result->hits) found.push_back(hit.article);
            std::ranges::sort(found);
            std::vector<ArticleId> want;
            for (const auto& article : articles) {
                if (asked.holds(folded_words(article.title), folded_words(article.text))) {
                    want.push_back(article.id);
                }
            }
            REQUIRE(found == want);
            CHECK(result->estimate == want.size());
        }
    }
}
