#include "matcher/knowledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "core/hash.hpp"
#include "core/text.hpp"
#include "embedded.hpp"
#include "matcher/company_name.hpp"
#include "matcher/knowledge_lines.hpp"
#include "matcher/word_hash.hpp"

namespace sawthis::matcher {

namespace {

/// The parts between bars, trimmed, empty ones too.
std::vector<std::string_view> split_bars(std::string_view line) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto bar = line.find('|');
        parts.push_back(trim(line.substr(0, bar)));
        if (bar == std::string_view::npos) return parts;
        line.remove_prefix(bar + 1);
    }
}

/// "key: rest"; nullopt without a colon or a key.
std::optional<std::pair<std::string_view, std::string_view>> split_key(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || trim(line.substr(0, colon)).empty()) return std::nullopt;
    return std::pair{trim(line.substr(0, colon)), trim(line.substr(colon + 1))};
}

bool any_equal(const std::vector<std::string>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(),
                       [&](const auto& n) { return equal_ignoring_ascii_case(n, name); });
}

/// "?Notre Dame", "?Texans": what follows a question mark means other things too.
bool cut_question_mark(std::string_view& name) {
    if (!name.starts_with('?')) return false;
    name = trim(name.substr(1));
    return true;
}

void add_team_names(Team& team, std::string_view list) {
    for (std::string_view name : split_list(list, ',')) {
        const bool weak = cut_question_mark(name);
        (weak ? team.weak_names : team.names).emplace_back(name);
    }
}

/// "NYSE:IBM", "TSE:7203", "LSE:BT.A".
bool is_ticker(std::string_view text) {
    constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
    return text.find_first_not_of(kCapitals) == colon &&
           text.find_first_not_of(kCapitals, colon + 1) == std::string_view::npos;
}

/// What is wrong with the line, if something is.
std::optional<std::string> read_company(std::string_view line, CompanyLore& company) {
    const auto parts = split_bars(line);
    if (parts.size() < 3) return "a company has a name, words and other senses";
    if (parts.size() > 5) return "there is a bar too many";
    company.doubtful = parts[0].starts_with('?');
    company.name = trim(parts[0].substr(company.doubtful ? 1 : 0));
    if (company.name.empty()) return "a company needs a name";
    company.words = split_list(parts[1], ',');
    company.other_senses = split_list(parts[2], ',');
    if (parts.size() > 3) company.own_names = split_list(parts[3], ',');
    if (parts.size() > 4) company.tickers = split_list(parts[4], ',');
    company.words.insert(company.words.end(), company.own_names.begin(), company.own_names.end());
    for (const auto& ticker : company.tickers) {
        if (!is_ticker(ticker)) return fmt::format("{} is no EXCHANGE:SYMBOL", ticker);
    }
    return std::nullopt;
}

/// A word folded; what most are, ASCII, at no cost.
std::string fold_quickly(std::string_view word) {
    const bool ascii = std::all_of(word.begin(), word.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? lower_ascii(word) : fold_case(word);
}

/// A field's name as it is looked up: its words folded, without "and" and "the".
std::string name_key(std::string_view name, bool cut_plurals) {
    const std::string folded = fold_quickly(name);
    std::string key;
    std::size_t at = 0;
    const auto in_word = [&](std::size_t i) {
        const auto c = static_cast<unsigned char>(folded[i]);
        return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    };
    while (at < folded.size()) {
        if (!in_word(at)) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < folded.size() && in_word(at)) ++at;
        const auto word = std::string_view(folded).substr(begin, at - begin);
        if (word == "and" || word == "the") continue;
        if (!key.empty()) key += ' ';
        const std::size_t start = key.size();
        key += word;
        if (cut_plurals) key.resize(start + cut_plural(key.data() + start, key.size() - start));
    }
    return key;
}

/// A field without its other senses: "name, other names: words".
std::optional<Field> read_field(std::string_view text) {
    const auto pair = split_key(text);
    if (!pair) return std::nullopt;
    Field field;
    field.names = split_list(pair->first, ',');
    for (auto& word : split_list(pair->second, ',')) {
        const bool sure = word.front() == '!';
        (sure ? field.sure_words : field.words).push_back(sure ? word.substr(1) : word);
    }
    return field;
}

