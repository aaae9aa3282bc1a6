#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "core/match.hpp"
#include "matcher/knowledge.hpp"

namespace sawthis::matcher {

/// What it means for a target that a phrase stands in an article.
enum class TermRole {
    name,        // it is the target, surely
    weak_name,   // it is, if the rest of the article bears it out
    sure_word,   // of a field: hardly said of anything else
    word,        // of a field, a company's surroundings, a project: said of it, and of other things
    trade_word,  // of a company's trade: says less
    rival_word,  // said of a namesake
    other_sense,  // a phrase that holds the name and means something else
    lower_case,   // the name as an ordinary word
};

struct Term {
    std::string phrase;
    bool exact_case = false;
    TermRole role = TermRole::name;
    int group = 0;      // terms of one group are forms of one word and count once
    double weight = 1;  // of a word of a project: how much it says
    bool operator==(const Term&) const = default;
};

/// One thing a contact is known by or cares about: their company, one team, one interest, ...
struct Target {
    Facet facet = Facet::company;
    std::string written;  // as the user wrote it
    std::vector<Term> terms;
    std::string sport;   // of a team; empty if it is not known
    bool topic = false;  // a field to be recognised by its words rather than a name
    bool operator==(const Target&) const = default;
};

/// What to look for on behalf of a contact; empty fields give nothing. Projects and goals both have
/// the facet project.
[[nodiscard]] std::vector<Target> make_targets(const Contact& contact, const Knowledge& knowledge);

/// The words of a sentence that carry its subject: no articles, prepositions, numbers or words that
/// say only that something is done ("launching"). Folded, in order, each once.
[[nodiscard]] std::vector<std::string> content_words(std::string_view sentence);

}  // namespace sawthis::matcher
