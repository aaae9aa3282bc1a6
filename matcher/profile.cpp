#include "matcher/profile.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "core/content_words.hpp"
#include "core/hash.hpp"
#include "core/text.hpp"
#include "matcher/company_name.hpp"
#include "matcher/stem.hpp"

namespace sawthis::matcher {

namespace {

std::size_t word_count(std::string_view text) {
    return find_words(text).size();
}

void add_term(Target& target, std::string_view phrase, bool exact_case, TermRole role,
              int group = 0) {
    if (word_count(phrase) == 0) return;
    Term term{std::string(trim(phrase)), exact_case, role, group};
    const bool known =
        std::any_of(target.terms.begin(), target.terms.end(), [&](const Term& other) {
            return other.phrase == term.phrase && other.exact_case == term.exact_case;
        });
    if (!known) target.terms.push_back(std::move(term));
}

void add_words(Target& target, const std::vector<std::string>& words, TermRole role) {
    for (const auto& word : words) {
        add_term(target, word, false, role, static_cast<int>(target.terms.size()));
    }
}

bool contains_word_of(const std::vector<std::string>& words, std::string_view name) {
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& w) { return equal_ignoring_ascii_case(w, name); });
}

/// Whether all that the company is called says what `lore` is: "Maryland Jockey Club" of Pimlico,
/// which has a jockey club and stands in Maryland.
bool is_told_by(const CompanyLore& lore, std::string_view company) {
    const auto words = find_words(company);
    return words.size() > 1 && std::all_of(words.begin(), words.end(), [&](const Span& span) {
               const auto word = company.substr(span.begin, span.end - span.begin);
               return std::any_of(lore.words.begin(), lore.words.end(),
                                  [&](const std::string& phrase) {
                                      return contains_word_of(split_list(phrase, ' '), word);
                                  });
           });
}

/// Whether what is known of `lore`'s name is known of this company: "Virgin" of Virgin Group and
/// "Facebook" of Meta, but not "Target" of Target Fire Protection. `own` is what is known of the
/// company by its whole name; may be null.
bool is_lore_of(const CompanyLore& lore, const Contact& contact, const CompanyLore* own) {
    if (&lore == own || (own != nullptr && contains_word_of(own->own_names, lore.name)))
        return true;
    const std::string name = strip_designators(contact.company);
    if (equal_ignoring_ascii_case(lore.name, name) || contains_word_of(lore.words, name) ||
        contains_word_of(lore.words, contact.company) || contains_word_of(lore.own_names, name) ||
        is_told_by(lore, name)) {
        return true;
    }
    if (word_count(lore.name) == 1 && word_count(name) > 1) {
        return std::any_of(contact.company_aliases.begin(), contact.company_aliases.end(),
                           [&](const auto& alias) {
                               return contains_word_of(lore.words, strip_designators(alias)) &&
                                      !equal_ignoring_ascii_case(lore.name, alias);
                           });
    }
    return false;
}

/// "Novo" of Novo Nordisk is somebody's surname too; the whole name is not.
bool is_word_of(std::string_view whole, std::string_view name) {
    const auto words = split_list(whole, ' ');
    return words.size() > 1 && std::find(words.begin(), words.end(), name) != words.end();
}

/// Whether it is one word for a longer name, and nothing is known of either.
bool is_brief(const std::string& name, const Contact& contact, const CompanyLore* own,
              const Knowledge& knowledge) {
    return own == nullptr && word_count(name) == 1 &&
           word_count(strip_designators(contact.company)) > 1 &&
           knowledge.find_company(name) == nullptr;
}

