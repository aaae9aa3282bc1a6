#include "matcher/article_view.hpp"

#include <catch2/catch.hpp>

namespace sawthis::matcher {

TEST_CASE("a headline in title case capitalises all but small words", "[matcher]") {
    const auto [title, expected] = GENERATE(table<std::string, bool>({
        {"Bank of England Cuts Rates to 3 Percent", true},
        {"Why the Fed Is Not in a Hurry", true},
        {"Bank of England cuts rates to 3 percent", false},
        // Many names do not make it so.
        {"You can now use Slack, Figma, Asana inside Claude AI", false},
        {"NASA and ESA sign", false},
        {"", false},
        {"Word", false},
    }));
    CAPTURE(title);
    CHECK(is_title_case(title) == expected);
}

}  // namespace sawthis::matcher
