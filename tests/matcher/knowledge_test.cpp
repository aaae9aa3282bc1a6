#include "matcher/knowledge.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"
#include "tests/matcher/knowledge_file.hpp"

namespace sawthis::matcher {

namespace {

template <class T>
void check_refused(const Result<T>& read, std::string_view want) {
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::malformed);
    CHECK(read.error().detail == want);
}

/// How many teams bear a full name, by sport and name.
std::map<std::pair<std::string, std::string>, int> full_names_by_sport(
    const std::vector<Team>& teams) {
    std::map<std::pair<std::string, std::string>, int> counts;
    for (const Team& team : teams) ++counts[{team.sport, team.names.front()}];
    return counts;
}

/// The words of a phrase as they are compared.
std::vector<std::string> fold_words(std::string_view phrase) {
    std::vector<std::string> words;
    for (const Span& span : find_words(phrase)) {
        words.push_back(fold_word(phrase.substr(span.begin, span.end - span.begin)));
    }
    return words;
}

}  // namespace

TEST_CASE("the files built in can be read, and know what everybody knows", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    if (!all) FAIL(all.error().detail);
    CHECK(all->teams.size() > 1200);
    CHECK(all->sports.size() > 70);
    CHECK(all->companies.size() >= 550);
    CHECK(all->fields.size() > 650);
    CHECK(all->abbreviations.size() > 150);
    CHECK(all->variants.size() > 1000);
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

TEST_CASE("a team may name its rivals, and names that are not sure", "[matcher][knowledge]") {
    const auto teams = parse_teams(
        "league: college | college sports | ncaa\n"
        "team: Notre Dame | Fighting Irish | Irish, ?Notre Dame | South Bend | USC Trojans, Army\n"
        "club: Army | | West Point | Navy\n"
        "club: Navy | | Annapolis |\n"
        "team: Boston | ?Terriers | |\n");
    REQUIRE(teams);
    REQUIRE(teams->size() == 4);
    CHECK(teams->back().nickname == "Terriers");
    CHECK(teams->back().doubtful);
    const Team& irish = teams->front();
    CHECK(irish.names == std::vector<std::string>{"Notre Dame Fighting Irish", "Irish"});
    CHECK(irish.weak_names == std::vector<std::string>{"Notre Dame"});
    CHECK(irish.words == std::vector<std::string>{"South Bend"});
    CHECK(irish.rivals == std::vector<std::string>{"USC Trojans", "Army"});
    CHECK(teams->at(1).rivals == std::vector<std::string>{"Navy"});
    CHECK(teams->at(2).rivals.empty());
}

TEST_CASE("a rival stands in the file, within the same sport", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    const auto known = full_names_by_sport(all->teams);
    for (const Team& team : all->teams) {
        for (const auto& rival : team.rivals) {
            CAPTURE(team.names.front(), rival);
            CHECK(known.count({team.sport, rival}) == 1);
            CHECK(rival != team.names.front());
        }
    }
}

TEST_CASE("a full name is one team's within a sport", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    const auto known = full_names_by_sport(all->teams);
    for (const auto& [key, count] : known) {
        CAPTURE(key.first, key.second);
        CHECK(count == 1);
    }
}

TEST_CASE("a league plays a sport that is known by its first name", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    for (const Team& team : all->teams) {
        const Sport* const sport = all->find_sport(team.sport);
        CAPTURE(team.league, team.sport);
        REQUIRE(sport != nullptr);
        CHECK(sport->names.front() == team.sport);
    }
}

TEST_CASE("a name means one sport", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    std::set<std::string> names;
    for (const Sport& sport : all->sports) {
        for (const auto& name : sport.names) {
            CAPTURE(name);
            CHECK(names.insert(name).second);
        }
    }
}

TEST_CASE("a company has words, other senses, own names and tickers", "[matcher][knowledge]") {
    using List = std::vector<std::string>;
    const auto companies = parse_companies(
        "Acme | pumps, anvils | acme of skill\n"
        "?Block | payments | city block | Square Inc, Cash App | NYSE:XYZ, ASX:XYZ\n"
        "BT | | | British Telecom | LSE:BT.A\n");
    if (!companies) FAIL(companies.error().detail);
    REQUIRE(companies->size() == 3);
    const CompanyLore& acme = companies->at("acme");
    CHECK(acme.name == "Acme");
    CHECK_FALSE(acme.doubtful);
    CHECK(acme.words == List{"pumps", "anvils"});
    CHECK(acme.other_senses == List{"acme of skill"});
    CHECK(acme.own_names.empty());
    CHECK(acme.tickers.empty());
    const CompanyLore& block = companies->at("block");
    CHECK(block.name == "Block");
    CHECK(block.doubtful);
    CHECK(block.own_names == List{"Square Inc", "Cash App"});
    CHECK(block.words == List{"payments", "Square Inc", "Cash App"});  // own names bear it out
    CHECK(block.tickers == List{"NYSE:XYZ", "ASX:XYZ"});
    CHECK(companies->at("bt").tickers == List{"LSE:BT.A"});
}

TEST_CASE("a ticker is an exchange, a colon and a symbol", "[matcher][knowledge]") {
    const auto [ticker, want] = GENERATE(table<std::string, bool>({
        {"NASDAQ:AAPL", true},
        {"TSE:7203", true},
        {"B3:PETR4", true},
        {"NYSE:BRK.B", true},
        {"CPH:NOVO-B", true},
        {"NYSE", false},
        {":IBM", false},
        {"NYSE:", false},
        {"nyse:ibm", false},
        {"NYSE:IBM:X", false},
        {"NYSE IBM", false},
    }));
    CAPTURE(ticker);
    CHECK(parse_companies("Acme | | | | " + ticker).has_value() == want);
}

TEST_CASE("companies are found by name in any case, not by own names", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    REQUIRE(all->find_company("IBM") != nullptr);
    CHECK(all->find_company("ibm") == all->find_company("IBM"));
    CHECK(all->find_company("Big Blue") == nullptr);
    CHECK(all->find_company("no such company") == nullptr);
    CHECK(all->find_company("") == nullptr);
}

TEST_CASE("what is known of each company can be of use", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    for (const auto& [key, company] : all->companies) {
        const auto name = fold_words(company.name);
        for (const auto& word : company.words) {
            INFO(company.name << ": " << word);
            CHECK_FALSE(fold_words(word).empty());
            CHECK(fold_words(word) != name);  // it would bear itself out
        }
        for (const auto& sense : company.other_senses) {
            INFO(company.name << ": " << sense);
            const auto words = fold_words(sense);
            CHECK(words != name);  // "visas" is Visa: no mention would be left
            const auto holds = [&](const std::string& of) {
                const auto called = fold_words(of);
                return std::find_first_of(words.begin(), words.end(), called.begin(),
                                          called.end()) != words.end();
            };
            CHECK((holds(company.name) ||
                   std::any_of(company.own_names.begin(), company.own_names.end(), holds)));
        }
        for (const auto& own : company.own_names) {
            INFO(company.name << ": " << own);
            const bool ordinary = fold_words(own).size() == 1 && all->level_of(own) < 4;
            CHECK_FALSE(ordinary);
        }
    }
}

TEST_CASE("a field is found by each of its names, however it is written", "[matcher][knowledge]") {
    Knowledge all;
    const auto fields = parse_fields(
        "bridge: !bridge club, bidding\n"
        "bridges, bridge building: !suspension bridge\n"
        "electric vehicle, EVs: !electric car\n"
        "oil and gas: !crude oil | other senses: olive oil\n");
    REQUIRE(fields);
    all.fields = *fields;
    all.field_of_name = index_fields(all.fields);
    const auto [name, want] = GENERATE(table<std::string, std::string>({
        {"Bridge", "bridge"},
        {"bridges", "bridges"},
        {"Bridge-building", "bridges"},
        {"Electric vehicles", "electric vehicle"},
        {"evs", "electric vehicle"},
        {"Oil & Gas", "oil and gas"},
        {"the oil and gas", "oil and gas"},
        {"gas", ""},
        {"", ""},
    }));
    CAPTURE(name);
    const Field* const field = all.find_field(name);
    CHECK((field == nullptr ? "" : field->names.front()) == want);
}

TEST_CASE("every field says something that can be watched", "[matcher][knowledge]") {
    const auto all = load_knowledge();
    REQUIRE(all);
    for (const Field& field : all->fields) {
        CAPTURE(field.names);
        CHECK(field.sure_words.size() + field.words.size() >= 4);
        for (const auto* const phrases :
             {&field.names, &field.sure_words, &field.words, &field.other_senses}) {
            for (const auto& phrase : *phrases) {
                CAPTURE(phrase);
                CHECK(is_findable({1, phrase, false}));
            }
        }
        for (const auto& name : field.names) CHECK(all->find_field(name) == &field);
    }
}

TEST_CASE("an abbreviation has its usual meaning first", "[matcher][knowledge]") {
    const auto read =
        parse_abbreviations("M&A: mergers and acquisitions\nIP: property, protocol\n");
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    CHECK(read->front().shorthand == "M&A");
    CHECK(read->back().meanings == std::vector<std::string>{"property", "protocol"});
}

TEST_CASE("the forms of a word lead to the first of them", "[matcher][knowledge]") {
    const auto read = parse_variants("# spellings\ntire tyre\nbuy bought buying\n");
    REQUIRE(read);
    CHECK(read->size() == 5);
    CHECK(read->at("tyre") == "tire");
    CHECK(read->at("buy") == "buy");
    CHECK(read->at("bought") == "buy");
}

TEST_CASE("a damaged file is refused with its line", "[matcher][knowledge]") {
    check_refused(parse_teams("team: a | b | c | d"),
                  "line 1: a league should stand before its teams");
    check_refused(parse_teams("league: a | b | c\n\nteam: a | b\n"),
                  "line 3: a part between bars is missing or too many");
    check_refused(parse_teams("league: a | b | c\nclub: a | | | d | e\n"),
                  "line 2: a part between bars is missing or too many");
    check_refused(parse_teams("league: a | b | c\nteam: a | | b | c\n"),
                  "line 2: a team needs a name");
    check_refused(parse_teams("players: a"), "line 1: league:, team: or club: should stand first");
    check_refused(parse_sports("football"), "line 1: a sport and a colon should stand first");
    check_refused(parse_companies("# note\nAcme | pumps"),
                  "line 2: a company has a name, words and other senses");
    check_refused(parse_companies("? | pumps |"), "line 1: a company needs a name");
    check_refused(parse_companies("Acme | a | b | c | NYSE:A | d"),
                  "line 1: there is a bar too many");
    check_refused(parse_companies("Acme | pumps |\n\nACME | anvils |\n"),
                  "line 3: ACME stands above already");
    check_refused(parse_companies("Acme | | | | NYSE: ACM"),
                  "line 1: NYSE: ACM is no EXCHANGE:SYMBOL");
    check_refused(parse_fields("chess: a | b: c"), "line 1: other senses: should follow the bar");
    check_refused(parse_fields("chess"), "line 1: a field and a colon should stand first");
    check_refused(parse_fields("chess: a | other senses: b | c"),
                  "line 1: there is one bar too many");
    check_refused(parse_fields("# note\nchess: ,"), "line 2: a field needs words");
    check_refused(parse_fields("chess: a, !"), "line 1: a sure word should follow \"!\"");
    check_refused(parse_fields(", : a"), "line 1: a field needs a name");
    check_refused(parse_fields("chess: a\ngo, Chess: b"), "line 2: \"Chess\" stands twice");
    check_refused(parse_abbreviations("AI"), "line 1: a shorthand and a colon should stand first");
    check_refused(parse_abbreviations("AI:"), "line 1: a shorthand needs a meaning");
    check_refused(parse_abbreviations("AI: a\nAI: b"), "line 2: \"AI\" stands twice");
    check_refused(parse_variants("tyre"), "line 1: a group has two forms or more");
    check_refused(parse_variants("tire Tyre"), "line 1: \"Tyre\" is not folded");
    check_refused(parse_variants("a b\n\nc b"), "line 3: \"b\" stands twice");
    check_refused(parse_words("4: word"),
                  "line 1: a level from 1 to 3 and a colon should stand first");
}

TEST_CASE("every cut of the files is read or refused", "[matcher][knowledge]") {
    for (const auto* const name : {"teams.txt", "sports.txt", "companies.txt", "fields.txt",
                                   "abbreviations.txt", "variants.txt"}) {
        const std::string text = read_knowledge(name);
        REQUIRE_FALSE(text.empty());
        const std::size_t step = 997 + text.size() / 256;  // some hundred cuts of a large file do
        for (std::size_t size = 0; size < text.size(); size += step) {
            const auto cut = std::string_view(text).substr(0, size);
            (void)parse_teams(cut);
            (void)parse_sports(cut);
            (void)parse_companies(cut);
            (void)parse_fields(cut);
            (void)parse_abbreviations(cut);
            (void)parse_variants(cut);
        }
    }
}

}  // namespace sawthis::matcher
