#include "app/config.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "app/files.hpp"
#include "app/local_time.hpp"
#include "app/toml_table.hpp"
#include "core/text.hpp"
#include "core/time.hpp"
#include "net/address_guard.hpp"
#include "net/url.hpp"

namespace sawthis::app {

namespace {

constexpr std::size_t kMaxConfigBytes = 1U << 20U;
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 4> kChannels{"terminal", "mail", "web", "webhook"};
constexpr std::array<std::string_view, 3> kSecurity{"starttls", "tls", "none"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "host:port" or "host:*".
bool is_host_and_port(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const auto port = text.substr(colon + 1);
    const bool number =
        !port.empty() && port.size() <= 5 &&
        std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
    return text.find_first_of(" /@\t") == std::string_view::npos && number;
}

bool is_clock(std::string_view text) {
    return text.size() == 5 && text[2] == ':' &&
           parse_rfc3339(fmt::format("2000-01-01T{}:00Z", text)).has_value();
}

void read_user(TomlTable& table, UserConfig& user) {
    table.read_text("name", user.name);
    table.read_text("email", user.email);
    user.name = one_line(user.name);
    if (!user.email.empty() && user.email.find('@') == std::string::npos) {
        table.problem("email", "is no e-mail address");
    }
}

void read_fetch(TomlTable& table, FetchConfig& fetch) {
    table.read_duration("total_timeout", seconds{1}, seconds{600}, fetch.total_timeout);
    table.read_number("max_body", 1024, 1LL << 30,
                      [&](auto n) { fetch.max_body = static_cast<std::size_t>(n); });
    table.read_number("per_host", 1, 256, [&](auto n) { fetch.per_host = static_cast<int>(n); });
    table.read_duration("per_host_gap", seconds{0}, seconds{60}, fetch.per_host_gap);
    table.read_number("concurrency", 1, 1024,
                      [&](auto n) { fetch.concurrency = static_cast<int>(n); });
    table.read_texts("allow_private", fetch.allow_private);
    table.read_text("user_agent", fetch.user_agent);
    table.read_duration("min_interval", seconds{60}, seconds{30 * 86400}, fetch.min_interval);
    table.read_duration("max_interval", seconds{60}, seconds{30 * 86400}, fetch.max_interval);
    table.read_number("listing_pages", 0, 100,
                      [&](auto n) { fetch.listing_pages = static_cast<int>(n); });
    table.read_number("pages_per_poll", 0, 10'000,
                      [&](auto n) { fetch.pages_per_poll = static_cast<std::size_t>(n); });
    table.read_number("pages_per_host", 0, 1'000,
                      [&](auto n) { fetch.pages_per_host = static_cast<std::size_t>(n); });
    table.read_duration("page_gap", seconds{0}, seconds{60}, fetch.page_gap);
    if (fetch.min_interval > fetch.max_interval) {
        table.problem("min_interval", "is longer than fetch.max_interval; no interval fits both");
    }
    for (const auto& host : fetch.allow_private) {
        if (!net::AllowList::is_entry(host)) {
            table.problem("allow_private",
                          fmt::format("holds \"{}\"; write each as \"host:port\"", host));
        }
    }
    if (one_line(fetch.user_agent) != fetch.user_agent)
        table.problem("user_agent", "holds control characters");
}

void read_digest(TomlTable& table, DigestConfig& digest) {
    table.read_text("at", digest.at);
    table.read_text("zone", digest.zone);
    table.read_texts("days", digest.days);
    table.read_number("limit", 1, 100, [&](auto n) { digest.limit = static_cast<std::size_t>(n); });
    table.read_duration("max_age", seconds{3600}, seconds{365 * 86400}, digest.max_age);
    table.read_duration("rest", seconds{0}, seconds{365 * 86400}, digest.rest);
    table.read_texts("channels", digest.channels);
    if (!is_clock(digest.at)) table.problem("at", "is no time of day; write it as \"07:30\"");
    if (!is_time_zone(digest.zone)) {
        table.problem("zone",
                      fmt::format("is \"{}\", which is no time zone; write it as \"Europe/London\"",
                                  digest.zone));
    }
    for (const auto& day : digest.days) {
        if (!is_one_of(kDays, day))
            table.problem("days", fmt::format("holds \"{}\"; use {}", day, fmt::join(kDays, ", ")));
    }
    for (const auto& channel : digest.channels) {
        if (!is_one_of(kChannels, channel)) {
            table.problem("channels",
                          fmt::format("holds \"{}\"; use {}", channel, fmt::join(kChannels, ", ")));
        }
    }
}

void read_smtp(TomlTable& table, SmtpConfig& smtp) {
    table.read_text("host", smtp.host);
    table.read_number("port", 1, 65535, [&](auto n) { smtp.port = static_cast<std::uint16_t>(n); });
    table.read_text("user", smtp.user);
    table.read_text("security", smtp.security);
    table.read_text("from", smtp.from);
    if (!is_one_of(kSecurity, smtp.security)) {
        table.problem("security",
                      fmt::format("is \"{}\"; use {}", smtp.security, fmt::join(kSecurity, ", ")));
    }
}

void read_web(TomlTable& table, WebConfig& web) {
    table.read_text("listen", web.listen);
    if (!is_host_and_port(web.listen)) table.problem("listen", "is no \"host:port\"");
}

void read_websub(TomlTable& table, WebSubConfig& websub) {
    table.read_switch("enabled", websub.enabled);
    table.read_text("listen", websub.listen);
    table.read_text("public_url", websub.public_url);
    if (!is_host_and_port(websub.listen)) {
        table.problem("listen", "is no \"host:port\"");
    }
    if (websub.public_url.empty()) {
        if (!websub.enabled) return;
        table.problem("enabled",
                      "needs websub.public_url, the address at which hubs reach `sawthis listen`, "
                      "as in \"https://news.example.org\"");
        return;
    }
    const auto url = net::parse_url(websub.public_url);
    if (!url || url->find_first_of("?#@") != std::string::npos) {
        table.problem("public_url",
                      "is no http or https address of host and path; write it as "
                      "\"https://news.example.org\"");
        return;
    }
    websub.public_url = *url;
    while (websub.public_url.ends_with('/')) websub.public_url.pop_back();
}

void read_matching(TomlTable& table, MatchingConfig& matching) {
    table.read_duration("window", seconds{86400}, seconds{3650LL * 86400}, matching.window);
}

template <class Section>
void read_section(TomlTable& root, std::string_view name, std::vector<ConfigProblem>& problems,
                  Section& section, void (*read)(TomlTable&, Section&)) {
    const auto* node = root.read_table(name);
    if (node == nullptr) return;
    TomlTable table(*node, std::string(name), problems);
    read(table, section);
    table.finish();
}

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : one_line(text)) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string toml_text(const std::vector<std::string>& texts) {
    std::vector<std::string> parts;
    for (const auto& text : texts) parts.push_back(toml_text(text));
    return "[" + join(parts, ", ") + "]";
}

std::string toml_text(seconds span) {
    return fmt::format("\"{}s\"", span.count());
}

}  // namespace

ConfigReading parse_config(std::string_view text) {
    ConfigReading reading;
    const auto toml = parse_toml(text, reading.problems);
    if (!toml) return reading;
    auto& config = reading.config;
    TomlTable root(*toml, "", reading.problems);
    read_section(root, "user", reading.problems, config.user, read_user);
    read_section(root, "fetch", reading.problems, config.fetch, read_fetch);
    read_section(root, "digest", reading.problems, config.digest, read_digest);
    read_section(root, "smtp", reading.problems, config.smtp, read_smtp);
    read_section(root, "web", reading.problems, config.web, read_web);
    read_section(root, "websub", reading.problems, config.websub, read_websub);
    read_section(root, "matching", reading.problems, config.matching, read_matching);
    root.finish();
    std::stable_sort(reading.problems.begin(), reading.problems.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return reading;
}

Result<Config> load_config(const std::filesystem::path& file, bool must_exist) {
    const auto text = read_file(file, kMaxConfigBytes);
    if (!text && text.error().code == ErrorCode::not_found && !must_exist) return Config{};
    if (!text) return tl::unexpected(text.error());
    auto reading = parse_config(*text);
    if (!reading.problems.empty())
        return fail(ErrorCode::bad_input, format_problems(file, reading.problems));
    return std::move(reading.config);
}

std::string format_problems(const std::filesystem::path& file,
                            const std::vector<ConfigProblem>& problems) {
    std::string text;
    for (const auto& problem : problems) {
        text += fmt::format("{}{}:{}: {}", text.empty() ? "" : "\n", file.string(), problem.line,
                            problem.text);
    }
    return text;
}

std::string format_config(const Config& config) {
    std::string out;
    const auto section = [&](std::string_view name) {
        out += fmt::format("{}[{}]\n", out.empty() ? "" : "\n", name);
    };
    const auto key = [&](std::string_view name, const auto& value) {
        out += fmt::format("{} = {}\n", name, value);
    };
    section("user");
    key("name", toml_text(config.user.name));
    key("email", toml_text(config.user.email));
    section("fetch");
    key("total_timeout", toml_text(config.fetch.total_timeout));
    key("max_body", config.fetch.max_body);
    key("per_host", config.fetch.per_host);
    key("per_host_gap", toml_text(config.fetch.per_host_gap));
    key("concurrency", config.fetch.concurrency);
    key("allow_private", toml_text(config.fetch.allow_private));
    key("user_agent", toml_text(config.fetch.user_agent));
    key("min_interval", toml_text(config.fetch.min_interval));
    key("max_interval", toml_text(config.fetch.max_interval));
    key("listing_pages", config.fetch.listing_pages);
    key("pages_per_poll", config.fetch.pages_per_poll);
    key("pages_per_host", config.fetch.pages_per_host);
    key("page_gap", toml_text(config.fetch.page_gap));
    section("digest");
    key("at", toml_text(config.digest.at));
    key("zone", toml_text(config.digest.zone));
    key("days", toml_text(config.digest.days));
    key("limit", config.digest.limit);
    key("max_age", toml_text(config.digest.max_age));
    key("rest", toml_text(config.digest.rest));
    key("channels", toml_text(config.digest.channels));
    section("smtp");
    key("host", toml_text(config.smtp.host));
    key("port", config.smtp.port);
    key("user", toml_text(config.smtp.user));
    key("security", toml_text(config.smtp.security));
    key("from", toml_text(config.smtp.from));
    section("web");
    key("listen", toml_text(config.web.listen));
    section("websub");
    key("enabled", config.websub.enabled);
    key("listen", toml_text(config.websub.listen));
    key("public_url", toml_text(config.websub.public_url));
    section("matching");
    key("window", toml_text(config.matching.window));
    return out;
}

}  // namespace sawthis::app
