#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace sawthis {

/// The number that all of `text` is, without white space or "+", of another base than ten if that
/// is given; nullopt if it is none or does not fit.
template <class Number, class... Base>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text, Base... base) {
    Number number{};
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number, base...);
    if (error != std::errc{} || end != last) return std::nullopt;
    return number;
}

}  // namespace sawthis
