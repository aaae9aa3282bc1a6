#include "net/robots.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "core/text.hpp"
#include "net/url.hpp"
#include "net/url_parts.hpp"

namespace sawthis::net {

namespace {

constexpr std::size_t kMaxRobotsBytes = 512U << 10U;
constexpr std::size_t kMaxRules = 10'000;
constexpr std::size_t kMaxSitemaps = 100;
constexpr std::size_t kMaxPatternBytes = 4096;
constexpr std::chrono::seconds kMaxCrawlDelay{3600};

/// "Disallow: /a # why" as "disallow" and "/a".
struct Line {
    std::string name;
    std::string_view value;
};

Line parse_line(std::string_view text) {
    text = text.substr(0, text.find('#'));
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return {};
    return {lower_ascii(trim(text.substr(0, colon))), trim(text.substr(colon + 1))};
}

std::string_view next_line(std::string_view& text) {
    const auto end = std::min(text.find_first_of("\r\n"), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Escapes in normal form and what must be escaped escaped, so that "/é" and "/%c3%a9" meet.
std::string normal_path(std::string_view path) {
    std::string escaped;
    for (const char c : path) {
        if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7f) {
            append_escaped(escaped, c);
        } else {
            escaped += c;
        }
    }
    return normalise_escapes(escaped);
}

std::optional<std::chrono::seconds> parse_delay(std::string_view value) {
    double seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error != std::errc() || end == value.data() || !(seconds >= 0)) return std::nullopt;
    const auto most = static_cast<double>(kMaxCrawlDelay.count());
    // Rounded up: half a second of delay is not none.
    return std::chrono::seconds(static_cast<long>(std::min(seconds, most) + 0.999));
}

/// The groups of a robots.txt, sorted into those for us and those for everybody.
class Reader {
public:
    explicit Reader(std::string_view product) : product_(product) {}

    void read(const Line& line) {
        if (line.name == "user-agent") {
            read_agent(line.value);
        } else if (line.name == "sitemap") {  // belongs to no group and ends none
            if (sitemaps_.size() < kMaxSitemaps) sitemaps_.emplace_back(line.value);
        } else if (line.name == "allow" || line.name == "disallow" || line.name == "crawl-delay") {
            in_agents_ = false;
            if (for_us_) add(ours_, line);
            if (for_all_) add(all_, line);
        }
    }

    [[nodiscard]] Robots result() && {
        auto robots = named_ ? std::move(ours_) : std::move(all_);
        robots.sitemaps = std::move(sitemaps_);
        return robots;
    }

private:
    void read_agent(std::string_view agent) {
        if (!in_agents_) for_us_ = for_all_ = false;
        in_agents_ = true;
        if (agent == "*") for_all_ = true;
        // Some write a version behind the token, which is not part of it (RFC 9309 §2.2.1).
        const auto token = agent.substr(0, agent.find_first_of("/ \t"));
        if (equal_ignoring_ascii_case(token, product_)) for_us_ = named_ = true;
    }

    static void add(Robots& robots, const Line& line) {
        if (line.name == "crawl-delay") {
            if (!robots.crawl_delay) robots.crawl_delay = parse_delay(line.value);
            return;
        }
        const bool usable = !line.value.empty() && line.value.size() <= kMaxPatternBytes;
        if (usable && robots.rules.size() < kMaxRules) {
            robots.rules.push_back({normal_path(line.value), line.name == "allow"});
        }
    }

    std::string_view product_;
    Robots ours_;
    Robots all_;
    std::vector<std::string> sitemaps_;
    bool named_ = false;      // a group names us
    bool in_agents_ = false;  // among the user-agent lines that begin a group
    bool for_us_ = false;     // the present group is
    bool for_all_ = false;
};

/// Where `word` begins in `text` from `from` on, in time linear in both (Knuth, Morris, Pratt):
/// std::string_view::find() is not, and both come from outside.
std::size_t find_linear(std::string_view text, std::string_view word, std::size_t from) {
    if (word.empty()) return from;
    std::vector<std::size_t> border(word.size(), 0);
    for (std::size_t i = 1, k = 0; i < word.size(); ++i) {
        while (k > 0 && word[i] != word[k]) k = border[k - 1];
        if (word[i] == word[k]) ++k;
        border[i] = k;
    }
    for (std::size_t i = from, k = 0; i < text.size(); ++i) {
        while (k > 0 && text[i] != word[k]) k = border[k - 1];
        if (text[i] == word[k]) ++k;
        if (k == word.size()) return i + 1 - k;
    }
    return std::string_view::npos;
}

/// The pieces between the stars are sought one behind the other, each as early as it can stand;
/// that loses no match, so nothing is ever tried again.
bool matches(std::string_view pattern, std::string_view path) {
    const bool anchored = pattern.ends_with('$');
    if (anchored) pattern.remove_suffix(1);
    auto star = pattern.find('*');
    const auto head = pattern.substr(0, star);
    if (!path.starts_with(head)) return false;
    std::size_t at = head.size();
    if (star == std::string_view::npos) return !anchored || at == path.size();
    while (true) {
        pattern.remove_prefix(star + 1);
        star = pattern.find('*');
        const auto piece = pattern.substr(0, star);
        if (star == std::string_view::npos && anchored) {
            return path.size() - at >= piece.size() && path.ends_with(piece);
        }
        at = find_linear(path, piece, at);
        if (at == std::string_view::npos) return false;
        at += piece.size();
        if (star == std::string_view::npos) return true;
    }
}

std::string path_and_query(std::string_view url) {
    if (url.starts_with('/')) return std::string(url.substr(0, url.find('#')));
    const auto parsed = parse_url(url);
    if (!parsed) return {};
    const auto parts = split_url(*parsed);
    std::string path(parts.path);
    if (!parts.query.empty()) (path += '?') += parts.query;
    return path;
}

}  // namespace

Robots parse_robots(std::string_view text, std::string_view product) {
    if (text.size() > kMaxRobotsBytes) {
        // Not in the middle of a line: a rule cut short would say something else.
        text = text.substr(0, text.find_last_of("\r\n", kMaxRobotsBytes) + 1);
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Reader reader(product);
    while (!text.empty()) reader.read(parse_line(next_line(text)));
    return std::move(reader).result();
}

Robots robots_without_file(int status) {
    Robots robots;
    if (status < 400 || status > 499) robots.rules.push_back({"/", false});
    return robots;
}

bool is_allowed(const Robots& robots, std::string_view url) {
    const auto path = normal_path(path_and_query(url));
    if (path == "/robots.txt") return true;
    const RobotsRule* best = nullptr;
    for (const auto& rule : robots.rules) {
        const auto size = rule.pattern.size();
        const bool better = best == nullptr || size > best->pattern.size() ||
                            (size == best->pattern.size() && rule.allow && !best->allow);
        if (better && matches(rule.pattern, path)) best = &rule;
    }
    return best == nullptr || best->allow;
}

}  // namespace sawthis::net