void add_company_name(Target& target, const std::string& name, const Contact& contact,
                      const CompanyLore* own, const Knowledge& knowledge, const Lore& learnt) {
    const CompanyLore* lore = knowledge.find_company(name);
    // What is known of General Motors bears out "GM".
    if (lore == nullptr && own != nullptr && contains_word_of(own->own_names, name)) lore = own;
    const std::string whole = strip_designators(contact.company);
    const bool first_word_only = whole.size() > name.size() && whole[name.size()] == ' ' &&
                                 whole.compare(0, name.size(), name) == 0;
    const bool elsewhere = learnt.is_elsewhere && learnt.is_elsewhere(target.key, name);
    const bool ambiguous = elsewhere || knowledge.is_ambiguous_company(name);
    const bool one_word = word_count(name) == 1;
    // "SRS" of SRS Real Estate Partners is theirs where "Summit" of Summit Dental Care is
    // anybody's.
    const bool borrowed = lore != nullptr
                              ? one_word && !is_lore_of(*lore, contact, own) && whole != name
                              : ambiguous && first_word_only && !is_initials(name);
    if (borrowed) return;  // somebody else is better known by it; the whole name is found anyway
    const int group = ambiguous || is_initials(name) ? 0
                      : is_word_of(whole, name)      ? kPartGroup
                      : one_word && lore == nullptr  ? kUnknownGroup
                                                     : 0;
    add_term(target, name, true, ambiguous ? TermRole::weak_name : TermRole::name, group);
    // What is known of Mayo Clinic tells that Cinco de Mayo is something else.
    if (const CompanyLore* const told = lore != nullptr ? lore : own) {
        for (const auto& other : told->other_senses) {
            add_term(target, other, false, TermRole::other_sense);
        }
    }
    if (!ambiguous) return;
    target.coined = lore != nullptr && one_word && knowledge.level_of(name) == 4 && name.size() > 3;
    if (lore != nullptr) add_words(target, lore->words, TermRole::word);
    if (one_word && name != lower_ascii(name)) {
        add_term(target, lower_ascii(name), true, TermRole::lower_case);
    }
}

/// What is known of the company itself: by its name, else by one of its aliases of several words.
const CompanyLore* find_lore(const Knowledge& knowledge, const std::vector<std::string>& given) {
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string name = strip_designators(given[i]);
        if (i > 0 && word_count(name) == 1) continue;
        if (const CompanyLore* const lore = knowledge.find_company_in_full(name)) return lore;
    }
    return nullptr;
}

/// "https://www.apple.com/uk/" is written by people, too.
void add_domain(Target& target, std::string_view written) {
    std::string domain = lower_ascii(trim(written));
    if (const auto scheme = domain.find("://"); scheme != std::string::npos)
        domain.erase(0, scheme + 3);
    domain.resize(std::min(domain.find('/'), domain.size()));
    if (domain.starts_with("www.")) domain.erase(0, 4);
    if (domain.find('.') == std::string::npos) return;
    add_term(target, domain, false, TermRole::word, kDomainGroup);
    target.domain = std::move(domain);
}

bool has_weak_name(const Target& target) {
    return std::ranges::count(target.terms, TermRole::weak_name, &Term::role) > 0;
}

/// Gives what is known of the company; nullptr if nothing is.
const CompanyLore* add_company(Target& target, const Contact& contact, const Knowledge& knowledge,
                               const Lore& learnt) {
    std::vector<std::string> given{contact.company};
    given.insert(given.end(), contact.company_aliases.begin(), contact.company_aliases.end());
    const auto* const own = find_lore(knowledge, given);
    if (own != nullptr) {
        if (!contains_word_of(given, own->name)) given.push_back(own->name);
        given.insert(given.end(), own->own_names.begin(), own->own_names.end());
    }
    for (const auto& name : given) {
        for (const auto& form : company_forms(name)) {
            // "Gap Inc" is surely the company where "Gap" may not be.
            add_company_name(target, form, contact, own, knowledge, learnt);
        }
    }
    if (has_weak_name(target)) add_domain(target, contact.company_domain);
    return own;
}

/// By a sure name; by a weak one only if it is of one sport: "Wales" alone is not.
const Team* find_team(const Knowledge& knowledge, std::string_view written) {
    const Team* weak = nullptr;
    bool one_sport = true;
    for (const Team& team : knowledge.teams) {
        if (contains_word_of(team.names, written)) return &team;
        if (!contains_word_of(team.weak_names, written)) continue;
        if (weak == nullptr) weak = &team;
        one_sport = one_sport && weak->sport == team.sport;
    }
    return one_sport ? weak : nullptr;
}

/// By a sure name of several words, so that an interest in jazz is none in the team from Utah.
const Team* find_team_in_full(const Knowledge& knowledge, std::string_view written) {
    if (word_count(written) < 2) return nullptr;
    const auto found = std::ranges::find_if(
        knowledge.teams, [&](const Team& team) { return contains_word_of(team.names, written); });
    return found == knowledge.teams.end() ? nullptr : &*found;
}

/// By which the team may be called, and others too.
std::vector<std::string> short_names_of(const Team& team) {
    std::vector<std::string> names = team.weak_names;
    std::ranges::copy_if(team.names, std::back_inserter(names),
                         [](const std::string& name) { return word_count(name) == 1; });
    if (!team.place.empty()) names.push_back(team.nickname);
    return names;
}

