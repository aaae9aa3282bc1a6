#include "matcher/stem.hpp"

#include <algorithm>

#include "core/hash.hpp"
#include "core/text.hpp"
#include "matcher/stemmer.hpp"
#include "matcher/word_hash.hpp"

namespace sawthis::matcher {

namespace {

/// A stemmer keeps its last word in itself, so each thread has its own.
Stemmer& english_stemmer() {
    thread_local Stemmer stemmer("en");
    return stemmer;
}

/// The stemmer for a script that says enough of the language; null for another. By the word's first
/// letter.
Stemmer* stemmer_of_script(std::string_view word) {
    thread_local Stemmer russian("ru");
    thread_local Stemmer greek("el");
    thread_local Stemmer arabic("ar");
    std::size_t at = 0;
    const char32_t first = word.empty() ? U'\0' : decode_utf8(word, at);
    if (first >= 0x0400 && first <= 0x04FF) return &russian;
    if (first >= 0x0370 && first <= 0x03FF) return &greek;
    if (first >= 0x0600 && first <= 0x06FF) return &arabic;
    return nullptr;
}

constexpr std::size_t kLongestWord = 64;  // longer ones are no words of a language

/// British spellings that follow a rule: "tokenisation", "organise".
void respell(std::string& word) {
    for (const std::string_view tail : {"isation", "isations", "ise", "ised", "ises", "ising"}) {
        if (word.size() > tail.size() + 3 && word.ends_with(tail)) {
            word[word.size() - tail.size() + 1] = 'z';
            return;
        }
    }
}

}  // namespace

std::string stem_word(std::string_view folded) {
    std::string word(folded);
    const bool plain =
        word.size() <= kLongestWord &&
        std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!plain) {
        Stemmer* const other = stemmer_of_script(word);
        return other == nullptr ? word : other->stem(word);
    }
    respell(word);
    return english_stemmer().stem(word);
}

std::string stem_usual(std::string_view folded,
                       const std::unordered_map<std::string, std::string>& variants) {
    std::string singular(folded);
    singular.resize(cut_plural(singular.data(), singular.size()));
    const auto usual = variants.find(singular);
    return stem_word(usual == variants.end() ? singular : usual->second);
}

std::uint64_t StemNumbers::number_of(std::string_view word, std::uint64_t folded_hash) {
    const auto [at, is_new] = known_.try_emplace(folded_hash, 0);
    if (is_new) {
        std::string folded = fold_case(word);
        // Initials have the hash of their letters alone: "A.B.C." is ABC.
        if (folded.size() > 2 && folded[1] == '.') std::erase(folded, '.');
        at->second = stable_hash(stem_usual(folded, variants_));
    }
    return at->second;
}

}  // namespace sawthis::matcher
