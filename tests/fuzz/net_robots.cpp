#include <cstddef>
#include <cstdint>
#include <string_view>

#include "net/robots.hpp"

// The first line is the path that is asked for, the rest a robots.txt.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto end = text.find('\n');
    const auto path = text.substr(0, end);
    const auto file = end == std::string_view::npos ? std::string_view() : text.substr(end);
    static_cast<void>(sawthis::net::is_allowed(sawthis::net::parse_robots(file, "sawthis"), path));
    return 0;
}
