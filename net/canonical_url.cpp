#include <algorithm>

#include "core/address.hpp"
#include "core/text.hpp"
#include "net/redirectors.hpp"
#include "net/tracking_parameters.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

constexpr int kMaxRounds = 32;

/// Without what follows "m.", "mobile." or "amp." where that is a label of its own in front of the
/// part that was registered: "en.m.wikipedia.org" is "en.wikipedia.org"; "m.co" stays.
std::string plain_host(std::string_view host) {
    std::string out(host);
    if (out.ends_with('.') && out.size() > 1) out.pop_back();
    constexpr std::string_view kLabels[] = {"m.", "mobile.", "amp."};
    if (std::none_of(std::begin(kLabels), std::end(kLabels), [&out](std::string_view label) {
            return out.find(label) != std::string::npos;
        })) {
        return out;
    }
    const auto site = registrable_domain(out);
    if (site.size() >= out.size()) return out;
    const auto labels = split_list(std::string_view(out).substr(0, out.size() - site.size()), '.');
    std::string plain;
    for (const auto& label : labels) {
        if (label != "m" && label != "mobile" && label != "amp") (plain += label) += '.';
    }
    return plain + site;
}

bool ends_segment(std::string_view path, std::size_t at) {
    return at == path.size() || path[at] == '/';
}

/// Session ids that servers without cookies put into the path: ";jsessionid=..." (Java) and
/// "/(S(...))" (ASP.NET).
void drop_path_session(std::string& path) {
    if (path.find_first_of(";(") == std::string::npos) return;
    const auto lower = lower_ascii(path);
    for (const std::string_view mark : {";jsessionid=", ";phpsessid="}) {
        const auto at = lower.find(mark);
        if (at == std::string::npos) continue;
        path.erase(at, std::min(path.find('/', at), path.size()) - at);
        return;
    }
    const auto at = path.find("/(S(");
    const auto end = at == std::string::npos ? at : path.find("))", at);
    if (end != std::string::npos && ends_segment(path, end + 2)) path.erase(at, end + 2 - at);
}

/// A segment that names one article rather than a section: several words or a number.
bool names_article(std::string_view segment) {
    return std::count(segment.begin(), segment.end(), '-') >= 2 ||
           segment.find_first_of("0123456789") != std::string_view::npos;
}

/// ".../story/amp", ".../story/amp/", ".../story.amp.html", ".../story.amp", "/amp/.../story-2"
void drop_amp_path(std::string& path) {
    if (path.ends_with("/amp") && path.size() > 5) path.resize(path.size() - 4);
    if (path.ends_with("/amp/") && path.size() > 6) path.resize(path.size() - 4);
    if (path.ends_with(".amp")) path.resize(path.size() - 4);
    for (const std::string_view ending : {".amp.html", ".amp.htm"}) {
        if (path.ends_with(ending)) path.erase(path.size() - ending.size(), 4);
    }
    if (!path.starts_with("/amp/")) return;
    const auto trimmed = std::string_view(path).substr(0, path.find_last_not_of('/') + 1);
    const auto last = trimmed.substr(trimmed.rfind('/') + 1);
    if (names_article(last) && last.size() < trimmed.size() - 4) path.erase(0, 4);
}

std::string plain_path(std::string_view raw, bool has_query) {
    auto path = normalise_escapes(raw);
    drop_path_session(path);
    drop_amp_path(path);
    // A server's name for the page of a folder. Not with a query, which may be what it reads.
    for (const std::string_view name : {"/index.html", "/index.htm"}) {
        if (!has_query && path.ends_with(name)) path.resize(path.size() - name.size() + 1);
    }
    if (path.empty()) path += '/';
    return path;
}

std::string plain_query(std::string_view raw, std::string_view site) {
    std::string out;
    while (!raw.empty()) {
        const auto end = std::min(raw.find('&'), raw.size());
        auto pair = raw.substr(0, end);
        raw.remove_prefix(std::min(end + 1, raw.size()));
        // "&amp;" that was not decoded where the link was copied from.
        while (pair.starts_with("amp;")) pair.remove_prefix(4);
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = normalise_escapes(pair.substr(0, equals));
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        if (pair.empty() || is_tracking_parameter(name, value, site) ||
            is_amp_parameter(name, value)) {
            continue;
        }
        if (!out.empty()) out += '&';
        out += normalise_escapes(pair);
    }
    return out;
}

/// One pass over a URL in normal form.
std::string plain_url(const std::string& url) {
    auto parts = split_url(url);
    const auto host = plain_host(parts.host);
    const auto query =
        parts.query.empty() ? std::string() : plain_query(parts.query, registrable_domain(host));
    const auto path = plain_path(parts.path, !query.empty());
    parts.userinfo = {};
    parts.host = host;
    parts.path = path;
    parts.query = query;
    // Pages made by scripts are selected by what stands behind "#!" or "#/".
    if (!parts.fragment.starts_with('!') && !parts.fragment.starts_with('/')) parts.fragment = {};
    return join_url(parts);
}

}  // namespace

std::string canonical_url(std::string_view url) {
    const auto parsed = parse_url(url);
    if (!parsed) return {};
    auto start = without_credentials(*parsed);
    auto current = start;
    // Taking one thing away can bring another to light ("/a/amp/index.html", a redirector to a
    // redirector), but a text that was not made to be slow settles in a few rounds.
    for (int i = 0; i < kMaxRounds; ++i) {
        const auto target = redirect_target(current);
        auto plain = target ? parse_url(*target) : std::nullopt;
        if (!plain) plain = parse_url(plain_url(current));
        if (!plain || *plain == current) return current;
        current = std::move(*plain);
    }
    return start;
}

std::string url_key(std::string_view url) {
    return std::string(bare_address(canonical_url(url)));
}

}  // namespace sawthis::net
