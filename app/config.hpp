#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace sawthis::app {

using std::chrono::seconds;

struct FetchConfig {
    seconds total_timeout{30};
    std::size_t max_body = 16U << 20U;  // bytes, after decompression
    int per_host = 2;
    seconds per_host_gap{0};  // between two transfers from one host
    int concurrency = 64;
    std::vector<std::string> allow_private;  // "host:port"
    std::string user_agent;                  // empty: ours
    seconds min_interval{15 * 60};
    seconds max_interval{24 * 3600};
    int listing_pages = 3;             // pages of a listing beyond its first
    std::size_t pages_per_poll = 200;  // articles completed by their pages
    std::size_t pages_per_host = 8;    // of these
    seconds page_gap{1};               // between two pages of one host
};

struct DigestConfig {
    std::string at = "07:30";
    std::string zone = "UTC";  // tz database name
    std::vector<std::string> days{"mon", "tue", "wed", "thu", "fri"};
    std::size_t limit = 4;        // openers a day
    seconds max_age{14 * 86400};  // older articles are no reason to write
    seconds rest{3 * 86400};      // between two openers for one contact
    std::vector<std::string> channels{"terminal"};
};

struct SmtpConfig {
    std::string host;
    std::uint16_t port = 587;
    std::string user;
    std::string security = "starttls";
    std::string from;
};

struct WebConfig {
    std::string listen = "127.0.0.1:8484";
};

/// Hubs that push the news of sources to `sawthis listen`.
struct WebSubConfig {
    bool enabled = false;
    std::string listen = "127.0.0.1:8418";
    std::string public_url;  // how hubs reach it, in normal form, without a slash at the end
};

struct MatchingConfig {
    seconds window{60 * 86400};  // older articles are not matched
};

struct UserConfig {
    std::string name;   // signs drafts
    std::string email;  // where the digest goes
};

/// What is in force. Defaults stand here and nowhere else.
struct Config {
    UserConfig user;
    FetchConfig fetch;
    DigestConfig digest;
    SmtpConfig smtp;
    WebConfig web;
    WebSubConfig websub;
    MatchingConfig matching;
};

/// A fault of a configuration file; line 0: the file as a whole.
struct ConfigProblem {
    std::size_t line = 0;
    std::string text;  // names the key, what stands there and what should
    bool operator==(const ConfigProblem&) const = default;
};

struct ConfigReading {
    Config config;
    std::vector<ConfigProblem> problems;  // by line
};

/// Reads TOML text; collects all problems, unknown keys among them. Keys without a problem are in
/// force.
[[nodiscard]] ConfigReading parse_config(std::string_view text);

/// The file's configuration; the defaults where there is no file and `must_exist` is false. Error
/// bad_input with all problems, each on a line of its own as "path:line: text".
[[nodiscard]] Result<Config> load_config(const std::filesystem::path& file, bool must_exist);

/// The configuration as TOML, every key, secrets left out.
[[nodiscard]] std::string format_config(const Config& config);

/// "path:line: text" for each, separated by line feeds.
[[nodiscard]] std::string format_problems(const std::filesystem::path& file,
                                          const std::vector<ConfigProblem>& problems);

}  // namespace sawthis::app
