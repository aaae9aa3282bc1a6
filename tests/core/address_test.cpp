#include "core/address.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace sawthis;

TEST_CASE("bare_address is what all ways to write an address have in common", "[core][address]") {
    const auto [url, want] = GENERATE(table<std::string, std::string>({
        {"https://example.org/a", "example.org/a"},
        {"http://example.org/a", "example.org/a"},
        {"https://www.example.org/a/", "example.org/a"},
        {"http://www.example.org", "example.org"},
        {"https://example.org/a//", "example.org/a"},
        {"https://example.org/a/?id=1", "example.org/a/?id=1"},
        {"https://www2.example.org/a", "www2.example.org/a"},
        {"https://example.org/www.a", "example.org/www.a"},
        {"https://", ""},
        {"www.example.org", "www.example.org"},
        {"urn:a:b", "urn:a:b"},
        {"", ""},
    }));
    CAPTURE(url);
    CHECK(bare_address(url) == want);
}
