#include "matcher/stem.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <memory>

#include "core/hash.hpp"
#include "core/text.hpp"

namespace sawthis::matcher {

namespace {

struct StemmerClose {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

/// A stemmer keeps its last word in itself, so each thread has its own.
sb_stemmer* english_stemmer() {
    thread_local const std::unique_ptr<sb_stemmer, StemmerClose> stemmer(
        sb_stemmer_new("english", "UTF_8"));
    return stemmer.get();
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
    const bool plain = word.size() <= kLongestWord &&
                       std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!plain || english_stemmer() == nullptr) return word;
    respell(word);
    const auto* stem = sb_stemmer_stem(english_stemmer(), reinterpret_cast<const sb_symbol*>(word.data()),
                                       static_cast<int>(word.size()));
    if (stem == nullptr) return word;
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(english_stemmer()))};
}

std::uint64_t StemNumbers::number_of(std::string_view word, std::uint64_t folded_hash) {
    const auto [at, is_new] = known_.try_emplace(folded_hash, 0);
    if (is_new) {
        std::string folded = fold_case(word);
        if (const auto variant = variants_.find(folded); variant != variants_.end()) folded = variant->second;
        at->second = stable_hash(stem_word(folded));
    }
    return at->second;
}

}  // namespace sawthis::matcher
