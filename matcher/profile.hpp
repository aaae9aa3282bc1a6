#pragma once

#include <string>
#include <vector>

#include "core/contact.hpp"
#include "core/match.hpp"

namespace sawthis::matcher {

/// A phrase by which an article may touch a target.
struct Term {
    std::string phrase;
    bool exact_case = false;
    bool operator==(const Term&) const = default;
};

/// One thing a contact is known by or cares about: their company, one team, one interest, ... For
/// company, team and person any term names it; of a project the terms are its content words, and
/// several are needed.
struct Target {
    Facet facet = Facet::company;
    std::string written;  // as the user wrote it
    std::vector<Term> terms;
    bool operator==(const Target&) const = default;
};

/// What to look for on behalf of a contact; empty fields give nothing. Projects and goals both have
/// the facet project.
[[nodiscard]] std::vector<Target> make_targets(const Contact& contact);

/// The words of a sentence that carry its subject: no articles, prepositions, numbers or words that
/// say only that something is done ("launching"). In order, each once.
[[nodiscard]] std::vector<std::string> content_words(std::string_view sentence);

}  // namespace sawthis::matcher
