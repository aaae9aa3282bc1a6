#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Lists as they stand in one column. Reading throws DatabaseError where the column holds anything
/// else.
namespace sawthis::store {

[[nodiscard]] std::string format_list(const std::vector<std::string>& list);  // ["a","b"]
[[nodiscard]] std::vector<std::string> parse_list(std::string_view json);

}  // namespace sawthis::store
