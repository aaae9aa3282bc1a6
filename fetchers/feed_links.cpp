#include "fetchers/feed_links.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "net/url.hpp"

namespace sawthis::fetchers {

namespace {

bool is_scheme_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

/// "mailto" of "mailto:x"; empty if `text` has no scheme (RFC 3986 §3.1).
std::string_view scheme_of(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_scheme_character);
    return end != text.end() && *end == ':' ? std::string_view(text.begin(), end)
                                            : std::string_view{};
}

/// What may stand in an address as it is.
constexpr std::array<bool, 256> kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = '!'; c < 0x7F; ++c) plain.at(c) = true;
    for (const char c : std::string_view("\"<>\\^`{|}")) {
        plain.at(static_cast<unsigned char>(c)) = false;
    }
    return plain;
}();

/// An absolute address in which nothing has to be escaped, folded or resolved: the usual case, and
/// worth not taking apart.
bool is_plain_address(std::string_view text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
    if (text.find("/.") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

}  // namespace

bool is_web_address(std::string_view text) {
    const std::string_view scheme = scheme_of(text);
    return (equal_ignoring_ascii_case(scheme, "http") ||
            equal_ignoring_ascii_case(scheme, "https")) &&
           text.substr(scheme.size()).starts_with("://");
}

std::string resolve_link(std::string_view base, std::string_view reference) {
    reference = trim(reference);
    std::string link(reference);
    if (link.empty() || is_plain_address(reference)) return link;
    // Browsers drop line breaks and tabs inside an address; "java\nscript:" is a scheme to them.
    std::erase_if(link, [](char c) { return static_cast<unsigned char>(c) < ' '; });
    if (auto resolved = net::resolve_url(base, link)) return *std::move(resolved);
    constexpr std::array<std::string_view, 5> kRefused{"javascript", "vbscript", "data", "file",
                                                       "blob"};
    const std::string scheme = lower_ascii(scheme_of(link));
    const bool refused = std::find(kRefused.begin(), kRefused.end(), scheme) != kRefused.end();
    return refused ? std::string{} : link;
}

}  // namespace sawthis::fetchers
