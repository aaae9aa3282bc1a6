#pragma once

#include <string>
#include <string_view>

namespace sawthis::fetchers {

struct RepairedJson {
    std::string text;
    bool cut = false;  // it ended too early: the members and elements that were whole are kept
};

/// What makes JSON readable that does not parse: commas before a closing bracket are left out,
/// control characters in strings escaped, what follows the end is left out, and what ended too
/// early is closed behind the last array or object that was whole, no deeper than the elements of
/// an array in the outermost object. Linear in the text.
[[nodiscard]] RepairedJson repair_json(std::string_view text);

}  // namespace sawthis::fetchers
