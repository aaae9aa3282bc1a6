#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/match.hpp"

/// Lists as they stand in one column. Reading throws DatabaseError where the column holds anything
/// else.
namespace sawthis::store {

[[nodiscard]] std::string format_list(const std::vector<std::string>& list);  // ["a","b"]
[[nodiscard]] std::vector<std::string> parse_list(std::string_view json);

[[nodiscard]] std::string format_evidence(
    const std::vector<Evidence>& evidence);  // [["title",3,9]]
[[nodiscard]] std::vector<Evidence> parse_evidence(std::string_view json);

}  // namespace sawthis::store
