#pragma once

#include <array>
#include <istream>
#include <list>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"

/// What the phrase dictionary is measured on: real texts, and phrases of which some stand in them.
namespace sawthis::bench {

using matcher::Phrase;

struct Corpus {
    std::vector<std::string> texts;
    std::size_t bytes = 0;

    void add(std::string text) {
        bytes += text.size();
        texts.push_back(std::move(text));
    }

    /// Each of so many parts has texts of all kinds.
    [[nodiscard]] Corpus part(std::size_t part, std::size_t parts) const {
        Corpus some;
        for (std::size_t i = part; i < texts.size(); i += parts) some.add(texts[i]);
        return some;
    }
};

inline Corpus read_corpus(std::istream& in) {
    Corpus corpus;
    for (std::string line; std::getline(in, line);) {
        const auto article = nlohmann::json::parse(line, nullptr, false);
        if (!article.is_object()) continue;
        std::string text;
        for (const char* part : {"title", "summary", "body"}) {
            const auto at = article.find(part);
            if (at != article.end() && at->is_string()) text += at->get<std::string>() + "\n";
        }
        corpus.add(std::move(text));
    }
    return corpus;
}

inline bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Words of ASCII letters, a blank apart, of which the first has a capital: what is written in one
/// way only, so that the others can find the same.
inline bool is_plain(const std::string& text, const std::vector<Span>& words, std::size_t first,
                     std::size_t count) {
    if (!is_capital(text[words[first].begin])) return false;
    for (std::size_t i = first; i < first + count; ++i) {
        if (words[i].end - words[i].begin < 2) return false;
        for (std::size_t at = words[i].begin; at < words[i].end; ++at) {
            const char lower = static_cast<char>(text[at] | 0x20);
            if (lower < 'a' || lower > 'z') return false;
        }
        const bool glued =
            i == first || (words[i].begin == words[i - 1].end + 1 && text[words[i - 1].end] == ' ');
        if (!glued) return false;
    }
    return true;
}

/// A third stands in the texts: names and the words after them. The others are names of companies,
/// people and products that nobody mentions, or hardly.
class PhraseMaker {
public:
    explicit PhraseMaker(const Corpus& corpus) : corpus_(corpus) {
        for (const auto& text : corpus.texts) {
            for (const auto& word : sawthis::find_words(text)) {
                const bool name = word.end - word.begin > 3 && is_capital(text[word.begin]);
                if (name && random_() % 8 == 0) {
                    names_.push_back(text.substr(word.begin, word.end - word.begin));
                }
            }
        }
    }

    std::vector<Phrase> make(std::size_t count) {
        std::vector<Phrase> phrases;
        auto& known = known_.emplace_back();
        while (phrases.size() < count) {
            std::string phrase = random_() % 3 == 0 ? sample() : invent();
            if (phrase.empty() || !known.insert(phrase).second) continue;
            phrases.push_back(
                {static_cast<std::uint32_t>(phrases.size()), std::move(phrase), true});
        }
        return phrases;
    }

private:
    std::string sample() {
        const std::string& text = corpus_.texts[random_() % corpus_.texts.size()];
        const std::size_t from = random_() % text.size();
        const std::string part = text.substr(from, 120);
        const auto words = sawthis::find_words(part);
        const std::size_t count = 2 + random_() % 3;
        for (std::size_t i = 1; i + count < words.size(); ++i) {
            if (!is_plain(part, words, i, count)) continue;
            return part.substr(words[i].begin, words[i + count - 1].end - words[i].begin);
        }
        return {};
    }

    std::string invent() {
        constexpr std::array<const char*, 12> kEnds{"Holdings", "Systems", "Partners", "Group",
                                                    "Software", "Energy",  "Capital",  "Foods",
                                                    "Robotics", "Labs",    "Pharma",   "Motors"};
        const auto name = [&] { return names_[random_() % names_.size()]; };
        const std::string first = name();
        switch (random_() % 4) {
            case 0:
                return first + " " + kEnds[random_() % kEnds.size()];
            case 1:
                return first + " " + name() + " " + kEnds[random_() % kEnds.size()];
            case 2:
                return first + " " + std::to_string(random_() % 9'000 + 10);
            default:
                return first + " " + name();
        }
    }

    const Corpus& corpus_;
    // Kept to the end: malloc would sort what is left of millions of strings while we measure.
    std::list<std::unordered_set<std::string>> known_;
    std::mt19937_64 random_{1};
    std::vector<std::string> names_;
};

}  // namespace sawthis::bench
