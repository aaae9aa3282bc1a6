#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/text.hpp"

namespace sawthis::matcher {

/// Calls `read(line)` for every line that is neither empty nor a comment; what it returns is said
/// of that line and ends the reading.
template <class Read>
[[nodiscard]] Result<void> for_each_line(std::string_view text, Read&& read) {
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::optional<std::string> fault = read(line);
        if (fault) return fail(ErrorCode::malformed, fmt::format("line {}: {}", number, *fault));
    }
    return {};
}

}  // namespace sawthis::matcher
