#include "matcher/article_view.hpp"

#include <algorithm>
#include <array>

#include "core/number.hpp"
#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_plain(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte >= 0x80 || c == '-' || c == '&' || c == '\'';
}

// An article of sport has more words of it than a team's name.
constexpr double kOfSport = 1.5;

}  // namespace

bool stands_within(const Evidence& inner, const Evidence& outer) {
    return inner.part == outer.part && outer.span.begin <= inner.span.begin &&
           inner.span.end <= outer.span.end;
}

bool is_in_team_name(const Evidence& words, const ArticleView& view) {
    double votes = 0;
    for (const auto& [sport, count] : view.sports) votes += count;
    return votes >= kOfSport &&
           std::any_of(view.team_names.begin(), view.team_names.end(),
                       [&](const Evidence& name) { return stands_within(words, name); });
}

bool has_capital(std::string_view word) {
    return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

std::optional<Score> find_score(std::string_view text) {
    const auto digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    };
    for (auto dash = text.find('-'); dash != std::string_view::npos;
         dash = text.find('-', dash + 1)) {
        std::size_t from = dash;
        std::size_t to = dash + 1;
        while (from > 0 && digit(from - 1)) --from;
        while (digit(to)) ++to;
        const auto before = dash - from;
        const auto after = to - dash - 1;
        const bool parted = (from == 0 || text[from - 1] == ' ' || text[from - 1] == '(') &&
                            (to >= text.size() || text[to] != '-');
        if (!parted || before == 0 || before > 3 || after == 0 || after > 3) continue;
        const auto number = [&](std::size_t begin, std::size_t end) {
            int value = 0;
            for (; begin < end; ++begin) value = 10 * value + (text[begin] - '0');
            return value;
        };
        return Score{number(from, dash), number(dash + 1, to), {from, to}};
    }
    return std::nullopt;
}

std::optional<Score> find_listed_score(std::string_view text) {
    std::array<Span, 2> points{};
    std::array<std::size_t, 2> words{};  // of each name, before its points
    std::size_t found = 0;
    std::string_view before;
    for (const Span& span : find_words(text)) {
        const auto word = text.substr(span.begin, span.end - span.begin);
        // "No. 5 Utah", "(5) Utah"
        const bool rank =
            before == "No" || (words[0] == 0 && span.begin > 0 && text[span.begin - 1] == '(');
        before = word;
        if (rank) continue;
        if (found == points.size()) {
            if (text[span.begin - 1] != '(') return std::nullopt;
            break;
        }
        if (parse_number<int>(word)) {
            if (words[found] == 0) return std::nullopt;
            points[found++] = span;
            continue;
        }
        if (words[found]++ == 0 && found > 0 && lower_ascii(word) == word &&
            !is_digit(word.front())) {
            return std::nullopt;
        }
    }
    if (found < points.size()) return std::nullopt;
    const auto number = [&](const Span& span) {
        return parse_number<int>(text.substr(span.begin, span.end - span.begin)).value_or(0);
    };
    return Score{number(points[0]), number(points[1]), points[0]};
}

bool is_title_case(std::string_view title) {
    // Short words stay small in title case, and abbreviations have capitals in either.
    constexpr std::array<std::string_view, 27> kSmall{
        "a",   "an",  "and",  "as",   "at",  "but", "by",  "for",  "from",
        "if",  "in",  "into", "nor",  "of",  "off", "on",  "onto", "or",
        "out", "per", "over", "than", "the", "to",  "via", "vs",   "with"};
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (const Span& span : find_words(title)) {
        const auto word = title.substr(span.begin, span.end - span.begin);
        const bool first_is_capital = has_capital(word);
        if (span.begin == 0 || (first_is_capital && has_capital(word.substr(1)))) continue;
        if (std::find(kSmall.begin(), kSmall.end(), lower_ascii(word)) != kSmall.end()) continue;
        ++words;
        if (first_is_capital) ++capitals;
    }
    return words > 1 && capitals * 10 >= words * 7;
}

std::string_view word_before(std::string_view text, std::size_t begin) {
    if (begin < 2 || text[begin - 1] != ' ') return {};
    std::size_t from = begin - 1;
    while (from > 0 && is_plain(text[from - 1])) --from;
    return text.substr(from, begin - 1 - from);
}

std::string_view word_after(std::string_view text, std::size_t end) {
    for (const std::string_view possessive : {"'s ", "’s ", "' ", "’ ", " "}) {
        if (text.substr(end, possessive.size()) != possessive) continue;
        const std::size_t from = end + possessive.size();
        std::size_t to = from;
        while (to < text.size() && is_plain(text[to])) ++to;
        return text.substr(from, to - from);
    }
    return {};
}

}  // namespace sawthis::matcher
