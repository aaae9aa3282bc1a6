#include "index/story_tokens.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/text.hpp"
#include "index/normal_form.hpp"

namespace sawthis::index {

namespace {

/// Function words of English and of headlines; rarity takes care of the rest.
constexpr std::string_view kFunctionWords[] = {
    "a",    "about", "after", "all",   "an",   "and",  "are",  "as",    "at",   "be",    "been",
    "but",  "by",    "can",   "could", "did",  "do",   "for",  "from",  "had",  "has",   "have",
    "he",   "her",   "him",   "his",   "how",  "i",    "in",   "into",  "is",   "it",    "its",
    "more", "new",   "not",   "of",    "on",   "or",   "our",  "out",   "over", "s",     "said",
    "say",  "she",   "so",    "t",     "than", "that", "the",  "their", "them", "there", "these",
    "they", "this",  "to",    "up",    "was",  "we",   "were", "what",  "when", "which", "who",
    "why",  "will",  "with",  "would", "you",  "your"};

/// Words that number the issues of a series.
constexpr std::string_view kNumberWords[] = {
    "april",   "august",  "december", "eight",    "eighth",    "eleven", "february", "fifth",
    "first",   "five",    "four",     "fourth",   "friday",    "i",      "ii",       "iii",
    "iv",      "january", "july",     "june",     "monday",    "nine",   "ninth",    "november",
    "october", "one",     "saturday", "second",   "september", "seven",  "seventh",  "six",
    "sixth",   "sunday",  "ten",      "tenth",    "third",     "three",  "thursday", "tuesday",
    "twelve",  "two",     "v",        "wednesday"};

/// As stable_hash(), which is not inlined.
std::uint64_t hash_of(std::string_view text) {
    return XXH3_64bits(text.data(), text.size());
}

/// The hashes of some words, to ask for quickly.
class HashSet {
public:
    explicit HashSet(std::span<const std::string_view> words) : slots_(512) {
        for (const auto word : words) slots_[find(hash_of(word))] = hash_of(word);
    }
    [[nodiscard]] bool has(std::uint64_t hash) const { return slots_[find(hash)] == hash; }

private:
    [[nodiscard]] std::size_t find(std::uint64_t hash) const {
        std::size_t at = hash % slots_.size();
        while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) % slots_.size();
        return at;
    }

    std::vector<std::uint64_t> slots_;
};

bool is_function_word(std::uint64_t hash) {
    static const HashSet kWords(kFunctionWords);
    return kWords.has(hash);
}

bool is_number_word(std::uint64_t hash) {
    static const HashSet kWords(kNumberWords);
    return kWords.has(hash);
}

/// Without the ending of plurals and of the third person.
std::string_view singular(std::string_view word) {
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss")) return word;
    for (const std::string_view ending : {"shes", "ches", "xes", "sses", "zes"}) {
        if (word.ends_with(ending)) return word.substr(0, word.size() - 2);
    }
    return word.substr(0, word.size() - 1);
}

/// The word as it is spelled in America, where Britain has another ending: "saviour", "organised",
/// "centre", "defence".
std::optional<std::string> american_spelling(std::string_view word) {
    constexpr std::size_t kShortestStem = 2;  // "hour" and "rise" are spelled in one way
    constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
        {"our", "or"},          {"oured", "ored"}, {"ouring", "oring"},
        {"ise", "ize"},         {"ised", "ized"},  {"ising", "izing"},
        {"isation", "ization"}, {"tre", "ter"},    {"fence", "fense"}};
    for (const auto& [british, american] : kEndings) {
        if (!word.ends_with(british) || word.size() < british.size() + kShortestStem) continue;
        return std::string(word.substr(0, word.size() - british.size())).append(american);
    }
    return std::nullopt;
}

/// A number as it is written with or without its currency and unit: "US$38bn", "38b", "38 billion".
std::string_view bare_number(std::string_view word) {
    if (word.starts_with("us")) word.remove_prefix(2);
    const auto unit = std::min(word.find_first_not_of("0123456789.,"), word.size());
    for (const std::string_view name : {"b", "bn", "m", "mn", "k", "tn"}) {
        if (unit > 0 && word.substr(unit) == name) return word.substr(0, unit);
    }
    return word;
}

StoryToken make_token(std::string_view text) {
    StoryToken token{hash_of(text), 0};
    if (is_function_word(token.exact)) return token;
    const bool digits = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const bool number = digits || is_number_word(token.exact);
    const auto bare = digits ? bare_number(text) : singular(text);
    const auto spelled = digits ? std::nullopt : american_spelling(bare);
    const auto hash = spelled                      ? hash_of(*spelled)
                      : bare.size() == text.size() ? token.exact
                                                   : hash_of(bare);
    token.word = (static_cast<std::uint32_t>(hash) & ~1U) | (number ? 1U : 0U);
    return token;
}

}  // namespace

std::vector<StoryToken> read_story_tokens(std::string_view original, std::size_t most) {
    const std::string text = normal_form(original);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto joins = [&](const Span& left, const Span& right) {
        return right.begin == left.end + 1 && (text[left.end] == '.' || text[left.end] == ',') &&
               is_digit(text[left.end - 1]) && is_digit(text[right.begin]);
    };
    const auto spans = find_words(text);
    std::vector<StoryToken> tokens;
    for (std::size_t i = 0; i < spans.size() && tokens.size() < most; ++i) {
        const std::size_t begin = spans[i].begin;
        while (i + 1 < spans.size() && joins(spans[i], spans[i + 1])) ++i;
        tokens.push_back(make_token(std::string_view(text).substr(begin, spans[i].end - begin)));
    }
    return tokens;
}

}  // namespace sawthis::index
