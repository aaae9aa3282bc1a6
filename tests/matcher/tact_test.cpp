#include "matcher/tact.hpp"

#include <catch2/catch.hpp>

#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

TEST_CASE("a lexicon of hurting news is read line by line", "[matcher][tact]") {
    const auto phrases = parse_tact("# note\n\nlayoffs: !job cut, fires, !cut ~ staff\n");
    REQUIRE(phrases);
    CHECK(*phrases == std::vector<TactPhrase>{{"job cut", "layoffs", true, ""},
                                              {"fires", "layoffs", false, ""},
                                              {"cut", "layoffs", true, "staff"}});
}

TEST_CASE("a damaged lexicon is refused with its line", "[matcher][tact]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"layoffs: a\njob cut\n", "line 2: a kind of news and a colon should stand first"},
        {": a", "line 1: a kind of news and a colon should stand first"},
        {"layoffs: !", "line 1: an empty phrase"},
        {"layoffs: cut ~", "line 1: a phrase is missing beside ~"},
    }));
    const auto phrases = parse_tact(text);
    REQUIRE_FALSE(phrases);
    CHECK(phrases.error().code == ErrorCode::malformed);
    CHECK(phrases.error().detail == want);
}

TEST_CASE("the lexicon that is built in can be read", "[matcher][tact]") {
    const auto phrases = parse_tact(read_knowledge("tact.txt"));
    if (!phrases) FAIL(phrases.error().detail);
    CHECK(phrases->size() > 200);
}

}  // namespace sawthis::matcher
