#include "net/answer_head.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.hpp"

namespace sawthis::net {

namespace {

using std::chrono::seconds;

constexpr seconds kDay{86'400};
constexpr seconds kYear = kDay * 365;
constexpr std::size_t kMaxValidatorBytes = 1024;
constexpr std::size_t kMaxLinkBytes = 8U << 10U;
constexpr std::size_t kMaxChallengeBytes = 32U << 10U;  // challenges are small, articles are not

/// A count of seconds; more digits than fit, or more than `most`, is `most`.
std::optional<seconds> parse_seconds(std::string_view text, seconds most) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (end != text.data() + text.size() || text.empty() || text.front() == '-') {
        return std::nullopt;
    }
    if (error == std::errc::result_out_of_range) return most;
    if (error != std::errc()) return std::nullopt;
    return std::min(seconds(count), most);
}

/// "HTTP/1.1 200 OK", "HTTP/2 200"
int parse_status(std::string_view line) {
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos) return 0;
    int status = 0;
    std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
    return status;
}

/// Cloudflare, AWS, DataDome, PerimeterX.
bool says_challenged(std::string_view name, std::string_view value) {
    return (name == "cf-mitigated" && equal_ignoring_ascii_case(value, "challenge")) ||
           name == "x-amzn-waf-action" || name == "x-dd-b" || name == "x-px-block";
}

/// Marks in the pages of bot walls: Cloudflare, DataDome, PerimeterX, Imperva, Akamai, DDoS-Guard,
/// Sucuri, Kasada, AWS, Anubis.
constexpr std::array<std::string_view, 17> kWallMarks{
    "<title>just a moment...</title>",
    "attention required! | cloudflare",
    "/cdn-cgi/challenge-platform/",
    "captcha-delivery.com",
    "px-captcha",
    "_incapsula_resource",
    "incapsula incident id",
    "errors.edgesuite.net",
    "<title>ddos-guard</title>",
    "sucuri website firewall",
    "/149e9513-01fa-4fb0-aad4-566afd725d1b/",
    "awswafintegration",
    "verify you are human",
    "are you a robot",
    "unusual traffic from your",
    "making sure you&#39;re not a bot",
    "automated access",
};

/// The marks that no article would hold: scripts and frames by which a wall does its work.
constexpr std::array<std::string_view, 7> kWorkingMarks{
    "<title>just a moment...</title>",
    "captcha-delivery.com/c.js",
    "captcha-delivery.com/i.js",
    "/_incapsula_resource?",
    "window._pxappid",
    "/149e9513-01fa-4fb0-aad4-566afd725d1b/",
    "<title>making sure you&#39;re not a bot!</title>",
};

constexpr std::array<std::string_view, 7> kPaywallMarks{
    "subscription required", "subscribe to continue", "subscribers only", "subscriber-only",
    "subscribe to read",     "\"paywall\"",           "for subscribers",
};

template <class List>
bool holds_any(std::string_view text, const List& marks) {
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
        return text.find(mark) != std::string_view::npos;
    });
}

Failure with_status(FailureKind kind, int status, std::string_view more = {}) {
    return {kind, "HTTP " + std::to_string(status) + std::string(more)};
}

/// Whether the parameters of a link, `;rel="self hub"; title="..."`, name the relation.
bool has_relation(std::string_view parameters, std::string_view rel) {
    for (const auto& part : split_list(parameters, ';')) {
        const std::string_view parameter(part);
        const auto equals = std::min(parameter.find('='), parameter.size());
        if (!equal_ignoring_ascii_case(trim(parameter.substr(0, equals)), "rel")) continue;
        std::string value(parameter.substr(std::min(equals + 1, parameter.size())));
        std::erase_if(value, [](char c) { return c == '"' || c == ','; });
        const auto names = split_list(value, ' ');
        return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
            return equal_ignoring_ascii_case(name, rel);
        });
    }
    return false;
}

}  // namespace

