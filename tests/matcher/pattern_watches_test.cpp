#include "matcher/pattern_watches.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace sawthis::matcher {

namespace {

using Words = std::vector<std::string>;

PatternWatches compile(const std::vector<Pattern>& patterns) {
    auto compiled = PatternWatches::compile(patterns);
    REQUIRE(compiled);
    return *std::move(compiled);
}

Words found(const PatternWatches& watches, const std::string& text) {
    std::vector<Mention> mentions;
    watches.find(text, mentions);
    Words words;
    for (const auto& [watch, span] : mentions) {
        words.push_back(std::to_string(watch.value) +
                        text.substr(span.begin, span.end - span.begin));
    }
    return words;
}

}  // namespace

TEST_CASE("a pattern is found wherever RE2 finds it", "[matcher][pattern]") {
    const auto [expression, any_case, text, want] =
        GENERATE(table<std::string, bool, std::string, Words>({
            {R"(Acme\s+(Ltd|Inc))", false, "Acme  Ltd, acme Inc", {"1Acme  Ltd"}},
            {R"(Acme\s+(Ltd|Inc))", true, "Acme  Ltd, acme Inc", {"1Acme  Ltd", "1acme Inc"}},
            {"foo", false, "a foobar", {"1foo"}},
            {R"(\d{4})", false, "in 2026, 12345", {"12026", "11234"}},
            {"émile", true, "ÉMILE Zola", {"1ÉMILE"}},
            {"kelvin", true, "\u212Aelvin", {"1\u212Aelvin"}},
            {"(?i)seas", false, "\u017Fea\u017F", {"1\u017Fea\u017F"}},
            {"上海市", false, "在上海市。", {"1上海市"}},
            {"^Late", false, "Late. Late", {"1Late"}},
            {R"(\b)", false, "no words of its own", {}},
            {"x*y", false, "xxy y", {"1xxy", "1y"}},
        }));
    CAPTURE(expression, text);
    CHECK(found(compile({{1, expression, any_case}}), text) == want);
}

TEST_CASE("of many patterns each finds its own", "[matcher][pattern]") {
    const auto watches =
        compile({{3, "wind ?power", true}, {9, "power", false}, {4, "x[yz]", false}});
    CHECK(found(watches, "Windpower, power") == Words{"3Windpower", "9power", "9power"});
    CHECK(found(watches, "").empty());
    CHECK(found(compile({}), "anything").empty());
}

TEST_CASE("no pattern fills the memory with mentions", "[matcher][pattern]") {
    CHECK(found(compile({{1, "a", false}}), std::string(100'000, 'a')).size() ==
          kMaxPatternMentions);
}

TEST_CASE("a bad pattern is named with the place and the mend", "[matcher][pattern]") {
    const auto [expression, problem] = GENERATE(table<std::string, std::string>({
        {"a(b", "'a(b': at character 2: this ( has no )"},
        {R"((é\(|[(\]]|\Q(\E)((b))", "at character 18: this ( has no )"},
        {"(a))", "at character 4: this ) has no ("},
        {R"([[:alpha:](]b))", "at character 14: this ) has no ("},
        {R"(x\1)", R"(at character 2: \1 means nothing; write \\1)"},
        {"(a{1000}){1000}", "at character 10: {1000} repeats too often"},
        {"x[z-a]", "at character 3: the range z-a ends before it begins"},
        {"[[:foo:]]", "at character 2: there is no class [:foo:]"},
        {R"(\pX)", R"(at character 1: there is no class \pX)"},
        {"x[abc", "at character 2: this [ has no ]"},
        {"a*|*", "at character 4: there is nothing for * to repeat"},
        {"ü**", "at character 2: ** repeats what is repeated already"},
        {"a(?=b)", "at character 2: (?= is not known here"},
        {"(?P<n", "at character 1: (?P<n names no group"},
        {"abc\\", "at character 4: nothing follows the backslash"},
        {"\u00FC\xff", "at character 2: this byte is no UTF-8"},
        {R"(\pL{1000})", "it asks for too much"},
        {"a*", "it matches the empty text"},
        {std::string(2'001, 'a'), "it is longer than 2000 bytes"},
    }));
    CAPTURE(expression);
    const auto compiled = PatternWatches::compile(std::vector<Pattern>{{1, expression, false}});
    REQUIRE_FALSE(compiled);
    CHECK(compiled.error().code == ErrorCode::bad_input);
    CHECK_THAT(compiled.error().detail, Catch::Contains(problem));
}

}  // namespace sawthis::matcher
