#include <catch2/catch.hpp>
#include <random>

#include "notifier/digest_render.hpp"
#include "notifier/sentence.hpp"
#include "tests/notifier/digest_fixture.hpp"

using namespace sawthis;
using namespace sawthis::notifier;

namespace {

std::string sentence_of(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    const Span span = find_sentence(text, {at, at + word.size()});
    return std::string(text.substr(span.begin, span.end - span.begin));
}

std::vector<std::string> marked_in(const Excerpt& excerpt) {
    std::vector<std::string> words;
    for (const Span m : excerpt.marks)
        words.push_back(excerpt.text.substr(m.begin, m.end - m.begin));
    return words;
}

Excerpt excerpt_of(const std::string& text, const std::vector<std::string>& words) {
    Article article;
    article.title = "A title";
    article.text = text;
    Match match;
    for (const auto& w : words) {
        match.evidence.push_back(test::evidence_of(article, ArticlePart::text, w));
    }
    return make_excerpt(article, match.evidence);
}

}  // namespace

TEST_CASE("find_sentence knows where sentences end, and where a full stop means nothing",
          "[notifier][sentence]") {
    const auto [text, word, want] = GENERATE(table<std::string, std::string, std::string>({
        {"One. Two with Xon. Three.", "Xon", "Two with Xon."},
        {"It rained. Acme Inc. of Leeds opened Xon. Good.", "Xon",
         "Acme Inc. of Leeds opened Xon."},
        {"So. The U.S. Army bought Xon. Good.", "Xon", "The U.S. Army bought Xon."},
        {"Then J. K. Rowling met Xon! Good.", "Xon", "Then J. K. Rowling met Xon!"},
        {"It is up 3.5 percent at Xon. Then?", "Xon", "It is up 3.5 percent at Xon."},
        {"He asked \"Why Xon?\" and left. Bye.", "Xon", "He asked \"Why Xon?\" and left."},
        {"\"We buy Xon.\" That was all.", "Xon", "\"We buy Xon.\""},
        {"Head\nBody with Xon\nTail", "Xon", "Body with Xon"},
        {"東京は晴れ。会社はXonを買った。終わり。", "Xon", "会社はXonを買った。"},
        {"Xon", "Xon", "Xon"},
        {"one. Two ends here. Now Xon", "Xon", "Now Xon"},
        {"A ends. B begins", "ends. B", "A ends. B begins"},
    }));
    CAPTURE(text);
    CHECK(sentence_of(text, word) == want);
}

TEST_CASE("make_excerpt prefers the text, and there the sentence with the most evidence",
          "[notifier][excerpt]") {
    const Excerpt excerpt = excerpt_of("Leeds is big. Acme   opened\ta plant near York. End.",
                                       {"Leeds", "Acme", "York"});
    CHECK(excerpt.text == "Acme opened a plant near York.");
    CHECK(marked_in(excerpt) == std::vector<std::string>{"Acme", "York"});

    auto candidate = test::make_candidate(1, 1, 0.9);
    candidate.match.evidence.resize(1);
    const Excerpt title = make_excerpt(candidate.article, candidate.match.evidence);
    CHECK(title.text == candidate.article.title);
    CHECK(marked_in(title) == std::vector<std::string>{"Acme"});
}

TEST_CASE("make_excerpt leaves out what says where a post appeared", "[notifier][excerpt]") {
    const Excerpt excerpt =
        excerpt_of("The post Acme opens in York appeared first on The Ledger. Acme is glad.",
                   {"Acme", "York", "glad"});
    CHECK(excerpt.text == "Acme is glad.");
}

TEST_CASE("make_excerpt cuts a long sentence at blanks and keeps the marked words",
          "[notifier][excerpt]") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "before ";
    text += "Acme ";
    for (int i = 0; i < 100; ++i) text += "after ";
    const Excerpt excerpt = excerpt_of(text, {"Acme"});
    CHECK(excerpt.text.size() <= 300);
    CHECK(excerpt.text.size() > 250);
    CHECK(excerpt.text.starts_with("…before "));
    CHECK(excerpt.text.ends_with(" after…"));
    CHECK(marked_in(excerpt) == std::vector<std::string>{"Acme"});
}

TEST_CASE("make_excerpt drops what steers a terminal, and the marks still fit",
          "[notifier][excerpt]") {
    const Excerpt excerpt = excerpt_of("A \x1B[31m\u202E Ac\x07me\r\x01 bought B.", {"Ac\x07me"});
    CHECK(excerpt.text == "A [31m Acme bought B.");
    CHECK(marked_in(excerpt) == std::vector<std::string>{"Acme"});
}

TEST_CASE("make_excerpt survives evidence that does not fit the article", "[notifier][excerpt]") {
    Article article;
    article.title = "Title";
    Match match;
    match.evidence = {
        {ArticlePart::text, {5, 9}}, {ArticlePart::title, {3, 3}}, {ArticlePart::title, {2, 900}}};
    CHECK(make_excerpt(article, match.evidence) == Excerpt{"Title", {}});
}

TEST_CASE("make_excerpt stays in bounds on random bytes", "[notifier][excerpt]") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::vector<std::string> parts{"word ", ". ", "。", "é",  "\xF0\x9F\x98\x80",
                                         "\xFF",  "\n", "U.", "\"", "\x1B",
                                         "東京",  "   "};
    for (int round = 0; round < 2000; ++round) {
        Article article;
        const std::size_t count = random() % 400;
        for (std::size_t i = 0; i < count; ++i) article.text += parts[random() % parts.size()];
        Match match;
        for (int i = 0; i < 5; ++i) {
            const std::size_t begin = random() % (article.text.size() + 1);
            match.evidence.push_back({ArticlePart::text, {begin, begin + random() % 200}});
        }
        const Excerpt excerpt = make_excerpt(article, match.evidence);
        REQUIRE(excerpt.text.size() <= 300);
        REQUIRE(is_utf8(excerpt.text));
        REQUIRE(one_line(excerpt.text) == excerpt.text);
        std::size_t last = 0;
        for (const Span mark : excerpt.marks) {
            REQUIRE(mark.begin >= last);
            REQUIRE(mark.begin < mark.end);
            REQUIRE(mark.end <= excerpt.text.size());
            last = mark.end;
        }
    }
}
