#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "matcher/event.hpp"
#include "matcher/tact.hpp"

namespace sawthis::matcher {

/// A sport and the words of its reports (knowledge/sports.txt).
struct Sport {
    std::vector<std::string> names;
    std::vector<std::string> words;
};

/// The sport of colleges' teams, which are called by their nickname alone only where the college is
/// spoken of: many share it.
inline constexpr std::string_view kCollegeSports = "college sports";

/// A team (knowledge/teams.txt). A club has no place of its own: its name is the nickname.
struct Team {
    std::string place;
    std::string nickname;
    std::vector<std::string> names;       // sure ones, the full name first
    std::vector<std::string> weak_names;  // that mean other things too: "Notre Dame"
    std::vector<std::string> words;       // grounds, coaches, players
    std::vector<std::string> rivals;      // full names of teams of the same sport
    std::string sport;
    std::string league;
    std::vector<std::string> league_words;
    bool doubtful = false;  // the nickname needs to be borne out, though it is no word: "Texans"
};

/// A company name that means other things too (knowledge/companies.txt).
struct CompanyLore {
    std::string name;
    std::vector<std::string> words;         // beside which it is the company; own names too
    std::vector<std::string> other_senses;  // phrases in which it is not
    std::vector<std::string> own_names;     // which news of it may use instead, brands too
    std::vector<std::string> tickers;       // "NYSE:IBM"
    bool doubtful = false;                  // it needs to be borne out, though it is no word
};

using Companies = std::unordered_map<std::string, CompanyLore>;  // by name, ASCII lowered

/// A field of interest or trade (knowledge/fields.txt).
struct Field {
    std::vector<std::string> names;
    std::vector<std::string> sure_words;
    std::vector<std::string> words;
    std::vector<std::string> other_senses;
};

/// A shorthand and what it stands for (knowledge/abbreviations.txt).
struct Abbreviation {
    std::string shorthand;              // as written: "IT" is not "it"
    std::vector<std::string> meanings;  // the usual one first
};

/// Each form of a word, folded, to the first of its group (knowledge/variants.txt): "tyre" to
/// "tire", "bought" to "buy".
using Variants = std::unordered_map<std::string, std::string>;

/// What a well-informed person knows; read from the files built in.
struct Knowledge {
    std::vector<Sport> sports;
    std::vector<Team> teams;
    Companies companies;
    std::unordered_map<std::string, std::string> short_names;  // by index_short_names()
    std::vector<Field> fields;
    std::unordered_map<std::string, std::size_t> field_of_name;  // by index_fields()
    std::vector<Abbreviation> abbreviations;
    Variants variants;
    std::vector<TactPhrase> tact;
    std::vector<EventLine> events;
    std::unordered_map<std::string, int> word_levels;  // 1 most common to 3; folded singular

    /// 1 to 3, or 4 for a word that is not among the ordinary ones. Takes any form.
    [[nodiscard]] int level_of(std::string_view word) const;
    /// By name, in any case; own names are not looked at.
    [[nodiscard]] const CompanyLore* find_company(std::string_view name) const;
    /// By what the letters of its name stand for too, "London Stock Exchange" is LSE, and by its
    /// name with a word for a company, "Meta Platforms".
    [[nodiscard]] const CompanyLore* find_company_in_full(std::string_view name) const;
    /// Whether a company's name alone may mean something else.
    [[nodiscard]] bool is_ambiguous_company(std::string_view name) const;
    /// By name, whatever its case, hyphens, "and" or "&"; a plural finds the singular and the other
    /// way round where no field has that very name ("bridges" are not "bridge"). A hash lookup.
    [[nodiscard]] const Field* find_field(std::string_view name) const;
    [[nodiscard]] const Sport* find_sport(std::string_view name) const;
};

/// Each reads one file, which documents its own form. Error malformed: "line 12: ...".
[[nodiscard]] Result<std::vector<Sport>> parse_sports(std::string_view text);
[[nodiscard]] Result<std::vector<Team>> parse_teams(std::string_view text);
[[nodiscard]] Result<Companies> parse_companies(std::string_view text);
[[nodiscard]] Result<std::vector<Field>> parse_fields(std::string_view text);
[[nodiscard]] Result<std::vector<Abbreviation>> parse_abbreviations(std::string_view text);
[[nodiscard]] Result<Variants> parse_variants(std::string_view text);
[[nodiscard]] Result<std::unordered_map<std::string, int>> parse_words(std::string_view text);

/// The key of each company in `companies` whose name has the first letters of one of its own names,
/// or begins it with a word for a company behind it, by that, ASCII lowered: "general motors" to
/// "gm", "adobe systems" to "adobe".
[[nodiscard]] std::unordered_map<std::string, std::string> index_short_names(
    const Companies& companies);

/// The field, by its place in `fields`, of each name, which no two fields share.
[[nodiscard]] std::unordered_map<std::string, std::size_t> index_fields(
    const std::vector<Field>& fields);

/// Error malformed: "knowledge/teams.txt: line 12: ...".
[[nodiscard]] Result<Knowledge> load_knowledge();

/// The same, read at the first call and kept: reading takes some 20 ms.
[[nodiscard]] const Result<Knowledge>& built_in_knowledge();

/// What reading articles takes of it: sports, teams, variants, tact and events; the rest is empty.
/// Kept likewise; reading takes a quarter of that.
[[nodiscard]] const Result<Knowledge>& built_in_reading_knowledge();

/// Of all files: another number is other knowledge.
[[nodiscard]] std::uint64_t knowledge_hash();

/// A word as they are compared: folded, without plural.
[[nodiscard]] std::string fold_word(std::string_view word);

}  // namespace sawthis::matcher
