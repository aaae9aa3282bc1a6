#include "store/instants_text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace sawthis::store {

std::string format_instants(std::span<const Instant> instants) {
    constexpr std::size_t kUsualDigits = 11;  // and the blank
    std::string text;
    text.reserve(instants.size() * kUsualDigits);
    for (const auto instant : instants) {
        if (!text.empty()) text += ' ';
        text += fmt::format_int(instant.time_since_epoch().count()).str();
    }
    return text;
}

std::vector<Instant> parse_instants(std::string_view text) {
    std::vector<Instant> instants;
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    while (at < end) {
        std::int64_t seconds = 0;
        const auto read = std::from_chars(at, end, seconds);
        if (read.ec != std::errc()) break;
        instants.push_back(Instant{std::chrono::seconds{seconds}});
        at = read.ptr + 1;
    }
    return instants;
}

}  // namespace sawthis::store