void AnswerHead::add_line(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        *this = AnswerHead{};
        status = parse_status(line);
        return;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const auto name = lower_ascii(line.substr(0, colon));
    const auto value = trim(line.substr(colon + 1));
    const auto keep_first = [&](std::string& field) {
        if (field.empty()) field = value;
    };
    if (name == "location") keep_first(location);
    if (name == "content-type") keep_first(content_type);
    if (name == "content-encoding") {
        if (!content_encoding.empty()) content_encoding += ',';
        content_encoding += value;
    }
    if (name == "link" && links.size() + value.size() < kMaxLinkBytes) {
        if (!links.empty()) links += ',';
        links += value;
    }
    if (name == "etag" && is_sound_validator(value)) keep_first(etag);
    if (name == "last-modified" && is_sound_validator(value)) keep_first(last_modified);
    if (name == "retry-after") keep_first(retry_after);
    if (name == "date") keep_first(date);
    if (name == "content-length") {
        std::from_chars(value.data(), value.data() + value.size(), content_length);
    }
    if (name == "cache-control" && !max_age) max_age = parse_max_age(value);
    if (says_challenged(name, value)) challenged = true;
    if (name == "x-datadome") guarded = true;
}

std::optional<seconds> parse_retry_after(std::string_view value, Instant now) {
    value = trim(value);
    if (const auto count = parse_seconds(value, kDay)) return count;
    const auto date = parse_http_date(value);
    if (!date) return std::nullopt;
    return std::clamp(seconds(*date - now), seconds(0), kDay);
}

std::optional<Instant> parse_http_date(std::string_view value) {
    constexpr std::size_t kMaxDateBytes = 64;
    // curl_getdate() takes much that is no HTTP date; these three forms all have a time.
    if (value.size() > kMaxDateBytes || value.find(':') == std::string_view::npos) {
        return std::nullopt;
    }
    const auto time = curl_getdate(std::string(value).c_str(), nullptr);
    if (time < 0) return std::nullopt;
    return Instant(seconds(time));
}

std::optional<seconds> parse_max_age(std::string_view cache_control) {
    std::optional<seconds> age;
    for (const auto& part : split_list(lower_ascii(cache_control), ',')) {
        const std::string_view directive(part);
        if (directive == "no-store" || directive == "no-cache") return seconds(0);
        if (!directive.starts_with("max-age=") || age) continue;
        auto number = directive.substr(8);
        if (number.size() >= 2 && number.front() == '"' && number.back() == '"') {
            number = number.substr(1, number.size() - 2);
        }
        age = parse_seconds(number, kYear);
    }
    return age;
}

std::string find_link(std::string_view links, std::string_view rel) {
    while (true) {
        const auto open = links.find('<');
        const auto close = links.find('>', std::min(open, links.size()));
        if (close == std::string_view::npos) return {};
        const auto address = trim(links.substr(open + 1, close - open - 1));
        links.remove_prefix(close + 1);
        if (has_relation(links.substr(0, links.find('<')), rel)) return std::string(address);
    }
}

bool is_sound_validator(std::string_view value) {
    return value.size() <= kMaxValidatorBytes &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

Failure judge_status(const AnswerHead& head, std::string_view body_start) {
    const int status = head.status;
    const auto body = lower_ascii(body_start);
    constexpr int kLinkedInRefusal = 999;
    if (status == 410) return with_status(FailureKind::gone, status);
    const bool may_be_wall = status >= 400 || status == 202;
    const bool walled = head.challenged || (head.guarded && (status == 401 || status == 403));
    if (may_be_wall && (walled || holds_any(body, kWallMarks))) {
        return with_status(FailureKind::bot_wall, status);
    }
    if (status == kLinkedInRefusal) return with_status(FailureKind::bot_wall, status);
    if (status == 429) return with_status(FailureKind::rate_limited, status);
    if (status == 503 && !head.retry_after.empty()) {
        return with_status(FailureKind::rate_limited, status);
    }
    if (status == 402) return with_status(FailureKind::paywall, status);
    if ((status == 401 || status == 403) && holds_any(body, kPaywallMarks)) {
        return with_status(FailureKind::paywall, status);
    }
    if (status == 204) return with_status(FailureKind::status, status, ", no content");
    return with_status(FailureKind::status, status);
}

bool is_challenge(const AnswerHead& head, std::string_view body) {
    if (body.size() > kMaxChallengeBytes) return false;
    if (head.challenged) return true;
    return lower_ascii(head.content_type).starts_with("text/html") &&
           holds_any(lower_ascii(body), kWorkingMarks);
}

}  // namespace sawthis::net
