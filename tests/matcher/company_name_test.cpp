#include "matcher/company_name.hpp"

#include <catch2/catch.hpp>

namespace sawthis::matcher {

TEST_CASE("a company's name is known without its designators", "[matcher][company]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"Acme Corp.", "Acme"},
        {"Acme, Inc.", "Acme"},
        {"The Gap", "Gap"},
        {"Merck & Co", "Merck"},
        {"Marks & Spencer", "Marks & Spencer"},
        {"Reliance Industries Limited", "Reliance Industries"},
        {"Inc", "Inc"},
        {"", ""},
    }));
    CHECK(strip_designators(given) == want);
}

TEST_CASE("the forms of a company's name are each given once", "[matcher][company]") {
    using Forms = std::vector<std::string>;
    CHECK(company_forms("Marks & Spencer PLC") ==
          Forms{"Marks & Spencer PLC", "Marks & Spencer", "Marks and Spencer PLC",
                "Marks Spencer PLC", "Marks and Spencer", "Marks Spencer"});
    CHECK(company_forms("IBM") == Forms{"IBM"});
    CHECK(company_forms("AT&T") == Forms{"AT&T", "AT T"});
    CHECK(company_forms("M&S") == Forms{"M&S"});
    CHECK(company_forms("PeopleSoft") == Forms{"PeopleSoft", "Peoplesoft"});
    CHECK(company_forms("Nestlé SA") == Forms{"Nestlé SA", "Nestlé", "Nestle SA", "Nestle"});
    CHECK(company_forms("eBay") == Forms{"eBay", "ebay", "EBay"});
    CHECK(company_forms("adidas") == Forms{"adidas"});
    CHECK(company_forms("").empty());
}

TEST_CASE("a name is written without its accents where nobody has the keys for them",
          "[matcher][company]") {
    const auto [given, want] = GENERATE(table<std::string, std::string>({
        {"José Álvarez-Núñez", "Jose Alvarez-Nunez"},
        {"Élodie d'Hérouville", "Elodie d'Herouville"},
        {"Jürgen Groß", "Jurgen Gross"},
        {"Ana Ruiz", "Ana Ruiz"},
        {"Газпром", "Газпром"},
        {"山田 太郎", "山田 太郎"},
        {"Łódź", "Łódź"},
        {"5é Avenue", "5e Avenue"},
        {"", ""},
    }));
    CHECK(without_accents(given) == want);
}

}  // namespace sawthis::matcher