/// What is wrong with a field; null if nothing is.
const char* find_fault(const Field& field) {
    if (field.names.empty()) return "a field needs a name";
    if (field.sure_words.empty() && field.words.empty()) return "a field needs words";
    const bool bare = std::any_of(field.sure_words.begin(), field.sure_words.end(),
                                  [](const auto& word) { return trim(word).empty(); });
    return bare ? "a sure word should follow \"!\"" : nullptr;
}

template <class T>
Result<void> take(std::string_view file, Result<T> read, T& into) {
    if (!read) return fail_in(file, read.error());
    into = std::move(*read);
    return {};
}

}  // namespace

std::string fold_word(std::string_view word) {
    std::string folded = fold_case(word);
    folded.resize(cut_plural(folded.data(), folded.size()));
    return folded;
}

int Knowledge::level_of(std::string_view word) const {
    const auto at = word_levels.find(fold_word(word));
    return at == word_levels.end() ? 4 : at->second;
}

const CompanyLore* Knowledge::find_company(std::string_view name) const {
    const auto at = companies.find(lower_ascii(name));
    return at == companies.end() ? nullptr : &at->second;
}

const CompanyLore* Knowledge::find_company_in_full(std::string_view name) const {
    if (const auto* const company = find_company(name)) return company;
    const auto at = short_names.find(lower_ascii(name));
    return at == short_names.end() ? nullptr : find_company(at->second);
}

bool Knowledge::is_ambiguous_company(std::string_view name) const {
    const CompanyLore* const lore = find_company(name);
    if (lore != nullptr && lore->doubtful) return true;
    if (find_words(name).size() != 1) return false;
    // Three letters stand for much, unless everybody knows for what; then capitals tell them from
    // a word, "SAP" from sap.
    if (lore != nullptr && is_initials(name)) return name.size() < 3;
    return name.size() <= (lore != nullptr ? 2U : 3U) || level_of(name) < 4;
}

const Field* Knowledge::find_field(std::string_view name) const {
    for (const bool cut_plurals : {false, true}) {
        const auto at = field_of_name.find(name_key(name, cut_plurals));
        if (at != field_of_name.end()) return &fields[at->second];
    }
    return nullptr;
}

const Sport* Knowledge::find_sport(std::string_view name) const {
    for (const auto& sport : sports) {
        if (any_equal(sport.names, name)) return &sport;
    }
    return nullptr;
}

Result<std::vector<Sport>> parse_sports(std::string_view text) {
    std::vector<Sport> sports;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto pair = split_key(line);
        if (!pair) return "a sport and a colon should stand first";
        auto [name, words] = *pair;
        Sport sport;
        const auto bracket = name.find('(');
        sport.names.emplace_back(trim(name.substr(0, bracket)));
        if (bracket != std::string_view::npos) {
            name.remove_prefix(bracket + 1);
            for (auto& other : split_list(name.substr(0, name.find(')')), ',')) {
                sport.names.push_back(std::move(other));
            }
        }
        sport.words = split_list(words, ',');
        sports.push_back(std::move(sport));
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return sports;
}

Result<std::vector<Team>> parse_teams(std::string_view text) {
    std::vector<Team> teams;
    Team league;  // what the teams of the league in hand share
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto pair = split_key(line);
        if (!pair) return "league:, team: or club: should stand first";
        auto parts = split_bars(pair->second);
        if (pair->first == "league") {
            if (parts.size() != 3) return "a league has a name, a sport and words";
            league.league = parts[0];
            league.sport = parts[1];
            league.league_words = split_list(parts[2], ',');
            return std::nullopt;
        }
        const bool club = pair->first == "club";
        if (!club && pair->first != "team") return "league:, team: or club: should stand first";
        if (league.league.empty()) return "a league should stand before its teams";
        const std::size_t first = club ? 1 : 2;  // of the parts that both have
        if (parts.size() != first + 2 && parts.size() != first + 3) {
            return "a part between bars is missing or too many";
        }
        const bool doubtful = cut_question_mark(parts[first - 1]);
        if (parts[first - 1].empty()) return "a team needs a name";
        Team& team = teams.emplace_back(league);
        if (!club) team.place = parts[0];
        team.nickname = parts[first - 1];
        team.doubtful = doubtful;
        team.names.push_back(club ? team.nickname : team.place + " " + team.nickname);
        add_team_names(team, parts[first]);
        team.words = split_list(parts[first + 1], ',');
        if (parts.size() == first + 3) team.rivals = split_list(parts[first + 2], ',');
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return teams;
}

