#pragma once

#include <string>

namespace re2 {
class RE2;
}

namespace sawthis::matcher {

/// Why RE2 refuses an expression: "at character 6: this ( has no ); add one, or write \( for the
/// sign itself". `expression.ok()` is false.
[[nodiscard]] std::string problem_of(const re2::RE2& expression);

}  // namespace sawthis::matcher
