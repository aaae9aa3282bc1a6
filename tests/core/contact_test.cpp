#include "core/contact.hpp"

#include <catch2/catch.hpp>

using namespace sawthis;

TEST_CASE("first_name passes over titles", "[core][contact]") {
    const auto [name, want] = GENERATE(table<std::string, std::string>({
        {"Ana Ruiz", "Ana"},
        {"Dr. Ana Ruiz", "Ana"},
        {"Prof Dr Li Wei", "Li"},
        {"Cher", "Cher"},
        {"Dr", "Dr"},
        {"", ""},
    }));
    Contact contact;
    contact.name = name;
    CHECK(first_name(contact) == want);
}

TEST_CASE("stage names come back in any case", "[core][contact]") {
    for (int i = 0; i <= static_cast<int>(Stage::friendship); ++i) {
        CHECK(stage_of(name_of(static_cast<Stage>(i))) == static_cast<Stage>(i));
    }
    CHECK(stage_of(" friend ") == Stage::friendship);
    CHECK_FALSE(stage_of("customer"));
}
