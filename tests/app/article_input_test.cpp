#include "app/article_input.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace sawthis::app {

namespace {

const Instant kNow{};

}  // namespace

TEST_CASE("plain text is an article, its first line the headline", "[app][who]") {
    const auto [name, bytes, title] = GENERATE(table<std::string, std::string, std::string>({
        {"UTF-8", "Caf\u00E9 opens\n\nIn Leeds.", "Caf\u00E9 opens"},
        {"windows-1252", "Caf\xE9 opens\n\nIn Leeds, near the bridge.", "Caf\u00E9 opens"},
        {"a tab and a page break", "A\tnote\n\fIn Leeds.", "A note"},
    }));
    CAPTURE(name);
    const auto article = article_of_text(bytes, kNow);
    if (!article) FAIL(article.error().detail);
    CHECK(article->title == title);
}

TEST_CASE("what is no text is no article", "[app][who]") {
    std::mt19937 random(7);
    std::string noise;
    for (int i = 0; i < 10'000; ++i) noise += static_cast<char>(random());
    const std::string image = std::string("\x89PNG\r\n\x1A\n", 8) + std::string(64, '\0') + noise;
    for (const auto& bytes : {noise, image, std::string(100, '\0')}) {
        const auto article = article_of_text(bytes, kNow);
        REQUIRE_FALSE(article);
        CHECK(article.error().detail.find("it is no text") != std::string::npos);
    }
    CHECK(article_of_text("", kNow).error().detail == "there is no text in it");
}

}  // namespace sawthis::app
