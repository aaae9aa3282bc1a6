#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>

namespace sawthis::fetchers {

/// The short words of texts in one language, by which another text in it can be told at little
/// cost: every language has its own, and they make up half of any text.
class ShortWords {
public:
    void learn(std::string_view text);
    void forget();

    /// True only where the text has enough short words, and nearly all are known.
    [[nodiscard]] bool hold_those_of(std::string_view text) const;

private:
    static constexpr std::size_t kHashes = 4096;
    std::bitset<kHashes> known_;
};

/// Tells the languages of articles that follow one another, as in one feed, which seldom changes
/// its language.
class LanguageTeller {
public:
    /// ISO 639, as detect_language(); empty where it is not sure.
    [[nodiscard]] std::string tell(std::string_view title, std::string_view text);

private:
    std::string last_;
    ShortWords words_;  // of texts in last_
    int texts_in_words_ = 0;
};

}  // namespace sawthis::fetchers
