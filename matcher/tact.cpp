#include "matcher/tact.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace sawthis::matcher {

Result<std::vector<TactPhrase>> parse_tact(std::string_view text) {
    std::vector<TactPhrase> phrases;
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = trim(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || trim(line.substr(0, colon)).empty()) {
            return fail(
                ErrorCode::malformed,
                fmt::format("line {}: a kind of news and a colon should stand first", number));
        }
        const std::string kind(trim(line.substr(0, colon)));
        for (std::string& phrase : split_list(line.substr(colon + 1), ',')) {
            const bool sure = phrase.front() == '!';
            if (sure) phrase.erase(0, 1);
            if (find_words(phrase).empty()) {
                return fail(ErrorCode::malformed, fmt::format("line {}: an empty phrase", number));
            }
            phrases.push_back({std::move(phrase), kind, sure});
        }
    }
    return phrases;
}

}  // namespace sawthis::matcher
