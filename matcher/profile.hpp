#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "core/match.hpp"
#include "matcher/bag_index.hpp"
#include "matcher/judgement.hpp"
#include "matcher/knowledge.hpp"

namespace sawthis::matcher {

/// What it means for a target that a phrase stands in an article.
enum class TermRole {
    name,        // it is the target, surely
    weak_name,   // it is, if the rest of the article bears it out
    sure_word,   // of a field: hardly said of anything else
    word,        // of a field, a company's surroundings, a project: said of it, and of other things
    rival_word,  // said of a namesake
    other_sense,  // a phrase that holds the name and means something else
    longer_name,  // a name that holds it: what stands within is not the target
    lower_case,   // the name as an ordinary word
    home,         // the place a team is called by where its sport is clear
};

/// The group of a team's place; each of its words has one of its own above that.
inline constexpr int kPlaceGroup = 1;
/// The group of one word of a company's name, "Novo" of Novo Nordisk, which is a surname as well.
inline constexpr int kPartGroup = 1;
/// The group of a company's domain, which is hardly written of anything else.
inline constexpr int kDomainGroup = -1;
/// The group of a company's name of one word of which nothing is known: it may be a surname.
inline constexpr int kUnknownGroup = 2;

struct Term {
    std::string phrase;
    bool exact_case = false;
    TermRole role = TermRole::name;
    int group = 0;  // terms of one group are forms of one word and count once
    bool operator==(const Term&) const = default;
};

/// One thing a contact is known by or cares about: their company, one team, one interest, ...
struct Target {
    Slot slot = Slot::company;
    TargetKey key = 0;
    std::string written;  // as the user wrote it
    std::vector<Term> terms;
    TargetKey trade = 0;  // of a company: the target of its industry
    bool coined =
        false;  // a company whose name is no ordinary word, though it means other things too
    std::string domain;               // of a company whose name means other things too: "apple.com"
    std::string sport;                // of a team; empty if it is not known
    std::string league;               // likewise
    std::string team;                 // its full name; also of an interest that is a team
    std::vector<std::string> rivals;  // of the team: full names
    std::vector<std::string> namesakes;  // sports in which a team is called as this interest is
    bool of_sport = false;               // an interest or trade that has to do with some sport
    std::vector<BagWord> bag;  // of what was written, in order; of a company, what was learnt of it
    bool operator==(const Target&) const = default;
};

/// What a target is called, before what it is looked for by is worked out.
struct TargetName {
    Slot slot = Slot::company;
    TargetKey key = 0;  // the same for all contacts who share it
    std::string written;
    bool operator==(const TargetName&) const = default;
};

/// What to look for on behalf of a contact; empty fields give nothing. Projects and goals both have
/// the slot project. Quick: no knowledge is asked.
[[nodiscard]] std::vector<TargetName> name_targets(const Contact& contact);

/// A word that articles about something have more often than others, learnt from the user's own.
struct LearntWord {
    std::string word;
    float weight = 0;  // of its relation, 0 to 1
};

/// What is known of words from the articles that were taken in.
struct Lore {
    /// How rare a word is: ln(articles / articles that have its stem).
    std::function<float(std::string_view stem)> rarity;
    /// Of an interest, a project, a trade, or a company whose name means other things too. May be
    /// empty: nothing was learnt.
    std::function<std::vector<LearntWord>(TargetKey, std::string_view sentence)> expand;
    /// Whether the short name of a company is somebody else's: many articles have it, and none the
    /// whole one. May be empty.
    std::function<bool(TargetKey, std::string_view name)> is_elsewhere;
};

/// nullopt if there is nothing to look for: a name without a word, a project that names no field.
[[nodiscard]] std::optional<Target> make_target(const TargetName& name, const Contact& contact,
                                                const Knowledge& knowledge, const Lore& lore);

/// By which names a company is learnt from the articles. Both are empty where that needs no help.
struct CompanyNames {
    std::vector<std::string> sure;   // mean it, or what is only its
    std::vector<std::string> brief;  // one word for a longer name that nobody knows: Titan of
                                     // Titan Tow Trucks
};

[[nodiscard]] CompanyNames names_to_learn(const Contact& contact, const Knowledge& knowledge);

}  // namespace sawthis::matcher
