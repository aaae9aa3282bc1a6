#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/contact.hpp"
#include "core/result.hpp"
#include "matcher/judge_tables.hpp"
#include "matcher/knowledge.hpp"
#include "matcher/profile.hpp"

namespace sawthis::matcher {

/// Whether a target is to be looked for; empty: all are.
using TargetFilter = std::function<bool(TargetKey)>;

/// The sports that a Saying may be of, by its number.
[[nodiscard]] std::vector<std::string_view> sports_spoken_of(const Knowledge& knowledge);

/// Gathers what a judge looks for: either all there is, the knowledge's own phrases first, or what
/// comes to tables that are made already.
class JudgeBuilder {
public:
    /// `base` may be null; both must outlive this.
    JudgeBuilder(const Knowledge& knowledge, const JudgeTables* base);

    /// What looks for itself: words of tact and sports, names of teams and companies.
    void add_knowledge();
    /// Targets that are there already stay as they are.
    void add_contact(const Contact& contact, const Lore& lore, const TargetFilter& wanted);
    [[nodiscard]] Result<JudgeTables> build() &&;

private:
    std::uint32_t watch(const std::string& phrase, bool exact_case);
    void say(std::uint32_t watch, const Saying& saying);
    void add_tact();
    void add_sports();
    void name_team(std::uint32_t index);
    void name_companies();
    void add_target(const Target& target, bool context);
    void put_beside(std::uint32_t company, std::uint32_t sentence);
    [[nodiscard]] std::uint32_t find(TargetKey key) const;
    [[nodiscard]] bool is_of_base(std::uint32_t target) const;

    const Knowledge& knowledge_;
    const JudgeTables* base_;
    JudgeParts parts_;
    std::unordered_map<std::string, std::uint32_t> watches_;  // by case and text; 0: not findable
    std::unordered_set<TargetKey> known_;  // with those that have nothing to look for
    std::unordered_map<TargetKey, std::uint32_t> places_;  // of targets, 1-based
    std::vector<TargetKey> trade_keys_;                    // by target added; 0: no company
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> companies_;  // by sentence
};

}  // namespace sawthis::matcher
