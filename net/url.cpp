#include "net/url.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include "core/number.hpp"
#include "core/text.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMaxUrlBytes = 8192;
constexpr int kMaxHostBytes = 253;  // RFC 1035 §2.3.4, as text

struct CurlUrlClose {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct CurlStringClose {
    void operator()(char* text) const { curl_free(text); }
};
struct IdnaClose {
    void operator()(UIDNA* idna) const { uidna_close(idna); }
};

/// What browsers do to an address before they read it: blanks around it go, line breaks and tabs
/// anywhere in it too, and '\' is '/' as far as the query. nullopt if other control characters
/// stand in it or it is too long.
std::optional<std::string> tidy(std::string_view text) {
    const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    if (text.size() > kMaxUrlBytes) return std::nullopt;
    std::string out;
    out.reserve(text.size());
    bool before_query = true;
    for (const char c : text) {
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') return std::nullopt;
        if (c == '?' || c == '#') before_query = false;
        out += c == '\\' && before_query ? '/' : c;
    }
    return out;
}

bool may_stand(char c) {
    constexpr std::string_view kEscaped = "\"<>\\^`{|}";
    return c > ' ' && c < '\x7f' && kEscaped.find(c) == std::string_view::npos;
}

/// Escapes what may not stand in a path, query or fragment (RFC 3986 §3.3); escapes that are there
/// stay as they are.
std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (may_stand(c)) {
            out += c;
        } else {
            append_escaped(out, c);
        }
    }
    return out;
}

