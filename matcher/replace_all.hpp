#pragma once

#include <string>
#include <string_view>

namespace sawthis::matcher {

/// `text` with `to` for each `from`, which must not be empty, in one pass.
[[nodiscard]] inline std::string replace_all(std::string_view text, std::string_view from,
                                             std::string_view to) {
    std::string out;
    out.reserve(text.size());
    for (;;) {
        const auto at = text.find(from);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += to;
        text.remove_prefix(at + from.size());
    }
}

}  // namespace sawthis::matcher
