#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "matcher/contact_matcher.hpp"

namespace sawthis::matcher {

namespace {

Article make_article(std::string title, std::string text) {
    Article article;
    article.id = ArticleId{1};
    article.title = std::move(title);
    article.text = std::move(text);
    return article;
}

std::optional<Match> find(const Contact& contact, const Article& article, Facet facet) {
    const std::vector<Contact> contacts{contact};
    const auto matcher = ContactMatcher::compile(contacts);
    REQUIRE(matcher);
    for (const Match& match : matcher->find(article)) {
        if (match.facet == facet) return match;
    }
    return std::nullopt;
}

Contact at_company(std::string company, std::vector<std::string> aliases, std::string industry) {
    Contact contact;
    contact.id = ContactId{1};
    contact.company = std::move(company);
    contact.company_aliases = std::move(aliases);
    contact.industry = std::move(industry);
    return contact;
}

Contact fan_of(std::string team) {
    Contact contact;
    contact.id = ContactId{1};
    contact.teams = {std::move(team)};
    return contact;
}

}  // namespace

TEST_CASE("a company is told from what else its name means", "[matcher][sense]") {
    const auto [company, title, text,
                want] = GENERATE(table<std::string, std::string, std::string, bool>({
        {"Apple", "Apple unveils a thinner laptop", "Apple said the laptop ships in May.", true},
        {"Apple", "Apple growers fear frost", "Orchards in Kent lost many an apple tree.", false},
        {"Apple", "The Big Apple wakes up", "New York opens its cafes again.", false},
        {"Target", "Central bank keeps inflation target", "The target stays at 2 percent.", false},
        {"Target", "Target opens 20 stores", "The Minneapolis retailer Target said so.", true},
        {"Orange", "Orange County votes", "Voters in Orange County went to the polls.", false},
        {"Amazon", "Fires rage in the Amazon rainforest", "Smoke covers Brazil.", false},
        {"Shell", "A shell hit the village", "Nobody was hurt by the shell.", false},
        {"Visa", "Students wait for a visa", "The work visa takes ten weeks.", false},
    }));
    CAPTURE(company, title);
    CHECK(
        find(at_company(company, {}, ""), make_article(title, text), Facet::company).has_value() ==
        want);
}

TEST_CASE("a short name that is better known as another company's needs the whole one",
          "[matcher][sense]") {
    const auto contact = at_company("Target Fire Protection", {"Target"}, "fire protection");
    CHECK_FALSE(find(contact,
                     make_article("Target opens 20 stores", "The retailer Target said so."),
                     Facet::company));
    CHECK(find(contact,
               make_article("Sprinklers for schools", "Target Fire Protection fits them in May."),
               Facet::company));
}

TEST_CASE("a team is told from its namesakes and from what its name means", "[matcher][sense]") {
    const auto [team, title, text,
                want] = GENERATE(table<std::string, std::string, std::string, bool>({
        {"New York Giants", "Giants 27, Browns 10",
         "The quarterback threw two touchdown passes for New York.", true},
        {"New York Giants", "Giants win sixth straight",
         "The pitcher went eight innings in San Francisco.", false},
        {"New York Giants", "San Francisco Giants win again", "A home run won it.", false},
        {"Chicago Bears", "Bears eat from bins", "Campers are told to hide their food.", false},
        {"Los Angeles Lakers", "Lakers sign a guard", "He is a free agent.", true},
        {"Wales rugby", "Wales name squad",
         "The fly-half is back for the Six Nations rugby match at Twickenham.", true},
        {"Wales rugby", "Wales plans new motorway", "The road will cost a billion.", false},
        {"Wales rugby", "Wales beat Norway",
         "The striker scored from a penalty in the World Cup qualifier in Cardiff.", false},
        {"England soccer", "England name squad",
         "The striker is back in midfield for the World Cup qualifier.", true},
        {"Houston Texans", "Texans queue for petrol", "The storm closed two refineries.", false},
        {"Houston Texans", "Texans cut a linebacker",
         "The quarterback threw three touchdown passes at Reliant Stadium.", true},
        {"Notre Dame Fighting Irish", "Notre Dame to reopen", "The cathedral burned in Paris.",
         false},
        {"Notre Dame", "Notre Dame 41, Navy 3",
         "The quarterback threw three touchdown passes in South Bend for the NCAA leaders.", true},
        {"Red Bull", "Red Bull sells more cans", "The drinks maker opens a plant.", false},
        {"Red Bull", "Verstappen on pole position", "Red Bull Racing leads the grand prix.", true},
    }));
    CAPTURE(team, title);
    CHECK(find(fan_of(team), make_article(title, text), Facet::team).has_value() == want);
}

TEST_CASE("two words near each other can hurt", "[matcher][sense]") {
    const auto match =
        find(at_company("Brightwater", {}, ""),
             make_article("Brightwater to cut 500 jobs", "It said so on Monday."), Facet::company);
    REQUIRE(match);
    CHECK(match->sensitive_why == "layoffs");
    CHECK(match->kind == MatchKind::alert);
}

TEST_CASE("a project meets news of its company and subject", "[matcher][sense]") {
    auto contact = at_company("Brightwater", {}, "");
    contact.projects = {"licensing desalination membranes to Lisbon"};
    const auto match =
        find(contact, make_article("Brightwater licenses its membranes", "Desalination grows."),
             Facet::project);
    REQUIRE(match);
    CHECK(match->kind == MatchKind::opener);
    CHECK_FALSE(find(contact, make_article("Lisbon gets a tram", "It is yellow."), Facet::project));
}

}  // namespace sawthis::matcher
