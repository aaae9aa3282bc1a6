#include "matcher/knowledge.hpp"

#include <catch2/catch.hpp>

#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

namespace {

template <class T>
void check_refused(const Result<T>& read, std::string_view want) {
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::malformed);
    CHECK(read.error().detail == want);
}

}  // namespace

TEST_CASE("the files built in can be read, and know what everybody knows", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    if (!all) FAIL(all.error().detail);
    CHECK(all->teams.size() > 200);
    CHECK(all->companies.size() > 120);
    CHECK(all->fields.size() > 100);
    CHECK(all->find_field("Chess") != nullptr);
    CHECK(all->find_field("no such pastime") == nullptr);
    REQUIRE(all->find_sport("rugby union") != nullptr);
    CHECK(all->find_sport("rugby union")->names.front() == "rugby");
    REQUIRE(all->find_company("Apple") != nullptr);
    CHECK(all->level_of("the") == 1);
    CHECK(all->level_of("Targets") < 4);
    CHECK(all->level_of("Salesforce") == 4);
}

TEST_CASE("teams belong to the league above them", "[matcher][knowledge]") {
    const auto teams = parse_teams(
        "league: NFL | american football | nfl\n"
        "team: New York | Giants | NY Giants | Meadowlands\n"
        "club: Ajax | Ajax Amsterdam | Amsterdam\n");
    REQUIRE(teams);
    REQUIRE(teams->size() == 2);
    CHECK(teams->front().names == std::vector<std::string>{"New York Giants", "NY Giants"});
    CHECK(teams->front().sport == "american football");
    CHECK(teams->front().words == std::vector<std::string>{"Meadowlands"});
    CHECK(teams->back().place.empty());
    CHECK(teams->back().names.front() == "Ajax");
}

TEST_CASE("a damaged file is refused with its line", "[matcher][knowledge]") {
    check_refused(parse_teams("team: a | b | c | d"),
                  "line 1: a league should stand before its teams");
    check_refused(parse_teams("league: a | b | c\n\nteam: a | b\n"),
                  "line 3: a part between bars is missing or too many");
    check_refused(parse_teams("players: a"), "line 1: league:, team: or club: should stand first");
    check_refused(parse_sports("football"), "line 1: a sport and a colon should stand first");
    check_refused(parse_companies("# note\nAcme | pumps"),
                  "line 2: a company has a name, words and other senses");
    check_refused(parse_fields("chess: a | b: c"), "line 1: other senses: should follow the bar");
    check_refused(parse_words("4: word"),
                  "line 1: a level from 1 to 3 and a colon should stand first");
}

TEST_CASE("every cut of the files is read or refused", "[matcher][knowledge]") {
    for (const auto* const name : {"teams.txt", "sports.txt", "companies.txt", "fields.txt"}) {
        const std::string text = read_knowledge(name);
        REQUIRE_FALSE(text.empty());
        for (std::size_t size = 0; size < text.size(); size += 97) {
            const auto cut = std::string_view(text).substr(0, size);
            (void)parse_teams(cut);
            (void)parse_sports(cut);
            (void)parse_companies(cut);
            (void)parse_fields(cut);
        }
    }
}

}  // namespace sawthis::matcher
