#include "app/kept_lore.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/files.hpp"
#include "core/hash.hpp"
#include "core/number.hpp"
#include "core/text.hpp"
#include "matcher/revision.hpp"

namespace sawthis::app {

namespace {

using matcher::LearntWord;
using matcher::TargetKey;

constexpr std::string_view kTitle = "sawthis lore 2";
constexpr std::string_view kRarity = "=";
constexpr std::string_view kElsewhere = "!";
constexpr std::size_t kMaxBytes = 64U << 20U;
constexpr std::size_t kSameShare = 20;

std::filesystem::path lore_file(const App& app) {
    return app.data_folder() / "lore";
}

/// Cuts `text` up to the first `end`, or all of it.
std::string_view take_until(std::string_view& text, char end) {
    const auto at = std::min(text.find(end), text.size());
    const auto taken = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return taken;
}

/// "word number word number ..."
std::optional<std::vector<LearntWord>> parse_words(std::string_view line) {
    std::vector<LearntWord> words;
    while (!line.empty()) {
        const auto word = take_until(line, ' ');
        const auto weight = parse_number<float>(take_until(line, ' '));
        if (word.empty() || !weight || !std::isfinite(*weight)) return std::nullopt;
        words.push_back({std::string(word), *weight});
    }
    return words;
}

/// "key name name ..."
bool take_elsewhere(std::string_view line, KeptLore& lore) {
    const auto key = parse_number<TargetKey>(take_until(line, ' '), 16);
    if (!key || line.empty()) return false;
    lore.elsewhere[*key] = split_list(line, ' ');
    return true;
}

/// One line of the file; false: it is none.
bool take_line(std::string_view line, KeptLore& lore) {
    const auto first = take_until(line, ' ');
    if (first == kElsewhere) return take_elsewhere(line, lore);
    auto words = parse_words(line);
    if (!words) return false;
    if (first == kRarity) {
        for (auto& [stem, rarity] : *words) lore.rarity[std::move(stem)] = rarity;
        return true;
    }
    const auto key = parse_number<TargetKey>(first, 16);
    if (key) lore.words[*key] = std::move(*words);
    return key.has_value();
}

template <class Map>
auto keys_in_order(const Map& map) {
    std::vector<typename Map::key_type> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    std::ranges::sort(keys);
    return keys;
}

}  // namespace

std::string format_lore(const KeptLore& lore) {
    std::string lines;
    for (const auto& stem : keys_in_order(lore.rarity)) {
        lines += fmt::format("{} {} {}\n", kRarity, stem, lore.rarity.at(stem));
    }
    for (const TargetKey key : keys_in_order(lore.words)) {
        lines += fmt::format("{:x}", key);
        for (const auto& [word, weight] : lore.words.at(key)) {
            lines += fmt::format(" {} {}", word, weight);
        }
        lines += '\n';
    }
    for (const TargetKey key : keys_in_order(lore.elsewhere)) {
        lines += fmt::format("{} {:x} {}\n", kElsewhere, key, join(lore.elsewhere.at(key), " "));
    }
    return fmt::format("{} {} {} {:x}\n", kTitle, matcher::kMatcherRevision, lore.articles,
                       stable_hash(lines)) +
           lines;
}

std::optional<KeptLore> parse_lore(std::string_view text) {
    auto head = take_until(text, '\n');
    if (!head.starts_with(kTitle)) return std::nullopt;
    head.remove_prefix(kTitle.size());
    take_until(head, ' ');
    const auto revision = parse_number<std::int64_t>(take_until(head, ' '));
    const auto articles = parse_number<std::size_t>(take_until(head, ' '));
    const auto hash = parse_number<std::uint64_t>(head, 16);
    if (revision != matcher::kMatcherRevision || !articles || hash != stable_hash(text)) {
        return std::nullopt;
    }
    KeptLore lore{*articles, {}, {}, {}};
    while (!text.empty()) {
        if (!take_line(take_until(text, '\n'), lore)) return std::nullopt;
    }
    return lore;
}

bool teach_alike(std::size_t articles, std::size_t others) {
    const auto [least, most] = std::minmax(articles, others);
    return most - least <= least / kSameShare;
}

KeptLore load_lore(const App& app, std::size_t articles) {
    const auto text = read_file(lore_file(app), kMaxBytes);
    if (!text) return {};
    auto lore = parse_lore(*text);
    if (!lore) return {};
    return teach_alike(lore->articles, articles) ? std::move(*lore) : KeptLore{};
}

Result<void> save_lore(const App& app, const KeptLore& lore) {
    return write_file(lore_file(app), format_lore(lore));
}

Result<void> drop_lore(const App& app) {
    return remove_file(lore_file(app));
}

}  // namespace sawthis::app