Result<Companies> parse_companies(std::string_view text) {
    Companies companies;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        CompanyLore company;
        auto fault = read_company(line, company);
        if (fault) return fault;
        std::string key = lower_ascii(company.name);
        if (companies.contains(key)) return fmt::format("{} stands above already", company.name);
        companies.emplace(std::move(key), std::move(company));
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return companies;
}

namespace {

/// "Platforms" of Meta Platforms, where "Watch" of Apple Watch is a thing of theirs.
bool is_company_word(std::string_view word) {
    constexpr std::array<std::string_view, 24> kWords{
        "airlines", "bank",       "communications",  "companies",     "company",
        "computer", "energy",     "financial",       "foods",         "group",
        "holdings", "industries", "insurance",       "international", "laboratories",
        "motor",    "motors",     "pharmaceuticals", "platforms",     "products",
        "stores",   "systems",    "technologies",    "worldwide"};
    return std::ranges::find(kWords, lower_ascii(word)) != kWords.end();
}

/// Whether `name` is the company's with a word for a company behind it.
bool is_fuller(std::string_view name, std::string_view company) {
    return name.size() > company.size() + 1 && name.starts_with(company) &&
           name[company.size()] == ' ' && is_company_word(name.substr(company.size() + 1));
}

}  // namespace

std::unordered_map<std::string, std::string> index_short_names(const Companies& companies) {
    std::unordered_map<std::string, std::string> index;
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (const auto& [key, company] : companies) {
        std::string wanted = company.name;
        std::erase(wanted, '&');
        for (const auto& name : company.own_names) {
            std::string letters;
            for (const Span& word : find_words(name)) {
                if (is_capital(name[word.begin])) letters += name[word.begin];
            }
            const bool initials = letters.size() > 1 && letters == wanted;
            if (initials || is_fuller(name, company.name)) index.emplace(lower_ascii(name), key);
        }
    }
    return index;
}

Result<std::vector<Field>> parse_fields(std::string_view text) {
    std::vector<Field> fields;
    std::unordered_set<std::string> known;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto parts = split_bars(line);
        auto field = read_field(parts[0]);
        if (!field) return "a field and a colon should stand first";
        if (parts.size() > 2) return "there is one bar too many";
        if (parts.size() == 2) {
            const auto other = split_key(parts[1]);
            if (!other || other->first != "other senses")
                return "other senses: should follow the bar";
            field->other_senses = split_list(other->second, ',');
        }
        if (const auto* const fault = find_fault(*field)) return fault;
        for (const auto& name : field->names) {
            if (known.insert(name_key(name, false)).second) continue;
            return fmt::format("\"{}\" stands twice", name);
        }
        fields.push_back(std::move(*field));
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return fields;
}

std::unordered_map<std::string, std::size_t> index_fields(const std::vector<Field>& fields) {
    std::unordered_map<std::string, std::size_t> places;
    places.reserve(fields.size() * 8);
    for (const bool cut_plurals : {false, true}) {  // the name itself goes before its singular
        for (std::size_t i = 0; i < fields.size(); ++i) {
            for (const auto& name : fields[i].names) {
                places.try_emplace(name_key(name, cut_plurals), i);
            }
        }
    }
    return places;
}

