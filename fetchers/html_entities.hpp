#pragma once

#include <cstddef>
#include <string_view>

namespace sawthis::fetchers {

/// The text of the HTML entity `name` ("eacute", without & and ;), UTF-8; empty if there is none.
[[nodiscard]] std::string_view find_entity(std::string_view name);

struct BareEntity {
    std::size_t size = 0;   // bytes of the name; 0 if there is none
    std::string_view text;  // UTF-8
};

/// The longest of the old names that need no semicolon ("copy", "lt") at the start of `text`.
[[nodiscard]] BareEntity find_bare_entity(std::string_view text);

}  // namespace sawthis::fetchers
