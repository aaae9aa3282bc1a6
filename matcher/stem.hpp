#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sawthis::matcher {

/// The stem of a folded English word (Snowball's English stemmer, which the article index uses
/// too): "merging" and "merged" have one. A word in Cyrillic, Greek or Arabic letters is taken for
/// Russian, Greek or Arabic; others with letters beyond ASCII stay as they are.
[[nodiscard]] std::string stem_word(std::string_view folded);

/// The same of the usual form of the word's singular, as Word::folded cuts it, so that words of one
/// hash have one stem: "tyres" and "tire". `variants` as in knowledge/variants.txt.
[[nodiscard]] std::string stem_usual(std::string_view folded,
                                     const std::unordered_map<std::string, std::string>& variants);

/// Numbers of stems, remembered by the words' own hashes, as a text repeats most of its words. One
/// for each thread.
class StemNumbers {
public:
    /// `word` as written; `folded_hash` is Word::folded of it. `variants` gives the usual form of a
    /// word that has several spellings or irregular forms.
    explicit StemNumbers(const std::unordered_map<std::string, std::string>& variants)
        : variants_(variants) {}

    [[nodiscard]] std::uint64_t number_of(std::string_view word, std::uint64_t folded_hash);

private:
    const std::unordered_map<std::string, std::string>& variants_;
    std::unordered_map<std::uint64_t, std::uint64_t> known_;
};

}  // namespace sawthis::matcher
