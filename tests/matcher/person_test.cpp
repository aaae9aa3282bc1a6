#include <catch2/catch.hpp>
#include <string>
#include <tuple>

#include "tests/matcher/matching.hpp"

/// Contacts who are in the news themselves, and others who are called like them.
namespace sawthis::matcher {

namespace {

Contact john_smith() {
    auto contact = at_company("Quorl Labs", {}, "optics");
    contact.name = "John Smith";
    contact.role = "Laser engineer";
    contact.location = "Galway, Ireland";
    contact.teams = {"Chelsea"};
    return contact;
}

}  // namespace

TEST_CASE("news of a contact by name is the reason to write if it is surely they",
          "[matcher][person]") {
    const auto [title, text] = GENERATE(table<std::string, std::string>({
        {"Quorl Labs hires John Smith to lead research",
         "Quorl Labs said John Smith would lead its research."},
        {"John Smith wins prize for optics",
         "John Smith of Galway won the prize for lasers, the academy said."},
        {"Prize for research in Galway goes to John Smith of Quorl Labs",
         "John Smith won the prize for his work on mirrors at Quorl Labs, the academy said."},
    }));
    CAPTURE(title);
    Matching matching({john_smith()});
    const auto match = matching.find(make_article(title, text), Facet::person);
    REQUIRE(match);
    CHECK(match->kind == MatchKind::opener);
    CHECK_FALSE(match->perhaps);
}

TEST_CASE("somebody of a contact's name is perhaps they, and no reason to write",
          "[matcher][person]") {
    const auto [title, text] = GENERATE(table<std::string, std::string>({
        {"John Smith, 44, jailed for burglary", "John Smith, 44, of Hull, was jailed on Friday."},
        {"John Smith named baker of the year", "John Smith, who bakes in Hull, won the prize."},
        {"John Smith signs for Chelsea", "Chelsea signed the striker John Smith from Hull City."},
    }));
    CAPTURE(title);
    Matching matching({john_smith()});
    const auto match = matching.find(make_article(title, text), Facet::person);
    REQUIRE(match);
    CHECK(match->kind == MatchKind::alert);
    CHECK(match->perhaps);
    CHECK(match->reason.find("(perhaps)") != std::string::npos);
}

TEST_CASE("a contact named in passing does not take the place of what the news is about",
          "[matcher][person]") {
    Matching matching({john_smith()});
    const auto article =
        make_article("Quorl Labs opens a factory for laser optics in Cork",
                     "Quorl Labs said the factory would make lasers. " + std::string(900, '.') +
                         " Optics are made by hand there. Media contact: John Smith, Quorl Labs.");
    const auto company = matching.find(article, Facet::company);
    REQUIRE(company);
    CHECK(company->kind == MatchKind::opener);
    const auto person = matching.find(article, Facet::person);
    REQUIRE(person);
    CHECK(person->kind == MatchKind::alert);
    CHECK_FALSE(person->perhaps);
}

TEST_CASE("a contact is found where their name is written without accents", "[matcher][person]") {
    auto contact = john_smith();
    contact.name = "José Álvarez-Núñez";
    Matching matching({contact});
    for (const std::string name : {"José Álvarez-Núñez", "Jose Alvarez-Nunez"}) {
        CAPTURE(name);
        CHECK(matching.find(make_article("Quorl Labs promotes " + name, ""), Facet::person));
    }
}

}  // namespace sawthis::matcher
