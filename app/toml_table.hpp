#pragma once

#define TOML_HEADER_ONLY 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.hpp"

/// Private to app/: reading TOML with every problem collected, for config.toml and feeds.toml.
namespace sawthis::app {

/// Text as TOML; nullopt, and a problem with its line, if it is none. Bounded in nesting by the
/// library.
[[nodiscard]] std::optional<toml::table> parse_toml(std::string_view text,
                                                    std::vector<ConfigProblem>& problems);

/// One table being read. Each read_*() takes a key, if it is there, checks it and marks it as
/// known; finish() reports the keys that nobody asked for.
class TomlTable {
public:
    TomlTable(const toml::table& table, std::string name, std::vector<ConfigProblem>& problems)
        : table_(table), name_(std::move(name)), problems_(problems) {}

    void read_text(std::string_view key, std::string& value);
    void read_switch(std::string_view key, bool& value);
    void read_number(std::string_view key, std::int64_t least, std::int64_t most,
                     const std::function<void(std::int64_t)>& take);
    /// "30s", "15m", ... or whole seconds.
    void read_duration(std::string_view key, seconds least, seconds most, seconds& value);
    void read_texts(std::string_view key, std::vector<std::string>& values);
    /// A table inside; nullopt if it is not there or is none.
    [[nodiscard]] const toml::table* read_table(std::string_view key);
    /// An array of tables inside, as [[key]] makes it.
    [[nodiscard]] std::vector<const toml::table*> read_tables(std::string_view key);

    /// The key's line; 0 if it is not there.
    [[nodiscard]] std::size_t line_of(std::string_view key) const;
    void problem(std::string_view key, std::string_view text);
    void finish();

private:
    [[nodiscard]] const toml::node* take(std::string_view key);
    [[nodiscard]] std::string full_name(std::string_view key) const;

    const toml::table& table_;
    std::string name_;
    std::vector<ConfigProblem>& problems_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace sawthis::app
