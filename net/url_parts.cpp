#include "net/url_parts.hpp"

#include <algorithm>

namespace sawthis::net {

namespace {

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// The byte escaped at `at`, -1 if there is no whole escape.
int escaped_byte(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || text[at] != '%') return -1;
    const int high = hex_value(text[at + 1]);
    const int low = hex_value(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Cuts what follows `mark` off `text`, and the mark with it.
std::string_view cut_behind(std::string_view& text, char mark) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos) return {};
    const auto rest = text.substr(at + 1);
    text = text.substr(0, at);
    return rest;
}

}  // namespace

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_escaped(std::string& out, char byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    out += '%';
    out += kDigits[value >> 4U];
    out += kDigits[value & 15U];
}

UrlParts split_url(std::string_view url) {
    UrlParts parts;
    parts.fragment = cut_behind(url, '#');
    parts.query = cut_behind(url, '?');
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return parts;
    parts.scheme = url.substr(0, colon);
    url.remove_prefix(colon + 3);
    const auto slash = std::min(url.find('/'), url.size());
    parts.path = url.substr(slash);
    url = url.substr(0, slash);
    if (const auto at = url.rfind('@'); at != std::string_view::npos) {
        parts.userinfo = url.substr(0, at);
        url.remove_prefix(at + 1);
    }
    const auto bracket = url.rfind(']');
    const auto from = bracket == std::string_view::npos ? 0 : bracket;
    const auto port = url.find(':', from);
    parts.host = url.substr(0, port);
    if (port != std::string_view::npos) parts.port = url.substr(port + 1);
    return parts;
}

std::string port_of(const UrlParts& parts) {
    if (!parts.port.empty()) return std::string(parts.port);
    return parts.scheme == "https" ? "443" : "80";
}

std::string join_url(const UrlParts& parts) {
    std::string url(parts.scheme);
    url += "://";
    if (!parts.userinfo.empty()) (url += parts.userinfo) += '@';
    url += parts.host;
    if (!parts.port.empty()) (url += ':') += parts.port;
    url += parts.path;
    if (!parts.query.empty()) (url += '?') += parts.query;
    if (!parts.fragment.empty()) (url += '#') += parts.fragment;
    return url;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int byte = escaped_byte(text, i);
        out += byte < 0 ? text[i] : static_cast<char>(byte);
        if (byte >= 0) i += 2;
    }
    return out;
}

std::string normalise_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const int byte = escaped_byte(text, i);
        if (byte < 0) {
            out += "%25";
            continue;
        }
        i += 2;
        if (is_unreserved(static_cast<char>(byte))) {
            out += static_cast<char>(byte);
        } else {
            append_escaped(out, static_cast<char>(byte));
        }
    }
    return out;
}

}  // namespace sawthis::net
