#include <catch2/catch.hpp>

#include "core/borrowed_text.hpp"

namespace sawthis {

namespace {

std::string repeated(const std::string& sentence) {
    std::string text;
    while (text.size() < 1'000) text += sentence;
    return text;
}

}  // namespace

TEST_CASE("a text that knows nothing of its headline is another article's", "[core]") {
    struct Row {
        std::string title;
        std::string text;
        bool borrowed;
    };
    const auto [title, text, borrowed] = GENERATE(values<Row>({
        {"Probe returns from the moon with samples",
         repeated("Cramer likes three chip stocks. Analysts say buy. "), true},
        {"Probe returns from the moon with samples",
         repeated("The capsule landed; its lunar samples are the first in decades, the probe's "
                  "builders said. "),
         false},
        // Too little to tell by.
        {"Probe returns from the moon with samples", "Cramer likes three chip stocks.", false},
        {"Moon landing", repeated("Cramer likes three chip stocks. "), false},
        {"", repeated("Cramer likes three chip stocks. "), false},
        // Endings and accents differ, words do not.
        {"Élysée: Gespräche über Fährverbindungen gescheitert",
         repeated("Die Fährverbindung bleibt aus, Gesprächen folgte nichts. "), false},
        {"\xFF\xFE broken bytes everywhere tonight", repeated("\xC3( \xFF nothing here. "), true},
    }));
    CAPTURE(title, text.substr(0, 40));
    CHECK(has_borrowed_text(title, text) == borrowed);
}

}  // namespace sawthis
