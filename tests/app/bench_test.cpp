#include "app/bench.hpp"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.hpp"

namespace sawthis::app {

TEST_CASE("bench match counts what it finds, and names lines it cannot read", "[app][bench]") {
    const test::TemporaryFolder folder;
    const auto patterns =
        folder.write("patterns", "1\twind power\nx\tAcme\nno tab\n\tno id\n4\t!?\n5\tnobody\r\n");
    const auto articles =
        folder.write("articles", "a\tAcme builds wind-power.\nwrong\nb\tNobody\n");
    const auto report = bench_match(patterns, articles);
    REQUIRE(report);
    CHECK(report->phrases == 3);
    CHECK(report->articles == 2);
    CHECK(report->text_bytes == 29);
    CHECK(report->matches == 3);
    CHECK(report->dictionary_bytes > 0);
    const std::vector<std::string> problems{
        patterns.string() + ":3: write an id, a tab and the text",
        patterns.string() + ":4: write an id, a tab and the text",
        patterns.string() + ":5: a phrase has 1 to 32 words",
        articles.string() + ":2: write an id, a tab and the text"};
    CHECK(report->problems == problems);
}

TEST_CASE("bench match refuses files that are not there or hold no phrase", "[app][bench]") {
    const test::TemporaryFolder folder;
    const auto file = folder.write("file", "1\tword\n");
    const auto empty = folder.write("empty", "");
    CHECK(bench_match(folder.path() / "no", file).error().code == ErrorCode::not_found);
    CHECK(bench_match(file, folder.path() / "no").error().code == ErrorCode::not_found);
    CHECK(bench_match(empty, file).error().code == ErrorCode::bad_input);
    CHECK(bench_match(folder.path(), file).error().code == ErrorCode::bad_input);
}

}  // namespace sawthis::app
