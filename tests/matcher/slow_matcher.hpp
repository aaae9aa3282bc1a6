#pragma once

#include <algorithm>
#include <cctype>
#include <random>
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

inline std::string without(std::string text, const std::vector<std::string>& parts) {
    for (const auto& part : parts) {
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
            text.erase(at, part.size());
        }
    }
    return text;
}

/// Typographic signs as their plain ones, and no-break blanks as blanks.
inline std::string plain_signs(std::string gap) {
    const std::vector<std::pair<std::string, std::string>> kSame{
        {"’", "'"}, {"‘", "'"}, {"–", "-"}, {"\u2011", "-"}, {"\u00A0", " "}};
    for (const auto& [from, to] : kSame) {
        for (auto at = gap.find(from); at != std::string::npos; at = gap.find(from)) {
            gap.replace(at, from.size(), to);
        }
    }
    return gap;
}

inline std::string read_gap(const std::string& written, const std::string& before, bool& possessive,
                            const std::string& word) {
    const std::string gap = plain_signs(written);
    const std::string signs = without(gap, {" ", "\n"});
    possessive = gap == "'" && (word == "s" || word == "S");
    if (gap == "-") return "";
    if (signs == "." && gap[0] == '.' && gap.size() > 1 && before.size() == 1 &&
        std::isalpha(static_cast<unsigned char>(before[0])) != 0) {
        return "";
    }
    const bool of_many = before.back() == 's' || before.back() == 'S';
    if (signs == "'" && gap[0] == '\'' && gap.size() > 1 && of_many) return "";
    if (signs.empty() && std::count(gap.begin(), gap.end(), '\n') > 1) return "\n";
    return signs;
}

inline std::vector<Token> tokens(const std::string& text) {
    std::vector<Token> out;
    std::size_t last = 0;
    for (const Span& span : find_words(text)) {
        Token token{text.substr(span.begin, span.end - span.begin), span, "", false};
        if (!out.empty()) {
            token.gap = read_gap(text.substr(last, span.begin - last), out.back().word,
                                 token.possessive, token.word);
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

inline bool same(const Token& wanted, const Token& there, bool exact, bool in_capitals) {
    if (exact) return (in_capitals ? capitals(wanted.word) : wanted.word) == there.word;
    return singular(fold_case(wanted.word)) == singular(fold_case(there.word));
}

inline void find_one(const Phrase& phrase, const std::vector<Token>& words, bool in_capitals,
                     std::vector<Mention>& mentions) {
    const auto skips = [&](const Token& token) { return !phrase.exact_case && token.possessive; };
    auto wanted = tokens(phrase.text);
    std::erase_if(wanted, skips);
    for (std::size_t from = 0; from < words.size(); ++from) {
        if (skips(words[from])) continue;
        std::size_t at = from;
        std::size_t matched = 0;
        for (; matched < wanted.size() && at < words.size(); ++at) {
            if (skips(words[at])) continue;
            const bool gap_fits = matched == 0 || wanted[matched].gap == words[at].gap;
            if (!gap_fits || !same(wanted[matched], words[at], phrase.exact_case, in_capitals))
                break;
            ++matched;
            if (matched == wanted.size()) {
                mentions.push_back(
                    {WatchId{phrase.id}, {words[from].span.begin, words[at].span.end}});
            }
        }
    }
}

inline std::vector<Mention> find(const std::vector<Phrase>& phrases, const std::string& text) {
    std::vector<Mention> mentions;
    const auto words = tokens(text);
    for (const Phrase& phrase : phrases) {
        find_one(phrase, words, false, mentions);
        if (phrase.exact_case) find_one(phrase, words, true, mentions);
    }
    std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
        return std::tie(a.span, a.watch) < std::tie(b.span, b.watch);
    });
    mentions.erase(std::unique(mentions.begin(), mentions.end()), mentions.end());
    return mentions;
}

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