/// Whether both are called by one name: "Tigers" of Detroit and of a college, "Ireland" in two
/// sports.
bool are_namesakes(const Team& team, const Team& other) {
    const auto shorts = short_names_of(other);
    return other.nickname == team.nickname || contains_word_of(team.names, other.nickname) ||
           contains_word_of(other.names, team.nickname) ||
           std::ranges::any_of(short_names_of(team), [&](const std::string& name) {
               return contains_word_of(shorts, name);
           });
}

std::vector<const Team*> find_namesakes(const Team& team, const Knowledge& knowledge) {
    std::vector<const Team*> namesakes;
    for (const Team& other : knowledge.teams) {
        if (&other == &team || other.names.front() == team.names.front()) continue;
        if (are_namesakes(team, other)) namesakes.push_back(&other);
    }
    return namesakes;
}

/// What tells the team from its namesakes: a ground where both play in their sports does not.
void add_team_words(Target& target, const Team& team, const Knowledge& knowledge) {
    const auto namesakes = find_namesakes(team, knowledge);
    const auto shorts = short_names_of(team);
    const auto is_shared = [&](const std::string& word) {
        return std::any_of(namesakes.begin(), namesakes.end(), [&](const Team* other) {
            return other->sport != team.sport && contains_word_of(other->words, word);
        });
    };
    int group = kPlaceGroup + 1;
    for (const auto& word : team.words) {
        if (!is_shared(word)) add_term(target, word, true, TermRole::word, group++);
    }
    for (const Team* other : namesakes) {
        add_term(target, other->names.front(), true, TermRole::other_sense);
        if (!other->place.empty() && other->place != team.place) {
            add_term(target, other->place, true, TermRole::rival_word, group++);
        }
        for (const auto& name : short_names_of(*other)) {  // "Wolfsburg" of Wolves from there
            if (!contains_word_of(shorts, name))
                add_term(target, name, true, TermRole::rival_word, group++);
        }
        for (const auto& word : other->words) {
            if (!contains_word_of(team.words, word) || other->sport == team.sport)
                add_term(target, word, true, TermRole::rival_word, group++);
        }
    }
}

/// "Northern Ireland" is not Ireland, nor is the Bank of Ireland, nor "Inter Milan" the Milan of AC
/// Milan.
void add_longer_names(Target& target, const Team& team, const Knowledge& knowledge) {
    auto shorts = short_names_of(team);
    if (!team.place.empty()) shorts.push_back(team.place);
    for (const auto& name : shorts) {
        for (const char* const of : {"Bank of ", "Church of ", "Government of "})
            add_term(target, of + name, true, TermRole::longer_name);
    }
    const auto is_longer = [&](const std::string& longer) {
        return std::ranges::any_of(shorts, [&](const std::string& name) {
            return longer.ends_with(" " + name) || longer.starts_with(name + " ");
        });
    };
    const auto add = [&](const std::string& name) {
        if (is_longer(name) && !contains_word_of(shorts, name) &&
            !contains_word_of(team.names, name))
            add_term(target, name, true, TermRole::longer_name);
    };
    for (const Team& other : knowledge.teams) {
        if (&other == &team) continue;
        for (const auto& name : other.names) add(name);
        for (const auto& name : other.weak_names) add(name);
        add(other.place);
    }
}

void add_known_team(Target& target, const Team& team, const Knowledge& knowledge) {
    target.sport = team.sport;
    target.league = team.league;
    target.team = team.names.front();
    target.rivals = team.rivals;
    for (const auto& name : team.names) {
        const bool sure = word_count(name) > 1;
        add_term(target, name, true, sure ? TermRole::name : TermRole::weak_name);
    }
    for (const auto& name : team.weak_names) add_term(target, name, true, TermRole::weak_name);
    if (!team.place.empty()) {
        const bool unique =
            !team.doubtful && knowledge.level_of(team.nickname) == 4 &&
            std::none_of(knowledge.teams.begin(), knowledge.teams.end(), [&](const Team& other) {
                const bool lesser = other.sport != team.sport && other.sport == kCollegeSports;
                return &other != &team && other.nickname == team.nickname && !lesser;
            });
        add_term(target, team.nickname, true, unique ? TermRole::name : TermRole::weak_name);
        const bool shared =
            std::any_of(knowledge.teams.begin(), knowledge.teams.end(), [&](const Team& other) {
                return &other != &team && other.place == team.place && other.sport == team.sport;
            });
        add_term(target, team.place, true, shared ? TermRole::word : TermRole::home, kPlaceGroup);
    }
    add_team_words(target, team, knowledge);
    add_longer_names(target, team, knowledge);
}

