#include "matcher/profile.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "matcher/company_name.hpp"

namespace sawthis::matcher {

namespace {

/// Words of a project sentence that say nothing of its subject.
constexpr std::array<std::string_view, 92> kEmptyWords{
    "a",         "about",   "across",   "after",    "all",     "an",        "and",       "are",
    "around",    "as",      "at",       "be",       "before",  "better",    "between",   "build",
    "building",  "by",      "can",      "cutting",  "doing",   "during",    "each",      "every",
    "expanding", "first",   "for",      "from",     "get",     "getting",   "going",     "growing",
    "have",      "her",     "his",      "how",      "improve", "improving", "in",        "into",
    "is",        "it",      "its",      "keep",     "keeping", "launch",    "launching", "make",
    "making",    "many",    "million",  "more",     "moving",  "my",        "new",       "next",
    "of",        "off",     "on",       "one",      "open",    "opening",   "or",        "our",
    "out",       "over",    "plan",     "planning", "range",   "running",   "set",       "setting",
    "some",      "start",   "starting", "than",     "that",    "the",       "their",     "then",
    "this",      "through", "to",       "two",      "under",   "up",        "use",       "using",
    "want",      "where",   "which",    "with"};

void add(std::vector<Target>& targets, Facet facet, const std::string& written, bool exact_case) {
    if (find_words(written).empty()) return;
    targets.push_back({facet, written, {{written, exact_case}}});
}

void add_company(std::vector<Target>& targets, const Contact& contact) {
    Target target{Facet::company, contact.company, {}};
    const auto add_name = [&](std::string_view name) {
        for (auto& form : company_forms(name)) {
            const Term term{std::move(form), true};
            const bool known =
                std::find(target.terms.begin(), target.terms.end(), term) != target.terms.end();
            if (!known && !find_words(term.phrase).empty()) target.terms.push_back(term);
        }
    };
    add_name(contact.company);
    for (const auto& alias : contact.company_aliases) add_name(alias);
    if (target.written.empty() && !contact.company_aliases.empty()) {
        target.written = contact.company_aliases.front();
    }
    if (!target.terms.empty()) targets.push_back(std::move(target));
}

void add_project(std::vector<Target>& targets, const std::string& written) {
    Target target{Facet::project, written, {}};
    for (auto& word : content_words(written)) target.terms.push_back({std::move(word), false});
    if (!target.terms.empty()) targets.push_back(std::move(target));
}

}  // namespace

std::vector<std::string> content_words(std::string_view sentence) {
    std::vector<std::string> words;
    for (const Span& span : find_words(sentence)) {
        std::string word = fold_case(sentence.substr(span.begin, span.end - span.begin));
        const bool number = word.find_first_not_of("0123456789") == std::string::npos;
        const bool empty =
            std::find(kEmptyWords.begin(), kEmptyWords.end(), word) != kEmptyWords.end();
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        if (word.size() > 1 && !number && !empty && !known) words.push_back(std::move(word));
    }
    return words;
}

std::vector<Target> make_targets(const Contact& contact) {
    std::vector<Target> targets;
    add_company(targets, contact);
    // One word is a first name or a handle, which is anybody's.
    if (find_words(contact.name).size() > 1) add(targets, Facet::person, contact.name, true);
    for (const auto& team : contact.teams) add(targets, Facet::team, team, true);
    for (const auto& interest : contact.interests) add(targets, Facet::interest, interest, false);
    for (const auto& project : contact.projects) add_project(targets, project);
    for (const auto& goal : contact.goals) add_project(targets, goal);
    add(targets, Facet::industry, contact.industry, false);
    add(targets, Facet::role, contact.role, false);
    add(targets, Facet::place, contact.location.substr(0, contact.location.find(',')), true);
    return targets;
}

}  // namespace sawthis::matcher
