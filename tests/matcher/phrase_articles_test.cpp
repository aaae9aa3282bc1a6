#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "matcher/phrase_dictionary.hpp"
#include "tests/matcher/slow_matcher.hpp"

/// The engine on real articles, which stand beside the project where it is measured.

namespace sawthis::matcher {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kArticles = 10'000;

fs::path articles_file() {
    const char* const shared = std::getenv("SAWTHIS_SHARED");
    const char* const source = std::getenv("SAWTHIS_SOURCE_DIR");
    const fs::path folder = shared != nullptr
                                ? fs::path(shared)
                                : fs::path(source == nullptr ? "." : source) / "../shared";
    return folder / "relevance/articles.jsonl.xz";
}

struct ClosePipe {
    void operator()(FILE* pipe) const { ::pclose(pipe); }
};

/// Without the signs that the slow matcher does not know: full stops, plus and hash signs.
std::vector<std::string> read_articles(const fs::path& file) {
    const std::unique_ptr<FILE, ClosePipe> pipe(
        ::popen(("xzcat '" + file.string() + "'").c_str(), "r"));
    std::vector<std::string> texts;
    std::string line;
    for (int c = 0; texts.size() < kArticles && (c = std::getc(pipe.get())) != EOF;) {
        if (c != '\n') {
            line += static_cast<char>(c);
            continue;
        }
        const auto article = nlohmann::json::parse(line);
        std::string text = article.value("title", "") + "\n\n" + article.value("summary", "");
        std::erase_if(text, [](char sign) { return sign == '.' || sign == '+' || sign == '#'; });
        texts.push_back(text);
        line.clear();
    }
    return texts;
}

bool is_latin(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        if (decode_utf8(text, at) > 0xFF) return false;
    }
    return true;
}

/// Up to four words of one of the texts, with what stands between them.
Phrase random_phrase(std::mt19937& random, const std::vector<std::string>& texts,
                     std::uint32_t id) {
    for (;;) {
        const std::string& text = texts[random() % texts.size()];
        const auto words = find_words(text);
        const std::size_t count = 1 + random() % 4;
        if (words.size() < count) continue;
        const std::size_t first = random() % (words.size() - count + 1);
        const std::size_t begin = words[first].begin;
        Phrase phrase{id, text.substr(begin, words[first + count - 1].end - begin),
                      random() % 2 == 0};
        if (is_findable(phrase) && is_latin(phrase.text)) return phrase;
    }
}

}  // namespace

TEST_CASE("the dictionary agrees with the obvious matcher on real articles", "[matcher][phrases]") {
    const auto file = articles_file();
    if (!fs::exists(file)) {
        WARN("SKIPPED: there are no real articles at " << file);
        return;
    }
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto texts = read_articles(file);
    REQUIRE(texts.size() == kArticles);
    std::vector<Phrase> phrases;
    for (std::uint32_t id = 0; id < 2'000; ++id) {
        phrases.push_back(random_phrase(random, texts, id));
    }
    const auto dictionary = PhraseDictionary::compile(phrases);
    REQUIRE(dictionary);
    const slow::Matcher obvious(phrases);
    std::vector<Mention> mentions;
    for (const auto& text : texts) {
        dictionary->find(text, mentions);
        if (mentions == obvious.find(text)) continue;
        CAPTURE(text);
        REQUIRE(mentions == obvious.find(text));
    }
}

}  // namespace sawthis::matcher