/// "India cricket": a country's team in a sport.
bool add_national_team(Target& target, const std::string& written, const Knowledge& knowledge) {
    const auto blank = written.find(' ');
    if (blank == std::string::npos) return false;
    for (auto at = blank; at != std::string::npos; at = written.find(' ', at + 1)) {
        const Sport* const sport = knowledge.find_sport(written.substr(at + 1));
        if (sport == nullptr) continue;
        target.sport = sport->names.front();
        add_term(target, written.substr(0, at), true, TermRole::weak_name);
        return true;
    }
    return false;
}

void add_team(Target& target, const std::string& written, const Knowledge& knowledge) {
    const Team* const team = find_team(knowledge, written);
    if (team != nullptr) {
        add_known_team(target, *team, knowledge);
    } else if (!add_national_team(target, written, knowledge)) {
        add_term(target, written, true,
                 word_count(written) > 1 ? TermRole::name : TermRole::weak_name);
    }
}

void add_field_words(Target& target, const Field& field) {
    add_words(target, field.sure_words, TermRole::sure_word);
    add_words(target, field.words, TermRole::word);
    for (const auto& other : field.other_senses) {
        add_term(target, other, false, TermRole::other_sense);
    }
}

/// Whether it is a sport, or sports are spoken of in its field.
bool is_of_sport(std::string_view name, const Field* field, const Knowledge& knowledge) {
    constexpr std::ptrdiff_t kSome = 3;
    const auto is_sport = [&](const std::string& word) {
        return knowledge.find_sport(word) != nullptr || word.find("sport") != std::string::npos;
    };
    const auto names_sport = [&](const std::string& written) {
        if (written.find("olympic") != std::string::npos || is_sport(written)) return true;
        const auto end = written.rfind(' ');  // "horse racing industry"
        return end != std::string::npos && is_sport(written.substr(0, end));
    };
    if (names_sport(lower_ascii(name))) return true;
    if (field == nullptr) return false;
    if (std::ranges::any_of(field->names, names_sport)) return true;
    const auto words = std::ranges::count_if(field->words, is_sport) +
                       std::ranges::count_if(field->sure_words, is_sport);
    return words >= kSome;
}

/// The field of a topic; of a country's politics or conflict, what is known of the country.
const Field* find_topic_field(std::string_view name, const Knowledge& knowledge) {
    constexpr std::array<std::string_view, 9> kAspects{" politics",  " affairs", " conflict",
                                                       " crisis",    " news",    " election",
                                                       " elections", " economy", " democracy"};
    if (const Field* const field = knowledge.find_field(name)) return field;
    const std::string folded = lower_ascii(name);
    for (const auto aspect : kAspects) {
        if (folded.ends_with(aspect))
            return knowledge.find_field(name.substr(0, name.size() - aspect.size()));
    }
    return nullptr;
}

/// A topic is found by its name, its field's words, and the words of its name apart from each
/// other.
void add_topic(Target& target, std::string_view name, const Knowledge& knowledge) {
    const bool ordinary = word_count(name) == 1 && knowledge.level_of(name) < 3;
    add_term(target, name, false, ordinary ? TermRole::weak_name : TermRole::name);
    const Field* const field = find_topic_field(name, knowledge);
    target.of_sport = is_of_sport(name, field, knowledge);
    if (field != nullptr) {
        for (const auto& other : field->names) {
            if (word_count(other) > 1) add_term(target, other, false, TermRole::sure_word);
        }
        add_field_words(target, *field);
    }
}

/// In which a team has `nickname`: basketball for jazz.
std::vector<std::string> sports_with(std::string_view nickname, const Knowledge& knowledge) {
    std::vector<std::string> sports;
    for (const Team& team : knowledge.teams) {
        const bool namesake = equal_ignoring_ascii_case(team.nickname, nickname);
        if (namesake && !contains_word_of(sports, team.sport)) sports.push_back(team.sport);
    }
    return sports;
}

/// A team, and what is surely said of its sport.
void add_team_interest(Target& target, const Team& team, const Knowledge& knowledge) {
    add_known_team(target, team, knowledge);
    if (const Field* const field = knowledge.find_field(team.sport)) {
        add_words(target, field->sure_words, TermRole::sure_word);
    }
}

