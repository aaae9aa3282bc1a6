#include "app/toml_table.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "core/time.hpp"

namespace sawthis::app {

namespace {

std::string_view type_name(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "a list";
        case toml::node_type::string:
            return "a text";
        case toml::node_type::integer:
            return "a whole number";
        case toml::node_type::floating_point:
            return "a number with a fraction";
        case toml::node_type::boolean:
            return "true or false";
        case toml::node_type::date:
        case toml::node_type::time:
        case toml::node_type::date_time:
            return "a date or time";
        case toml::node_type::none:
            break;
    }
    return "nothing";
}

/// How many letters differ, up to 3: enough to guess what was meant.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t up = row[j];
            row[j] = std::min({up + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = up;
        }
    }
    return row[b.size()];
}

}  // namespace

std::optional<toml::table> parse_toml(std::string_view text, std::vector<ConfigProblem>& problems) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        problems.push_back({error.source().begin.line, one_line(error.description())});
        return std::nullopt;
    }
}

const toml::node* TomlTable::take(std::string_view key) {
    known_.emplace(key);
    return table_.get(key);
}

std::string TomlTable::full_name(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

std::size_t TomlTable::line_of(std::string_view key) const {
    const auto* node = table_.get(key);
    return node == nullptr ? 0 : node->source().begin.line;
}

void TomlTable::problem(std::string_view key, std::string_view text) {
    problems_.push_back({line_of(key), one_line(fmt::format("{} {}", full_name(key), text))});
}

void TomlTable::read_text(std::string_view key, std::string& value) {
    const auto* node = take(key);
    if (node == nullptr) return;
    if (const auto* text = node->as_string()) {
        value = **text;
    } else {
        problem(key, fmt::format("is {}; it has to be a text in quotes", type_name(*node)));
    }
}

void TomlTable::read_switch(std::string_view key, bool& value) {
    const auto* node = take(key);
    if (node == nullptr) return;
    if (const auto* on = node->as_boolean()) {
        value = **on;
    } else {
        problem(key, fmt::format("is {}; it has to be true or false", type_name(*node)));
    }
}

void TomlTable::read_number(std::string_view key, std::int64_t least, std::int64_t most,
                            const std::function<void(std::int64_t)>& take_number) {
    const auto* node = take(key);
    if (node == nullptr) return;
    const auto* number = node->as_integer();
    if (number == nullptr) {
        problem(key, fmt::format("is {}; it has to be a whole number", type_name(*node)));
    } else if (**number < least || **number > most) {
        problem(key, fmt::format("is {}; it has to be from {} to {}", **number, least, most));
    } else {
        take_number(**number);
    }
}

void TomlTable::read_duration(std::string_view key, seconds least, seconds most, seconds& value) {
    const auto* node = take(key);
    if (node == nullptr) return;
    std::optional<seconds> given;
    if (const auto* text = node->as_string()) given = parse_duration(**text);
    if (const auto* number = node->as_integer(); number != nullptr && **number >= 0) {
        given = parse_duration(std::to_string(**number));
    }
    if (!given) {
        problem(key, R"(is no span of time; write it as "30s", "15m", "12h" or "7d")");
    } else if (*given < least || *given > most) {
        problem(key, fmt::format("is out of range; it has to be from {}s to {}s", least.count(),
                                 most.count()));
    } else {
        value = *given;
    }
}

void TomlTable::read_texts(std::string_view key, std::vector<std::string>& values) {
    const auto* node = take(key);
    if (node == nullptr) return;
    const auto* list = node->as_array();
    std::vector<std::string> given;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        if (const auto* text = list->get(i)->as_string()) given.push_back(**text);
    }
    if (list == nullptr || given.size() != list->size()) {
        problem(key, R"(has to be a list of texts: ["one", "two"])");
    } else {
        values = std::move(given);
    }
}

const toml::table* TomlTable::read_table(std::string_view key) {
    const auto* node = take(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table())
        problem(key, fmt::format("is {}; write it as a section [{}]", type_name(*node), key));
    return node->as_table();
}

std::vector<const toml::table*> TomlTable::read_tables(std::string_view key) {
    const auto* node = take(key);
    std::vector<const toml::table*> tables;
    if (node == nullptr) return tables;
    const auto* list = node->as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        if (const auto* table = list->get(i)->as_table()) tables.push_back(table);
    }
    if (list == nullptr || tables.size() != list->size()) {
        problem(key, fmt::format("has to be written as [[{}]] sections", key));
    }
    return tables;
}

void TomlTable::finish() {
    for (const auto& [key, node] : table_) {
        const std::string_view written = key.str();  // clang 14 captures no structured binding
        if (known_.contains(written)) continue;
        const auto meant =
            std::min_element(known_.begin(), known_.end(), [&](const auto& a, const auto& b) {
                return distance(a, written) < distance(b, written);
            });
        std::string text = "is no key that sawthis knows";
        if (meant != known_.end() && distance(*meant, written) <= 2)
            text += fmt::format("; is {} meant?", *meant);
        problem(written, text);
    }
}

}  // namespace sawthis::app
