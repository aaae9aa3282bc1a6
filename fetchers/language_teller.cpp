#include "fetchers/language_teller.hpp"

#include <cstdint>
#include <utility>

#include "core/hash.hpp"
#include "fetchers/language.hpp"

namespace sawthis::fetchers {

namespace {

constexpr std::size_t kShortSampleBytes = 256;
constexpr std::size_t kMostLearntBytes = 4096;
constexpr int kMostTextsInWords = 12;  // more would add only words that many languages have

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Calls `take` with a hash of each word of 2 to 4 bytes, small and capital letters alike.
template <class Take>
void for_each_short_word(std::string_view text, Take&& take) {
    constexpr std::size_t kShortest = 2;
    constexpr std::size_t kLongest = 4;
    for (std::size_t at = 0; at < text.size();) {
        HashChain hash;
        const std::size_t start = at;
        for (; at < text.size() && is_letter(text[at]); ++at) {
            hash.add(static_cast<char>(text[at] | 0x20));
        }
        const std::size_t size = at - start;
        if (size >= kShortest && size <= kLongest && at < text.size()) take(hash.value());
        ++at;
    }
}

}  // namespace

void ShortWords::learn(std::string_view text) {
    for_each_short_word(text, [&](std::uint64_t hash) { known_.set(hash % kHashes); });
}

void ShortWords::forget() {
    known_.reset();
}

bool ShortWords::hold_those_of(std::string_view text) const {
    constexpr int kLeastWords = 8;
    int all = 0;
    int known = 0;
    for_each_short_word(text, [&](std::uint64_t hash) {
        ++all;
        known += known_.test(hash % kHashes) ? 1 : 0;
    });
    return all >= kLeastWords && known * 3 >= all * 2;
}

/// A short sample is enough where it shows the language of the article before.
std::string LanguageTeller::tell(std::string_view title, std::string_view text) {
    const std::string sample =
        std::string(title).append("\n").append(text.substr(0, kLanguageSampleBytes));
    const auto start = std::string_view(sample).substr(0, kShortSampleBytes);
    if (!last_.empty() && words_.hold_those_of(start)) return last_;
    const bool confirmed =
        !last_.empty() && sample.size() > start.size() && detect_language(start) == last_;
    if (!confirmed) {
        auto language = detect_language(sample);
        if (language != last_) {
            words_.forget();
            texts_in_words_ = 0;
        }
        last_ = std::move(language);
    }
    if (!last_.empty() && texts_in_words_ < kMostTextsInWords) {
        words_.learn(title);
        words_.learn(text.substr(0, kMostLearntBytes));
        ++texts_in_words_;
    }
    return last_;
}

}  // namespace sawthis::fetchers