/// The words of what was written by how much each says, and those learnt to go with them.
std::vector<BagWord> make_bag(const Target& target, const Variants& variants, const Lore& lore) {
    const bool named = target.slot == Slot::company;
    std::vector<BagWord> bag;
    const auto add = [&](std::string_view word, float weight, bool learnt) {
        const auto number = stable_hash(stem_usual(word, variants));
        const bool known = std::any_of(bag.begin(), bag.end(),
                                       [&](const auto& other) { return other.stem == number; });
        if (!known) bag.push_back({number, weight * lore.rarity(stem_word(word)), learnt});
    };
    if (!named) {
        for (const auto& word : content_words(target.written)) add(word, 1, false);
    }
    if (!lore.expand || (bag.empty() && !named)) return bag;
    for (const auto& [word, weight] : lore.expand(target.key, target.written))
        add(word, weight, true);
    return bag;
}

TargetName make_name(Slot slot, std::string_view written, std::string_view context = {}) {
    HashChain hash;
    hash.add(static_cast<char>(slot)).add(written).add('\n').add(context);
    return {slot, hash.value(), std::string(written)};
}

std::string_view city_of(const Contact& contact) {
    return trim(std::string_view(contact.location).substr(0, contact.location.find(',')));
}

}  // namespace

std::vector<TargetName> name_targets(const Contact& contact) {
    std::vector<TargetName> names;
    const auto add = [&](Slot slot, std::string_view written, std::string_view context = {}) {
        auto name = make_name(slot, written, context);
        const bool known = std::any_of(names.begin(), names.end(),
                                       [&](const auto& other) { return other.key == name.key; });
        if (!trim(written).empty() && !known) names.push_back(std::move(name));
    };
    const std::string_view company = !contact.company.empty() || contact.company_aliases.empty()
                                         ? std::string_view(contact.company)
                                         : std::string_view(contact.company_aliases.front());
    add(Slot::company, company, join(contact.company_aliases, ";"));
    // One word is a first name or a handle, which is anybody's.
    if (word_count(contact.name) > 1) add(Slot::person, contact.name);
    for (const auto& team : contact.teams) add(Slot::team, team);
    for (const auto& interest : contact.interests) add(Slot::interest, interest);
    for (const auto* sentences : {&contact.projects, &contact.goals}) {
        for (const auto& sentence : *sentences) add(Slot::project, sentence);
    }
    add(Slot::industry, contact.industry);
    add(Slot::role, contact.role);
    add(Slot::place, city_of(contact));
    return names;
}

CompanyNames names_to_learn(const Contact& contact, const Knowledge& knowledge) {
    Target target;
    const CompanyLore* const own = add_company(target, contact, knowledge, {});
    CompanyNames names;
    for (const Term& term : target.terms) {
        if (term.role != TermRole::name) continue;
        const bool brief = is_brief(term.phrase, contact, own, knowledge);
        (brief ? names.brief : names.sure).push_back(term.phrase);
    }
    return has_weak_name(target) || !names.brief.empty() ? names : CompanyNames{};
}

std::optional<Target> make_target(const TargetName& name, const Contact& contact,
                                  const Knowledge& knowledge, const Lore& lore) {
    Target target;
    target.slot = name.slot;
    target.key = name.key;
    target.written = name.written;
    switch (name.slot) {
        case Slot::company:
            add_company(target, contact, knowledge, lore);
            target.trade = make_name(Slot::industry, contact.industry).key;
            break;
        case Slot::team:
            add_team(target, name.written, knowledge);
            break;
        case Slot::interest:
            if (const Team* const team = find_team_in_full(knowledge, name.written)) {
                add_team_interest(target, *team, knowledge);
                return target;
            }
            add_topic(target, name.written, knowledge);
            target.namesakes = sports_with(name.written, knowledge);
            break;
        case Slot::industry:
            add_topic(target, name.written, knowledge);
            break;
        case Slot::place:
        case Slot::person: {
            add_term(target, name.written, true, TermRole::name);
            const auto plain = without_accents(name.written);
            if (plain != name.written) add_term(target, plain, true, TermRole::name);
            break;
        }
        case Slot::project:
        case Slot::role:
            break;
    }
    const bool has_bag = name.slot == Slot::project || name.slot == Slot::role ||
                         name.slot == Slot::interest || name.slot == Slot::industry ||
                         (name.slot == Slot::company && has_weak_name(target));
    if (has_bag) target.bag = make_bag(target, knowledge.variants, lore);
    if (target.terms.empty() && target.bag.empty()) return std::nullopt;
    return target;
}

}  // namespace sawthis::matcher
