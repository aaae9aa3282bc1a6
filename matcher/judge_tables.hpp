#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "matcher/bag_index.hpp"
#include "matcher/judgement.hpp"
#include "matcher/phrase_dictionary.hpp"
#include "matcher/phrase_memory.hpp"
#include "matcher/phrase_table.hpp"

namespace sawthis::matcher {

/// On behalf of what a phrase is looked for.
struct WatchUse {
    std::uint32_t target = 0;
    std::uint32_t term = 0;
    auto operator<=>(const WatchUse&) const = default;
};

/// What a phrase of the knowledge says of an article that has it.
struct Saying {
    enum class Kind : std::uint32_t {
        hurts,
        bears_out_hurt,
        team,
        shared_nickname,  // of a team, and of others of its league
        company,
        sport
    };
    Kind kind = Kind::hurts;
    std::uint32_t what = 0;  // which phrase of tact, team or sport
    double weight = 1;
};

/// What is asked of each target that shares a word with an article, which are thousands: near each
/// other in memory.
struct TargetFacts {
    float total = 0;  // of its bag
    Slot slot = Slot::company;
    std::uint8_t is_context = 0;  // only helps to judge others
    std::uint8_t companies = 0;   // of those who have it, as counted for `beside`
    std::uint8_t reserved = 0;
};

/// A sentence says more beside news of the companies of those who wrote it; so many count.
inline constexpr std::size_t kMostCompanies = 16;

/// What a judge was made of, as its maker tells.
struct JudgeOrigin {
    std::uint64_t database = 0;  // which one
    std::int64_t contacts = 0;   // store::Store::contacts_version()
    std::uint64_t articles = 0;  // which taught how rare words are
    bool learns = true;          // words are learnt for whatever target comes
    bool operator==(const JudgeOrigin&) const = default;
};

/// Rows of different lengths, one after the other. Beyond the end they are empty.
template <class T>
struct Rows {
    std::span<const std::uint32_t> ends;  // of each row
    std::span<const T> items;

    [[nodiscard]] std::span<const T> operator[](std::size_t row) const {
        if (row >= ends.size()) return {};
        const std::size_t begin = row == 0 ? 0 : ends[row - 1];
        const std::size_t end = ends[row];
        if (begin > end || end > items.size()) return {};
        return items.subspan(begin, end - begin);
    }
};

/// Of what tables are made. Numbers of targets and phrases count on from those of the tables that
/// these add to, so that no two have one.
struct JudgeParts {
    std::vector<Phrase> phrases;                            // their ids are watches
    std::vector<std::pair<std::uint32_t, WatchUse>> uses;   // by watch
    std::vector<std::pair<std::uint32_t, Saying>> sayings;  // by watch
    std::vector<TargetFacts> facts;                         // by target
    std::vector<TargetKey> keys;                            // by target
    std::vector<std::uint32_t> trades;                      // by target: another, 1-based, or 0
    std::vector<std::pair<std::uint32_t, std::uint32_t>> beside;  // sentences, by company
    std::vector<std::uint32_t> encoded_ends;                      // by target
    std::string encoded;                                          // encode_target()
    BagIndex bags;                                                // one for each target
    std::uint32_t first_target = 0;
    std::uint32_t first_watch = 1;
};

/// What a judge looks for, compiled into one block of memory that is as well a file's content:
/// header, then flat arrays. Numbers are of the machine's byte order. A file is not read to prove
/// that it is whole: every number in it is checked where it is used, so that damage gives wrong
/// findings and no worse. Immutable.
class JudgeTables {
public:
    /// Error bad_input: more of something than can be numbered; storage: no memory.
    [[nodiscard]] static Result<JudgeTables> build(JudgeParts parts);

    /// What save() wrote, mapped. Error not_found; malformed: no such file, or a torn one, or made
    /// by another version of the matcher or its knowledge.
    [[nodiscard]] static Result<JudgeTables> map(const std::filesystem::path& path);
    [[nodiscard]] static Result<JudgeTables> open(PhraseMemory memory);

    /// Replaces the file at once and for good, mode 0600.
    [[nodiscard]] Result<void> save(const std::filesystem::path& path,
                                    const JudgeOrigin& origin) const;

    [[nodiscard]] const JudgeOrigin& origin() const { return origin_; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return memory_.bytes(); }

    // By number, from first_target() or first_watch() on; an empty answer for another's.
    [[nodiscard]] std::uint32_t first_target() const { return first_target_; }
    [[nodiscard]] std::size_t end_target() const { return first_target_ + facts_.size(); }
    [[nodiscard]] std::uint32_t end_watch() const {
        return first_watch_ + static_cast<std::uint32_t>(uses_.ends.size());
    }
    [[nodiscard]] const PhraseTable& phrases() const { return phrases_; }
    [[nodiscard]] const BagTable& bags() const { return bags_; }
    [[nodiscard]] std::span<const WatchUse> uses(std::size_t watch) const {
        return uses_[watch - first_watch_];
    }
    [[nodiscard]] std::span<const Saying> sayings(std::size_t watch) const {
        return sayings_[watch - first_watch_];
    }
    [[nodiscard]] const TargetFacts& facts(std::uint32_t target) const {
        return facts_[target - first_target_];
    }
    [[nodiscard]] TargetKey key(std::uint32_t target) const {
        return keys_[target - first_target_];
    }
    /// Of a company the target of its trade, 1-based; 0: none.
    [[nodiscard]] std::uint32_t trade(std::uint32_t target) const {
        return trades_[target - first_target_];
    }
    /// Sentences of those who have this company, which may be of other tables.
    [[nodiscard]] std::span<const std::uint32_t> beside(std::uint32_t company) const {
        return beside_[company];
    }
    [[nodiscard]] std::string_view encoded(std::uint32_t target) const;
    /// Which target has this key; 1-based, 0: none.
    [[nodiscard]] std::uint32_t find(TargetKey key) const;

private:
    struct Header;
    JudgeTables(PhraseMemory memory, PhraseTable phrases, const Header& header);

    PhraseMemory memory_;
    JudgeOrigin origin_;
    std::uint32_t first_target_ = 0;
    std::uint32_t first_watch_ = 1;
    PhraseTable phrases_;
    Rows<WatchUse> uses_;
    Rows<Saying> sayings_;
    std::span<const TargetFacts> facts_;
    std::span<const TargetKey> keys_;
    std::span<const std::uint32_t> by_key_;  // targets, from 0
    std::span<const std::uint32_t> trades_;
    Rows<std::uint32_t> beside_;
    Rows<char> encoded_;
    BagTable bags_;
};

}  // namespace sawthis::matcher
