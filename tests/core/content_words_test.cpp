#include "core/content_words.hpp"

#include <catch2/catch.hpp>

namespace sawthis {

TEST_CASE("the words that carry a sentence's subject", "[core]") {
    CHECK(content_words("Launching a new Desalination plant in the port of Lisbon, the port") ==
          std::vector<std::string>{"desalination", "plant", "port", "lisbon"});
    CHECK(content_words("the of and 2026 to").empty());
    CHECK(content_words("").empty());
}

}  // namespace sawthis
