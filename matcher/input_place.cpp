#include "matcher/input_place.hpp"

#include <algorithm>

namespace sawthis::matcher {

std::string place_in(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, std::min(at, text.size()));
    const auto characters = std::ranges::count_if(
        before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return "at character " + std::to_string(characters + 1);
}

}  // namespace sawthis::matcher