Result<std::vector<Abbreviation>> parse_abbreviations(std::string_view text) {
    std::vector<Abbreviation> abbreviations;
    std::unordered_set<std::string> known;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto pair = split_key(line);
        if (!pair) return "a shorthand and a colon should stand first";
        Abbreviation abbreviation{std::string(pair->first), split_list(pair->second, ',')};
        if (abbreviation.meanings.empty()) return "a shorthand needs a meaning";
        if (!known.insert(abbreviation.shorthand).second) {
            return fmt::format("\"{}\" stands twice", abbreviation.shorthand);
        }
        abbreviations.push_back(std::move(abbreviation));
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return abbreviations;
}

Result<Variants> parse_variants(std::string_view text) {
    Variants variants;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto forms = split_list(line, ' ');
        if (forms.size() < 2) return "a group has two forms or more";
        for (const auto& form : forms) {
            if (fold_quickly(form) != form) return fmt::format("\"{}\" is not folded", form);
            if (variants.try_emplace(form, forms.front()).second) continue;
            return fmt::format("\"{}\" stands twice", form);
        }
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return variants;
}

Result<std::unordered_map<std::string, int>> parse_words(std::string_view text) {
    std::unordered_map<std::string, int> levels;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto pair = split_key(line);
        if (!pair || pair->first.size() != 1 || pair->first[0] < '1' || pair->first[0] > '3') {
            return "a level from 1 to 3 and a colon should stand first";
        }
        for (auto& word : split_list(pair->second, ' ')) {
            levels.try_emplace(std::move(word), pair->first[0] - '0');
        }
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return levels;
}

namespace {

template <class T, class Parse>
Result<void> read_into(T& into, Parse parse, std::string_view file, std::string_view bytes) {
    return take(file, parse(bytes), into);
}

Result<Knowledge> load_reading_knowledge() {
    Knowledge all;
    for (auto& read :
         {read_into(all.sports, parse_sports, "knowledge/sports.txt", knowledge::k_sports_txt),
          read_into(all.teams, parse_teams, "knowledge/teams.txt", knowledge::k_teams_txt),
          read_into(all.variants, parse_variants, "knowledge/variants.txt",
                    knowledge::k_variants_txt),
          read_into(all.tact, parse_tact, "knowledge/tact.txt", knowledge::k_tact_txt),
          read_into(all.events, parse_events, "knowledge/events.txt", knowledge::k_events_txt)}) {
        if (!read) return tl::unexpected<Error>(read.error());
    }
    return all;
}

}  // namespace

Result<Knowledge> load_knowledge() {
    auto all = load_reading_knowledge();
    if (!all) return all;
    for (auto& read :
         {read_into(all->companies, parse_companies, "knowledge/companies.txt",
                    knowledge::k_companies_txt),
          read_into(all->fields, parse_fields, "knowledge/fields.txt", knowledge::k_fields_txt),
          read_into(all->abbreviations, parse_abbreviations, "knowledge/abbreviations.txt",
                    knowledge::k_abbreviations_txt),
          read_into(all->word_levels, parse_words, "knowledge/words.txt",
                    knowledge::k_words_txt)}) {
        if (!read) return tl::unexpected<Error>(read.error());
    }
    all->short_names = index_short_names(all->companies);
    all->field_of_name = index_fields(all->fields);
    return all;
}

const Result<Knowledge>& built_in_knowledge() {
    static const Result<Knowledge> all = load_knowledge();
    return all;
}

const Result<Knowledge>& built_in_reading_knowledge() {
    static const Result<Knowledge> all = load_reading_knowledge();
    return all;
}

std::uint64_t knowledge_hash() {
    std::uint64_t hash = 0;
    for (const std::string_view text :
         {knowledge::k_sports_txt, knowledge::k_teams_txt, knowledge::k_companies_txt,
          knowledge::k_fields_txt, knowledge::k_abbreviations_txt, knowledge::k_variants_txt,
          knowledge::k_tact_txt, knowledge::k_events_txt, knowledge::k_words_txt}) {
        hash = hash * 0x9E3779B97F4A7C15U + stable_hash(text);
    }
    return hash;
}

}  // namespace sawthis::matcher
