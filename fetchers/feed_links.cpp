#include "fetchers/feed_links.hpp"

#include <algorithm>
#include <array>

#include "core/byte_block.hpp"
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

/// Bytes that cannot stand in an address as they are.
constexpr std::string_view kEscaped = "\"<>\\^`{|}";

/// Whether one of the bytes has to be escaped, or is the "." of a "/." that has to be resolved.
/// `before` are the bytes one place earlier.
bool is_odd(ByteBlock bytes, ByteBlock before) {
    auto odd = (bytes < '!') | (bytes >= 0x7F) | ((bytes == '.') & (before == '/'));
    for (const char c : kEscaped) odd |= bytes == static_cast<unsigned char>(c);
    return bits_of(odd) != 0;
}

/// An absolute address in which nothing has to be escaped, folded or resolved: the usual case, and
/// worth not taking apart.
bool is_plain_address(std::string_view text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
    constexpr std::size_t kBlock = sizeof(ByteBlock);
    if (text.size() <= kBlock) return false;
    const auto odd_at = [&](std::size_t at) {
        return is_odd(load_block(text.data() + at), load_block(text.data() + at - 1));
    };
    for (std::size_t at = 1; at + kBlock <= text.size(); at += kBlock) {
        if (odd_at(at)) return false;
    }
    return !odd_at(text.size() - kBlock);  // looks at some bytes again
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
