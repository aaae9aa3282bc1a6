#include "notifier/safe_link.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace sawthis::notifier {

namespace {

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

/// Line feeds become CRLF, as RFC 6068 §5 wants them.
std::string percent_encode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size() * 2);
    const auto escape = [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    };
    for (const char c : text) {
        if (c == '\n') escape('\r');
        if (is_alphanumeric(c) || is_one_of(c, "-._~")) {
            out += c;
        } else {
            escape(c);
        }
    }
    return out;
}

bool is_plain_address(std::string_view address) {
    const auto at = address.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == address.size()) return false;
    const auto local = address.substr(0, at);
    const auto domain = address.substr(at + 1);
    return address.size() <= 254 &&  // RFC 5321 §4.5.3.1.3, less the angle brackets
           std::all_of(local.begin(), local.end(),
                       [](char c) { return is_alphanumeric(c) || is_one_of(c, "._+-'=~"); }) &&
           std::all_of(domain.begin(), domain.end(),
                       [](char c) { return is_alphanumeric(c) || is_one_of(c, ".-"); });
}

}  // namespace

std::string safe_link(std::string_view url) {
    constexpr std::size_t kLongest = 2048;
    const std::string start = lower_ascii(url.substr(0, 8));
    if (!start.starts_with("http://") && !start.starts_with("https://")) return {};
    const bool sound = std::all_of(url.begin(), url.end(), [](char c) {
        return c > 0x20 && c < 0x7F && !is_one_of(c, "\"'<>`\\");
    });
    return sound && url.size() <= kLongest ? std::string(url) : std::string();
}

std::string mailto_link(std::string_view address, std::string_view subject, std::string_view body) {
    if (!is_plain_address(address)) return {};
    const auto at = address.find('@');
    return "mailto:" + percent_encode(address.substr(0, at)) + "@" +
           std::string(address.substr(at + 1)) + "?subject=" + percent_encode(subject) +
           "&body=" + percent_encode(body);
}

std::string tel_link(std::string_view phone) {
    std::string number;
    for (const char c : trim(phone)) {
        if ((c >= '0' && c <= '9') || (c == '+' && number.empty())) {
            number += c;
        } else if (!is_one_of(c, " ()-./")) {
            return {};
        }
    }
    const std::size_t digits = number.size() - (number.starts_with('+') ? 1 : 0);
    return digits >= 3 && digits <= 15 ? "tel:" + number : std::string();
}

}  // namespace sawthis::notifier
