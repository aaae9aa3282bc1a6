#include "app/sources_file.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace sawthis;

TEST_CASE("feeds and pages are read with their lines", "[app][sources]") {
    const auto reading = app::parse_sources(R"(
[[feed]]
url = "https://Example.org/feed.xml"
title = "Example"
tags = ["a", "b"]

[[page]]
url = "https://example.org/news"
company = "Example Ltd"
links = "h2 a"
)");
    CHECK(reading.problems.empty());
    REQUIRE(reading.sources.size() == 2);
    CHECK(reading.sources[0].url == "https://example.org/feed.xml");
    CHECK(reading.sources[0].tags == std::vector<std::string>{"a", "b"});
    CHECK(reading.sources[1].kind == SourceKind::page);
    CHECK(reading.sources[1].company == "Example Ltd");
    CHECK(reading.sources[1].links == "h2 a");
    CHECK(reading.lines == std::vector<std::size_t>{2, 7});
}

TEST_CASE("a source with a problem is named, and the others stand", "[app][sources]") {
    const auto reading = app::parse_sources(
        "[[feed]]\nurl = \"file:///etc/passwd\"\n[[feed]]\ntitle = \"x\"\n"
        "[[feed]]\nurl = \"https://a.example/\"\ncompany = \"x\"\n[[feed]]\nurl = "
        "\"https://b.example/\"\n");
    REQUIRE(reading.sources.size() == 1);
    CHECK(reading.sources[0].url == "https://b.example/");
    REQUIRE(reading.problems.size() == 3);
    CHECK(reading.problems[0].line == 2);
    CHECK(reading.problems[1].line == 3);
    CHECK(reading.problems[2].line == 7);
}

TEST_CASE("the example sources are sound, and many", "[app][sources]") {
    const char* folder = std::getenv("SAWTHIS_SOURCE_DIR");
    const auto reading = app::load_sources_file(std::string(folder == nullptr ? "." : folder) +
                                                "/feeds.example.toml");
    if (!reading) FAIL(reading.error().detail);
    CHECK(reading->sources.size() >= 60);
}