/// The ASCII form of a host with other letters (UTS #46, non-transitional as browsers have it).
std::optional<std::string> to_ascii_host(std::string_view host) {
    UErrorCode status = U_ZERO_ERROR;
    static const std::unique_ptr<UIDNA, IdnaClose> kIdna{uidna_openUTS46(
        UIDNA_CHECK_BIDI | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
        &status)};
    if (!kIdna || !is_utf8(host)) return std::nullopt;
    std::array<char, kMaxHostBytes + 3> buffer{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    status = U_ZERO_ERROR;
    const auto size =
        uidna_nameToASCII_UTF8(kIdna.get(), host.data(), static_cast<int32_t>(host.size()),
                               buffer.data(), static_cast<int32_t>(buffer.size()), &info, &status);
    // Hyphens at odd places are common in real host names, so browsers allow them, and so do we.
    constexpr uint32_t kAllowed =
        UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
    if (U_FAILURE(status) != 0 || size <= 0 || size > kMaxHostBytes + 1) return std::nullopt;
    if ((info.errors & ~kAllowed) != 0) return std::nullopt;
    return std::string(buffer.data(), static_cast<std::size_t>(size));
}

bool has_empty_label(std::string_view host) {  // the root's, behind the last dot, is none
    return host.starts_with('.') || host.find("..") != std::string_view::npos;
}

bool is_host_text(std::string_view host) {
    return host.find_first_of("%/@?#\\ ") == std::string_view::npos;
}

std::optional<std::string> normal_host(std::string_view raw) {
    const auto host = percent_decode(raw);
    if (host.empty() || !is_host_text(host)) return std::nullopt;
    auto lower = lower_ascii(host);
    const bool plain = std::all_of(host.begin(), host.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
                       lower.find("xn--") == std::string::npos;
    auto ascii = plain ? std::move(lower) : to_ascii_host(host);
    // Mapping may bring forth what divides a URL: "℀" is "a/c".
    if (ascii && (has_empty_label(*ascii) || !is_host_text(*ascii))) return std::nullopt;
    return ascii;
}

/// "name:password@" escaped so that nothing in it can end it; empty if there is none.
std::string normal_userinfo(std::string_view raw) {
    if (raw.empty()) return {};
    std::string out;
    bool in_name = true;
    for (const char c : raw) {
        const bool divides = c == ':' && in_name;
        if (divides) in_name = false;
        const bool must_escape = c == '@' || c == '[' || c == ']' || (c == ':' && !divides);
        if (must_escape) {
            append_escaped(out, c);
        } else {
            out += escape({&c, 1});
        }
    }
    return out + "@";
}

/// "name@host:port" in normal form.
std::optional<std::string> normal_authority(std::string_view raw) {
    std::string userinfo;
    if (const auto at = raw.rfind('@'); at != std::string_view::npos) {
        userinfo = normal_userinfo(raw.substr(0, at));
        raw.remove_prefix(at + 1);
    }
    if (!raw.empty() && raw.front() == '[') {  // an IPv6 address; libcurl checks it
        if (raw.find('%') != std::string_view::npos) return std::nullopt;  // no zone identifiers
        return userinfo + lower_ascii(raw);
    }
    const auto colon = std::min(raw.find(':'), raw.size());
    const auto host = normal_host(raw.substr(0, colon));
    if (!host) return std::nullopt;
    return userinfo + *host + std::string(raw.substr(colon));
}

/// libcurl's reading of an address whose parts are in normal form: ports, IPv4 in odd notations,
/// IPv6, dot segments. It is the parser that will fetch it, so the two cannot disagree.
std::optional<std::string> read_by_curl(const std::string& url) {
    const std::unique_ptr<CURLU, CurlUrlClose> handle{curl_url()};
    if (!handle || curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
        return std::nullopt;
    }
    char* text = nullptr;
    if (curl_url_get(handle.get(), CURLUPART_URL, &text, CURLU_NO_DEFAULT_PORT) != CURLUE_OK) {
        return std::nullopt;
    }
    const std::unique_ptr<char, CurlStringClose> owner{text};
    if (std::string_view(text).size() > kMaxUrlBytes) return std::nullopt;
    return std::string(text);
}

/// The length of "scheme:" at the front of `text` (RFC 3986 §3.1), 0 if there is none.
std::size_t scheme_size(std::string_view text) {
    const auto is_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    if (text.empty() || !is_letter(text.front())) return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ':') return i + 1;
        if (!is_letter(c) && (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') return 0;
    }
    return 0;
}

/// A name in small letters that no parser takes for an IPv4 address, or one as it is usually
/// written.
bool is_plain_host(std::string_view host) {
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto in_host = [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-';
    };
    if (host.empty() || host.size() > kMaxHostBytes || has_empty_label(host) ||
        !std::all_of(host.begin(), host.end(), in_host)) {
        return false;
    }
    in_addr address{};
    if (!is_letter(host.back()))
        return inet_pton(AF_INET, std::string(host).c_str(), &address) == 1;
    const auto last = host.substr(host.rfind('.') + 1);  // "0x7f" is a number
    return is_letter(last.front()) && host.find("xn--") == std::string_view::npos;
}

/// Digits as they are usually written, and not the scheme's own.
bool is_plain_port(std::string_view port, std::string_view own) {
    return parse_number<std::uint16_t>(port) && port.front() != '0' && port != own;
}

/// Whether a text is so plainly in normal form that libcurl would give it back as it is. Most links
/// are, and reading them in full takes twenty times as long.
bool is_plainly_normal(std::string_view text) {
    if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
    const bool secure = text[4] == 's';
    text.remove_prefix(secure ? 8 : 7);
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    const auto authority = text.substr(0, slash);
    const auto colon = std::min(authority.find(':'), authority.size());
    if (!is_plain_host(authority.substr(0, colon))) return false;
    if (colon < authority.size() &&
        !is_plain_port(authority.substr(colon + 1), secure ? "443" : "80")) {
        return false;
    }
    const auto path = text.substr(slash);
    // Dot segments, and '?' and '#' with nothing behind them, are left to the full reading.
    return path.find("/.") == std::string_view::npos && !path.ends_with('?') &&
           !path.ends_with('#') && path.find("?#") == std::string_view::npos &&
           std::all_of(path.begin(), path.end(), may_stand);
}

std::optional<std::string> parse_tidy(std::string_view text) {
    const auto scheme = lower_ascii(text.substr(0, scheme_size(text)));
    if (scheme != "http:" && scheme != "https:") return std::nullopt;
    text.remove_prefix(scheme.size());
    if (!text.starts_with("//")) return std::nullopt;
    text.remove_prefix(2);
    const auto end = std::min(text.find_first_of("/?#"), text.size());
    const auto authority = normal_authority(text.substr(0, end));
    if (!authority) return std::nullopt;
    return read_by_curl(scheme + "//" + *authority + escape(text.substr(end)));
}

const psl_ctx_t* public_suffixes() {
    struct Free {
        void operator()(psl_ctx_t* list) const { psl_free(list); }
    };
    static const std::unique_ptr<psl_ctx_t, Free> kList{psl_latest(nullptr)};
    return kList.get();
}

bool is_address(std::string_view host) {
    return host.find(':') != std::string_view::npos ||
           host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> parse_url(std::string_view text) {
    if (text.size() <= kMaxUrlBytes && is_plainly_normal(text)) return std::string(text);
    const auto clean = tidy(text);
    return clean ? parse_tidy(*clean) : std::nullopt;
}

std::optional<std::string> resolve_url(std::string_view base, std::string_view reference) {
    // RFC 3986 §5.2 on strings, as libcurl 7.88 reads "#top" and "" wrongly.
    const auto clean = tidy(reference);
    if (!clean) return std::nullopt;
    if (scheme_size(*clean) != 0) return parse_tidy(*clean);
    const auto absolute = parse_url(base);
    if (!absolute) return std::nullopt;
    auto parts = split_url(*absolute);
    if (clean->starts_with("//")) return parse_tidy(std::string(parts.scheme) + ":" + *clean);
    parts.userinfo = {};
    parts.fragment = {};
    const char first = clean->empty() ? '#' : clean->front();
    if (first != '#') parts.query = {};
    if (first == '/') parts.path = {};
    if (first != '#' && first != '?' && first != '/') {
        parts.path = parts.path.substr(0, parts.path.rfind('/') + 1);
    }
    return parse_tidy(join_url(parts) + *clean);
}

std::string host_of(std::string_view url) {
    const auto parsed = parse_url(url);
    return parsed ? std::string(split_url(*parsed).host) : std::string();
}

std::string registrable_domain(std::string_view host) {
    auto name = lower_ascii(host);
    if (name.ends_with('.')) name.pop_back();
    if (is_address(name) || public_suffixes() == nullptr) return name;
    const char* domain = psl_registrable_domain(public_suffixes(), name.c_str());
    return domain == nullptr ? name : std::string(domain);
}

std::string without_credentials(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return std::string(url);
    const auto begin = scheme + 3;
    // As far as any parser could take the authority to go, since a message must not show a secret.
    const auto end = std::min(url.find_first_of("/?#", begin), url.size());
    const auto at = url.substr(0, end).rfind('@');
    if (at == std::string_view::npos || at < begin) return std::string(url);
    return std::string(url.substr(0, begin)) + std::string(url.substr(at + 1));
}

}  // namespace sawthis::net
