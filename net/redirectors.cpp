#include "net/redirectors.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/text.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

struct Redirector {
    std::string_view host;   // ends with it, at a dot; "google.*" stands for any country's
    std::string_view path;   // begins with it
    std::string_view names;  // of the parameter that holds the target, separated by blanks
};

constexpr Redirector kRedirectors[] = {
    // search engines and aggregators
    {"google.*", "/url", "url q"},
    {"google.*", "/news/url", "url"},
    {"bing.com", "/news/apiclick.aspx", "url"},
    {"duckduckgo.com", "/l/", "uddg"},
    {"yandex.ru", "/clck/", "url"},
    {"getpocket.com", "/redirect", "url"},
    // social networks
    {"facebook.com", "/l.php", "u"},
    {"facebook.com", "/flx/warn", "u"},
    {"l.instagram.com", "/", "u"},
    {"l.threads.net", "/", "u"},
    {"t.umblr.com", "/redirect", "z"},
    {"out.reddit.com", "/", "url"},
    {"linkedin.com", "/redir/", "url"},
    {"linkedin.com", "/safety/go", "url"},
    {"youtube.com", "/redirect", "q"},
    {"vk.com", "/away.php", "to"},
    {"medium.com", "/r/", "url"},
    {"slack-redir.net", "/link", "url"},
    {"exit.sc", "/", "url"},
    {"link.zhihu.com", "/", "target"},
    // wires
    {"c212.net", "/c/link", "u"},
    {"cts.businesswire.com", "/ct/CT", "url"},
    // mail gateways and link services
    {"safelinks.protection.outlook.com", "/", "url"},
    {"go.redirectingat.com", "/", "url"},
    {"go.skimresources.com", "/", "url"},
    {"redirect.viglink.com", "/", "u"},
    {"click.linksynergy.com", "/", "murl"},
    {"awin1.com", "/cread.php", "ued p"},
};

/// Whether `host` is `domain` or under it. "google.*" is google.com, google.de, google.co.uk, ...
bool is_host(std::string_view host, std::string_view domain) {
    if (domain == "google.*") {
        const auto site = registrable_domain(host);
        return site.starts_with("google.") && host.size() - site.size() <= 5;  // www. and news.
    }
    return host == domain ||
           (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

bool is_web_address(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

/// The decoded value of the query's first parameter `name`; empty if there is none.
std::string parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return percent_decode(pair.substr(name.size() + 1));
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return {};
}

std::optional<std::string> by_table(const UrlParts& parts) {
    for (const auto& row : kRedirectors) {
        if (!parts.path.starts_with(row.path) || !is_host(parts.host, row.host)) continue;
        for (const auto& name : split_list(row.names, ' ')) {
            auto target = parameter(parts.query, name);
            if (is_web_address(target)) return target;
        }
    }
    return std::nullopt;
}

/// Amazon SES and the newsletters sent through it: "/L0/https:%2F%2Fexample.org%2Fa/1/0100..."
std::optional<std::string> by_ses_path(const UrlParts& parts) {
    auto path = parts.path;
    if (path.starts_with("/CL0/"))
        path.remove_prefix(1);
    else if (!path.starts_with("/L0/"))
        return std::nullopt;
    path.remove_prefix(path.find("L0/") + 3);
    auto target = percent_decode(path.substr(0, path.find('/')));
    if (!is_web_address(target)) return std::nullopt;
    return target;
}

/// Proofpoint: "https://urldefense.com/v3/__https://example.org/a__;!!key". Where characters of
/// the target were replaced by '*' it cannot be read without more effort than it is worth.
std::optional<std::string> by_url_defense(const UrlParts& parts) {
    constexpr std::string_view kFront = "/v3/__";
    if (!is_host(parts.host, "urldefense.com") || !parts.path.starts_with(kFront)) {
        return std::nullopt;
    }
    // The target's query ends the path, as far as a parser is concerned.
    std::string all(parts.path.substr(kFront.size()));
    if (!parts.query.empty()) (all += '?') += parts.query;
    const auto end = all.find("__;");
    if (end == std::string::npos) return std::nullopt;
    all.resize(end);
    if (!is_web_address(all) || all.find('*') != std::string::npos) return std::nullopt;
    return all;
}

/// Yahoo's search: "r.search.yahoo.com/_ylt=.../RU=https%3a%2f%2fexample.org/RK=2/RS=..."
std::optional<std::string> by_yahoo_path(const UrlParts& parts) {
    if (!is_host(parts.host, "r.search.yahoo.com")) return std::nullopt;
    const auto at = parts.path.find("/RU=");
    if (at == std::string_view::npos) return std::nullopt;
    const auto rest = parts.path.substr(at + 4);
    auto target = percent_decode(rest.substr(0, rest.find("/RK=")));
    if (!is_web_address(target)) return std::nullopt;
    return target;
}

/// RFC 4648 §5, padding optional; empty if `text` is anything else.
std::string decode_base64url(std::string_view text) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto value = kAlphabet.find(c);
        if (value == std::string_view::npos) return {};
        bits = (bits << 6U | static_cast<std::uint32_t>(value)) & 0xFFFFU;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
    }
    return out;
}

/// Google News' older item links hold a small protocol buffer in base64: field 4, a string, is the
/// article (newer ones hold an opaque token instead and stay as they are).
std::optional<std::string> by_google_news(const UrlParts& parts) {
    if (parts.host != "news.google.com") return std::nullopt;
    const auto at = parts.path.find("articles/");
    if (at == std::string_view::npos) return std::nullopt;
    const auto bytes = decode_base64url(parts.path.substr(at + 9));
    constexpr std::string_view kFront = "\x08\x13\x22";
    if (!bytes.starts_with(kFront)) return std::nullopt;
    std::size_t next = kFront.size();
    std::size_t size = 0;
    for (unsigned shift = 0; next < bytes.size() && shift <= 14; shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes[next++]);
        size |= static_cast<std::size_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) break;
    }
    if (size == 0 || size > bytes.size() - next) return std::nullopt;
    auto target = bytes.substr(next, size);
    if (!is_web_address(target)) return std::nullopt;
    return target;
}

/// "google.com/amp/s/example.org/a", "bing.com/amp/s/..." and
/// "example-org.cdn.ampproject.org/c/s/example.org/a"; "s" says that the target is https.
std::optional<std::string> by_amp_viewer(const UrlParts& parts) {
    auto path = parts.path;
    if (is_host(parts.host, "cdn.ampproject.org")) {
        if (path.size() < 3 || path[2] != '/') return std::nullopt;
        path.remove_prefix(3);  // kind of document: c, v or i
    } else if (path.starts_with("/amp/") &&
               (is_host(parts.host, "google.*") || is_host(parts.host, "bing.com"))) {
        path.remove_prefix(5);
    } else {
        return std::nullopt;
    }
    std::string target = path.starts_with("s/") ? "https://" : "http://";
    if (path.starts_with("s/")) path.remove_prefix(2);
    if (path.substr(0, path.find('/')).find('.') == std::string_view::npos) return std::nullopt;
    target += path;
    if (!parts.query.empty()) (target += '?') += parts.query;
    return target;
}

}  // namespace

std::optional<std::string> redirect_target(std::string_view url) {
    const auto parts = split_url(url);
    constexpr std::array kWays{by_table,    by_amp_viewer,  by_google_news,
                               by_ses_path, by_url_defense, by_yahoo_path};
    for (const auto& way : kWays) {
        if (auto target = way(parts)) return target;
    }
    return std::nullopt;
}

}  // namespace sawthis::net
