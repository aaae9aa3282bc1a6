#include "cli/command_line.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace sawthis;
using namespace sawthis::cli;

namespace {

std::variant<CommandLine, CommandLineEnd> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "sawthis");
    return parse_command_line(static_cast<int>(words.size()), words.data());
}

CommandLine line_of(std::vector<const char*> words) {
    auto parsed = parse(std::move(words));
    if (const auto* end = std::get_if<CommandLineEnd>(&parsed)) FAIL(end->text);
    return std::get<CommandLine>(std::move(parsed));
}

}  // namespace

TEST_CASE("global options may stand before and after the command", "[cli]") {
    for (const auto& words :
         {std::vector<const char*>{"--data", "/d", "--json", "source", "list"},
          std::vector<const char*>{"source", "list", "--data", "/d", "--json"}}) {
        const auto line = line_of(words);
        CHECK(line.global.data == "/d");
        CHECK(line.global.json);
        CHECK(std::holds_alternative<SourceListCommand>(line.command));
        CHECK(line.words == "source list");
    }
}

TEST_CASE("each command takes its own arguments", "[cli]") {
    const auto add = line_of({"source", "add", "--page", "https://x.example/", "--company", "X",
                              "--tag", "a", "--tag", "b", "--full-text", "always"});
    const auto& source = std::get<SourceAddCommand>(add.command).source;
    CHECK(source.kind == SourceKind::page);
    CHECK(source.url == "https://x.example/");
    CHECK(source.tags == std::vector<std::string>{"a", "b"});
    CHECK(source.full_text == FullText::always);
    CHECK(std::get<SearchCommand>(line_of({"search", "two", "words"}).command).query ==
          "two words");
    CHECK(std::get<DigestCommand>(line_of({"digest", "--format", "EML", "--limit", "7"}).command)
              .format == DigestFormat::eml);
    CHECK(std::get<DigestCommand>(line_of({"digest", "--limit", "7"}).command).limit == 7U);
    CHECK(std::get<IngestCommand>(line_of({"ingest", "a.xml", "b.xml"}).command).files.size() == 2);
    CHECK(std::get<PollCommand>(line_of({"poll", "--all"}).command).all);
    CHECK(std::get<ContactAddCommand>(line_of({"contact", "add", "--name=-dash"}).command)
              .contact.name == "-dash");
}

TEST_CASE("what a domain has is shown, chosen or taken whole", "[cli]") {
    const auto pick = line_of({"source", "add", "x.example", "--pick", "1,3"});
    CHECK(std::get<SourceAddCommand>(pick.command).pick == std::vector<std::size_t>{1, 3});
    CHECK(std::get<SourceAddCommand>(line_of({"source", "add", "x.example", "--all"}).command).all);
    const auto look = line_of({"source", "add", "--discover", "https://x.example/", "--dry-run"});
    CHECK(std::get<SourceAddCommand>(look.command).discover);
    CHECK(std::get<SourceAddCommand>(look.command).dry_run);
}

TEST_CASE("a point in time is an instant, a day or a span before now", "[cli]") {
    const auto [text, want] = GENERATE(table<std::string, std::string>({
        {"7d", "2026-11-13T18:00:00Z"},
        {"2026-11-01", "2026-11-01T00:00:00Z"},
        {"2026-11-01T10:00:00+01:00", "2026-11-01T09:00:00Z"},
    }));
    const auto line = line_of({"--now", "2026-11-20T18:00:00Z", "match", "--since", text.c_str()});
    CHECK(format_rfc3339(*std::get<MatchCommand>(line.command).since) == want);
}

TEST_CASE("a wrong line is a usage error of one line that names what is wrong", "[cli]") {
    const auto [words, want] = GENERATE(table<std::vector<const char*>, std::string>({
        {std::vector<const char*>(), "subcommand"},
        {{"pol"}, "subcommand"},
        {{"search"}, "query"},
        {{"digest", "--format", "pdf"}, "pdf"},
        {{"digest", "--limit", "0"}, "--limit"},
        {{"poll", "--now", "yesterday"}, "--now"},
        {{"match", "--since", "often"}, "--since"},
        {{"poll", "extra"}, "extra"},
        {{"source", "add", "x.example", "--pick", "0"}, "--pick"},
        {{"source", "add", "x.example", "--pick", "1", "--all"}, "--all"},
        {{"source", "add", "--page", "https://x.example/", "--discover"}, "--discover"},
    }));
    const auto parsed = parse(words);
    REQUIRE(std::holds_alternative<CommandLineEnd>(parsed));
    const auto& end = std::get<CommandLineEnd>(parsed);
    CHECK(end.usage_error);
    CHECK(end.text.find('\n') == std::string::npos);
    CHECK_THAT(end.text, Catch::Matchers::Contains(want));
}

TEST_CASE("help shows an example for each command", "[cli]") {
    const std::vector<std::vector<const char*>> commands{{"init"},
                                                         {"source", "add"},
                                                         {"source", "list"},
                                                         {"source", "rm"},
                                                         {"source", "test"},
                                                         {"source", "import"},
                                                         {"source", "export"},
                                                         {"poll"},
                                                         {"ingest"},
                                                         {"feed", "parse"},
                                                         {"page", "extract"},
                                                         {"page", "links"},
                                                         {"contact", "import"},
                                                         {"contact", "add"},
                                                         {"contact", "list"},
                                                         {"contact", "show"},
                                                         {"contact", "forget"},
                                                         {"match"},
                                                         {"digest"},
                                                         {"article", "list"},
                                                         {"article", "show"},
                                                         {"search"},
                                                         {"config", "check"},
                                                         {"config", "show"},
                                                         {"reindex"}};
    for (auto words : commands) {
        words.push_back("--help");
        const auto parsed = parse(words);
        REQUIRE(std::holds_alternative<CommandLineEnd>(parsed));
        const auto& end = std::get<CommandLineEnd>(parsed);
        CHECK_FALSE(end.usage_error);
        CHECK_THAT(end.text, Catch::Matchers::Contains(std::string("  sawthis ") + words[0]));
    }
}
