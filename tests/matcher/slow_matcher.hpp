#pragma once

#include <algorithm>
#include <cctype>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"

/// The rules of the phrase engine once more, word by word and phrase by phrase, on strings: for
/// texts without initials ("A.B."), abbreviations, designators after a comma and signs of names
/// ("C++").
namespace sawthis::matcher::slow {

struct Token {
    std::string word;
    std::string folded;
    Span span;
    std::string gap;  // signs between it and the word before
    bool possessive = false;
};

inline std::string singular(std::string word) {
    const auto ends = [&](const std::string& tail) {
        return word.size() > tail.size() && word.substr(word.size() - tail.size()) == tail;
    };
    if (word.size() < 4 || !ends("s") || ends("ss") || ends("us") || ends("is") || word == "news") {
        return word;
    }
    if (word.size() > 4 && ends("ies")) return word.substr(0, word.size() - 3) + "y";
    if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) {
        return word.substr(0, word.size() - 2);
    }
    return word.substr(0, word.size() - 1);
}

inline bool is_one_of(char32_t c, std::u32string_view characters) {
    return characters.find(c) != std::u32string_view::npos;
}

/// Typographic signs as their plain ones, and blanks of all kinds as one.
inline std::string plain_signs(const std::string& gap) {
    std::string plain;
    for (std::size_t at = 0; at < gap.size();) {
        char32_t c = decode_utf8(gap, at);
        if (is_one_of(c, U"\u2019\u2018\u02BC")) c = U'\'';
        if (is_one_of(c, U"\u2010\u2011\u2013")) c = U'-';
        if (is_one_of(c, U"\t\v\f\r\u00A0\u00AD\u202F\u2060\u3000\uFEFF")) c = U' ';
        if (c >= 0x2000 && c <= 0x200F) c = U' ';
        append_utf8(plain, c);
    }
    return plain;
}

inline bool is_designator(const std::string& word) {
    static const std::set<std::string> kWords{"inc", "ltd",  "llc", "llp", "corp", "co", "plc",
                                              "lp",  "gmbh", "sa",  "ag",  "nv",   "jr", "sr"};
    return kWords.contains(lower_ascii(word));
}

inline std::string read_gap(const std::string& written, const std::string& before,
                            const std::string& word) {
    const std::string gap = plain_signs(written);
    std::string signs = gap;
    std::erase_if(signs, [](char c) { return c == ' ' || c == '\n'; });
    const bool glued = !gap.empty() && gap[0] != ' ' && gap[0] != '\n';
    const bool blank_after = !gap.empty() && (gap.back() == ' ' || gap.back() == '\n');
    const bool initial =
        before.size() == 1 && std::isalpha(static_cast<unsigned char>(before[0])) != 0;
    const bool of_many = before.back() == 's' || before.back() == 'S';
    if (gap == "-") return "";
    if (signs == "." && glued && blank_after && initial) return "";
    if (signs == "'" && glued && blank_after && of_many) return "";
    if (signs == "," && glued && is_designator(word)) return "";
    if (signs.empty() && std::count(gap.begin(), gap.end(), '\n') > 1) return "\n";
    return signs;
}

inline std::vector<Token> tokens(const std::string& text) {
    std::vector<Token> out;
    std::size_t last = 0;
    for (const Span& span : find_words(text)) {
        Token token{text.substr(span.begin, span.end - span.begin), "", span, "", false};
        token.folded = singular(fold_case(token.word));
        if (!out.empty()) {
            const std::string gap = text.substr(last, span.begin - last);
            token.gap = read_gap(gap, out.back().word, token.word);
            token.possessive = plain_signs(gap) == "'" && lower_ascii(token.word) == "s";
        }
        out.push_back(token);
        last = span.end;
    }
    return out;
}

inline std::string capitals(const std::string& word) {
    std::string upper;
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = decode_utf8(word, at);
        const bool latin = c >= 0xE0 && c <= 0xFE && c != 0xF7;
        append_utf8(upper, latin || (c >= 'a' && c <= 'z') ? c - 0x20 : c);
    }
    return upper;
}

/// Phrases by their first word, each with the words that count.
class Matcher {
public:
    explicit Matcher(const std::vector<Phrase>& phrases) {
        for (const Phrase& phrase : phrases) {
            auto words = tokens(phrase.text);
            if (!phrase.exact_case) {
                std::erase_if(words, [](const Token& token) { return token.possessive; });
            }
            const std::string first = words.at(0).folded;
            wanted_[first].push_back({phrase, std::move(words)});
        }
    }

    [[nodiscard]] std::vector<Mention> find(const std::string& text) const {
        std::vector<Mention> mentions;
        const auto words = tokens(text);
        for (std::size_t from = 0; from < words.size(); ++from) {
            const auto at = wanted_.find(words[from].folded);
            if (at == wanted_.end()) continue;
            for (const Wanted& wanted : at->second) {
                find_at(wanted, words, from, false, mentions);
                if (wanted.phrase.exact_case) find_at(wanted, words, from, true, mentions);
            }
        }
        std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
            return std::tie(a.span, a.watch) < std::tie(b.span, b.watch);
        });
        mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
        return mentions;
    }

private:
    struct Wanted {
        Phrase phrase;
        std::vector<Token> words;
    };

    static bool same(const Token& wanted, const Token& there, bool exact, bool in_capitals) {
        if (!exact) return wanted.folded == there.folded;
        return (in_capitals ? capitals(wanted.word) : wanted.word) == there.word;
    }

    static void find_at(const Wanted& wanted, const std::vector<Token>& words, std::size_t from,
                        bool in_capitals, std::vector<Mention>& mentions) {
        const bool exact = wanted.phrase.exact_case;
        const auto skips = [&](const Token& token) { return !exact && token.possessive; };
        if (skips(words[from])) return;
        std::size_t matched = 0;
        for (std::size_t at = from; at < words.size(); ++at) {
            if (skips(words[at])) continue;
            const Token& next = wanted.words[matched];
            if (matched > 0 && next.gap != words[at].gap) return;
            if (!same(next, words[at], exact, in_capitals)) return;
            if (++matched < wanted.words.size()) continue;
            mentions.push_back(
                {WatchId{wanted.phrase.id}, {words[from].span.begin, words[at].span.end}});
            return;
        }
    }

    std::map<std::string, std::vector<Wanted>> wanted_;
};

/// A text of few words, so that phrases meet it.
inline std::string random_text(std::mt19937& random, std::size_t words) {
    static const std::vector<std::string> kWords{
        "Ab",    "ab",     "AB",    "cat", "Cats",  "CAT",  "box",
        "boxes", "city",   "s",     "T",   "café",  "CAFÉ", "Café",
        "東京",  "cities", "naïve", "x86", "glass", "S",    "supercalifragilistic"};
    static const std::vector<std::string> kGaps{" ",  " ",   " ",  " ",    " ",     "-",
                                                "’",  " & ", "&",  "'",    ", ",    "! ",
                                                ". ", " – ", "' ", "\n\n", "\u00A0"};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) {
        if (i > 0) text += kGaps[random() % kGaps.size()];
        text += kWords[random() % kWords.size()];
    }
    return text;
}

}  // namespace sawthis::matcher::slow
