#include "matcher/knowledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/text.hpp"
#include "embedded.hpp"
#include "matcher/knowledge_lines.hpp"
#include "matcher/word_reader.hpp"

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

const Field* Knowledge::find_field(std::string_view name) const {
    for (const auto& field : fields) {
        if (any_equal(field.names, name)) return &field;
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

Result<std::vector<Field>> parse_fields(std::string_view text) {
    std::vector<Field> fields;
    auto read = for_each_line(text, [&](std::string_view line) -> std::optional<std::string> {
        const auto parts = split_bars(line);
        const auto pair = split_key(parts[0]);
        if (!pair) return "a field and a colon should stand first";
        Field field;
        field.names = split_list(pair->first, ',');
        for (auto& word : split_list(pair->second, ',')) {
            if (word.front() == '!') {
                field.sure_words.push_back(word.substr(1));
            } else {
                field.words.push_back(word);
            }
        }
        if (parts.size() > 2) return "there is one bar too many";
        if (parts.size() == 2) {
            const auto other = split_key(parts[1]);
            if (!other || other->first != "other senses")
                return "other senses: should follow the bar";
            field.other_senses = split_list(other->second, ',');
        }
        fields.push_back(std::move(field));
        return std::nullopt;
    });
    if (!read) return tl::unexpected<Error>(read.error());
    return fields;
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

Result<Knowledge> load_knowledge() {
    Knowledge all;
    const auto text = [&](auto& into, auto parse, std::string_view file, std::string_view bytes) {
        return take(file, parse(bytes), into);
    };
    for (auto& read : {
             text(all.sports, parse_sports, "knowledge/sports.txt", knowledge::k_sports_txt),
             text(all.teams, parse_teams, "knowledge/teams.txt", knowledge::k_teams_txt),
             text(all.companies, parse_companies, "knowledge/companies.txt",
                  knowledge::k_companies_txt),
             text(all.fields, parse_fields, "knowledge/fields.txt", knowledge::k_fields_txt),
             text(all.tact, parse_tact, "knowledge/tact.txt", knowledge::k_tact_txt),
             text(all.word_levels, parse_words, "knowledge/words.txt", knowledge::k_words_txt),
         }) {
        if (!read) return tl::unexpected<Error>(read.error());
    }
    return all;
}

}  // namespace sawthis::matcher
