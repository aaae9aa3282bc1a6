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
    CHECK(company_forms("").empty());
}

}  // namespace sawthis::matcher
