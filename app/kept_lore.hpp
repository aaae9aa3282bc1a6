#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/app.hpp"
#include "core/result.hpp"
#include "matcher/profile.hpp"

namespace sawthis::app {

/// What the index taught of the words that contacts use, kept beside the database, since learning
/// it anew takes some milliseconds for each. A file of lines:
///
///     sawthis lore 2 <matcher's revision> <articles> <stable_hash of all lines that follow, hex>
///     = <stem> <rarity>
///     <target's key, hex> <word> <weight> <word> <weight> ...
///     ! <a company's key, hex> <name> <name> ...
struct KeptLore {
    std::size_t articles = 0;                       // in the index when it was learnt
    std::unordered_map<std::string, float> rarity;  // by stem
    std::unordered_map<matcher::TargetKey, std::vector<matcher::LearntWord>> words;
    /// Of companies: short names that many articles have, where none has the whole name. Each is
    /// one word.
    std::unordered_map<matcher::TargetKey, std::vector<std::string>> elsewhere;
};

[[nodiscard]] std::string format_lore(const KeptLore& lore);
/// nullopt: not whole, or of another version or revision.
[[nodiscard]] std::optional<KeptLore> parse_lore(std::string_view text);

/// Whether so many articles in the index teach what so many others did: a twentieth more or less
/// changes little.
[[nodiscard]] bool teach_alike(std::size_t articles, std::size_t others);

/// What was kept, if so many articles in the index teach alike. Empty if they do not, or there is
/// none.
[[nodiscard]] KeptLore load_lore(const App& app, std::size_t articles);

/// Needs write access.
[[nodiscard]] Result<void> save_lore(const App& app, const KeptLore& lore);

/// Of a contact who is removed nothing stays, not even what was learnt on their behalf.
[[nodiscard]] Result<void> drop_lore(const App& app);

}  // namespace sawthis::app
