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
full_text = "always"
)");
    CHECK(reading.problems.empty());
    REQUIRE(reading.sources.size() == 2);
    CHECK(reading.sources[0].url == "https://example.org/feed.xml");
    CHECK(reading.sources[0].tags == std::vector<std::string>{"a", "b"});
    CHECK(reading.sources[1].kind == SourceKind::page);
    CHECK(reading.sources[1].company == "Example Ltd");
    CHECK(reading.sources[1].links == "h2 a");
    CHECK(reading.sources[1].full_text == FullText::always);
    CHECK_FALSE(reading.sources[0].full_text.has_value());
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

TEST_CASE("folders of newsletters are sources too", "[app][sources]") {
    const auto reading = app::parse_sources(R"(
[[mail]]
url = "imaps://kim@example.org@mail.example.org/INBOX/News"
title = "Newsletters"
tags = ["letters"]
articles = "links"
password_env = "NEWS_PASSWORD"

[[mail]]
url = "imaps://kim@mail.example.org"
password_file = "/home/kim/.news"
)");
    CHECK(reading.problems.empty());
    REQUIRE(reading.sources.size() == 2);
    const auto& first = reading.sources[0];
    CHECK(first.kind == SourceKind::mail);
    CHECK(first.url == "imaps://kim%40example.org@mail.example.org/INBOX/News");
    CHECK(first.form == "links");
    CHECK(first.password_place == "env:NEWS_PASSWORD");
    CHECK(reading.sources[1].url == "imaps://kim@mail.example.org/INBOX");
    CHECK(reading.sources[1].password_place == "file:/home/kim/.news");
}

TEST_CASE("a mail folder with a mistake is told, and never with a secret", "[app][sources]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"url = 'imaps://kim:secret@mail.example.org/News'\npassword_env = 'A'", "mail.url"},
        {"url = 'https://example.org/'\npassword_env = 'A'", "mail.url"},
        {"url = 'imaps://kim@mail.example.org/News'", "mail.password_env"},
        {"url = 'imaps://kim@mail.example.org/News'\npassword_file = 'here'", "mail.password_file"},
        {"url = 'imaps://kim@mail.example.org/News'\npassword_env = 'A'\npassword_file = '/a'",
         "mail.password_file"},
        {"url = 'imaps://kim@mail.example.org/News'\npassword_env = 'A'\narticles = 'some'",
         "mail.articles"},
        {"url = 'imaps://kim@mail.example.org/News'\npassword = 'secret'", "password"},
    }));
    CAPTURE(given);
    const auto reading = app::parse_sources("[[mail]]\n" + given + "\n");
    CHECK(reading.sources.empty());
    REQUIRE_FALSE(reading.problems.empty());
    bool found = false;
    for (const auto& problem : reading.problems) {
        found = found || problem.text.find(want) != std::string::npos;
        CHECK(problem.text.find("secret") == std::string::npos);
    }
    CHECK(found);
}
