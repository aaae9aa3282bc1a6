#include "app/config.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/temporary_folder.hpp"

using namespace sawthis;
using namespace std::chrono_literals;
using app::parse_config;

namespace {

std::string problems_of(std::string_view text) {
    return app::format_problems("c.toml", parse_config(text).problems);
}

std::string source_file(const std::string& name) {
    const char* folder = std::getenv("SAWTHIS_SOURCE_DIR");
    std::ifstream in(std::string(folder == nullptr ? "." : folder) + "/" + name);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("every key of the configuration is read", "[app][config]") {
    const auto reading = parse_config(R"(
[user]
name = "Kim"
email = "kim@example.org"
[fetch]
total_timeout = "10s"
max_body = 2048
per_host = 3
per_host_gap = "2s"
concurrency = 9
allow_private = ["127.0.0.1:8080", "intranet:*"]
user_agent = "me/1"
min_interval = "5m"
max_interval = 7200
listing_pages = 7
pages_per_poll = 50
pages_per_host = 5
page_gap = "3s"
[digest]
at = "06:15"
zone = "Europe/London"
days = ["sat"]
limit = 7
max_age = "2d"
rest = "1w"
channels = ["mail", "web"]
[smtp]
host = "localhost"
port = 2525
user = "u"
security = "none"
from = "kim@example.org"
[web]
listen = "127.0.0.1:1"
[matching]
window = "60d"
)");
    CHECK(app::format_problems("c", reading.problems).empty());
    const auto& config = reading.config;
    CHECK(config.user.name == "Kim");
    CHECK(config.fetch.total_timeout == 10s);
    CHECK(config.fetch.max_body == 2048);
    CHECK(config.fetch.per_host_gap == 2s);
    CHECK(config.fetch.allow_private == std::vector<std::string>{"127.0.0.1:8080", "intranet:*"});
    CHECK(config.fetch.min_interval == 5min);
    CHECK(config.fetch.max_interval == 2h);
    CHECK(config.fetch.listing_pages == 7);
    CHECK(config.fetch.pages_per_poll == 50);
    CHECK(config.fetch.pages_per_host == 5);
    CHECK(config.fetch.page_gap == 3s);
    CHECK(config.digest.limit == 7);
    CHECK(config.digest.rest == 24h * 7);
    CHECK(config.smtp.port == 2525);
    CHECK(config.matching.window == 24h * 60);
}

TEST_CASE("what config show prints is read back as the same", "[app][config]") {
    const auto text = app::format_config(app::Config{});
    CHECK(problems_of(text).empty());
    CHECK(app::format_config(parse_config(text).config) == text);
}

TEST_CASE("the example configuration is true: its keys exist, with the defaults it names",
          "[app][config]") {
    const auto example = source_file("app/config.example.toml");
    REQUIRE(example.size() > 500);
    CHECK(problems_of(example).empty());
    std::string uncommented;
    std::istringstream lines(example);
    for (std::string line; std::getline(lines, line);) {
        const bool key = line.starts_with("# ") && line.find(" = ") != std::string::npos;
        uncommented += (key ? line.substr(2) : line) + "\n";
    }
    CHECK(problems_of(uncommented).empty());
    CHECK(app::format_config(parse_config(uncommented).config) ==
          app::format_config(app::Config{}));
}

TEST_CASE("a problem names file, line, key and the mend", "[app][config]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"[fetch]\nmax_bodi = 5\n",
         "c.toml:2: fetch.max_bodi is no key that sawthis knows; is max_body meant?"},
        {"[ftch]\n", "c.toml:1: ftch is no key that sawthis knows; is fetch meant?"},
        {"[fetch]\nmax_body = \"big\"\n",
         "c.toml:2: fetch.max_body is a text; it has to be a whole number"},
        {"[fetch]\nper_host = 0\n", "c.toml:2: fetch.per_host is 0; it has to be from 1 to 256"},
        {"[fetch]\n\nmin_interval = \"soon\"\n", "c.toml:3: fetch.min_interval is no span of time"},
        {"[fetch]\nmin_interval = nan\n", "c.toml:2: fetch.min_interval is no span of time"},
        {"[fetch]\nmin_interval = \"2h\"\nmax_interval = \"1h\"\n",
         "c.toml:2: fetch.min_interval is longer than"},
        {"[digest]\nzone = \"Mars/Phobos\"\n",
         "c.toml:2: digest.zone is \"Mars/Phobos\", which is no time zone"},
        {"[digest]\nzone = \"../../etc/passwd\"\n", "c.toml:2: digest.zone"},
        {"[smtp]\nport = 70000\n", "c.toml:2: smtp.port is 70000; it has to be from 1 to 65535"},
        {"[websub]\npublic_url = \"ftp://x\"\n",
         "c.toml:2: websub.public_url is no http or https address"},
        {"[websub]\nenabled = 1\n",
         "c.toml:2: websub.enabled is a whole number; it has to be true or false"},
        {"[websub]\nlisten = \"127.0.0.1:8418\"\nenabled = true\n",
         "c.toml:3: websub.enabled needs websub.public_url"},
        {"[websub]\nlisten = \"127.0.0.1:*\"\n", "c.toml:2: websub.listen is no"},
        {"fetch = 1\n", "c.toml:1: fetch is a whole number; write it as a section [fetch]"},
        {"[fetch]\nallow_private = [1]\n",
         "c.toml:2: fetch.allow_private has to be a list of texts"},
        {"x = \"open\n", "c.toml:1: "},
        {"a = 1\na = 2\n", "c.toml:2: "},
    }));
    CAPTURE(given);
    CHECK_THAT(problems_of(given), Catch::Matchers::StartsWith(want));
}

TEST_CASE("all problems are told at once, in the order of their lines", "[app][config]") {
    const auto reading = parse_config("[web]\nlisten = 5\n[fetch]\nx = 1\nper_host = 1000\n");
    std::vector<std::size_t> lines;
    for (const auto& problem : reading.problems) lines.push_back(problem.line);
    CHECK(lines == std::vector<std::size_t>{2, 4, 5});
}

TEST_CASE("a deeply nested or binary configuration is an error, not a crash", "[app][config]") {
    for (const auto& text : {"x = " + std::string(100'000, '['), std::string("\0\xff\xfe", 3),
                             "x" + std::string(50'000, '.') + "y = 1"}) {
        CHECK_FALSE(parse_config(text).problems.empty());
    }
}

TEST_CASE("a missing file is the defaults, unless the user named it", "[app][config]") {
    const test::TemporaryFolder folder;
    CHECK(app::load_config(folder.path() / "none.toml", false));
    const auto named = app::load_config(folder.path() / "none.toml", true);
    REQUIRE_FALSE(named);
    CHECK_THAT(named.error().detail, Catch::Matchers::Contains("none.toml"));
}
