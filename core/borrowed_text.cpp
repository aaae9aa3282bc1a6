#include "core/borrowed_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/content_words.hpp"
#include "core/text.hpp"

namespace sawthis {

namespace {

constexpr std::size_t kEnoughText = 600;       // bytes
constexpr std::size_t kReadBytes = 2'000;      // an article has come to its subject by then
constexpr std::size_t kShortestWord = 4;       // bytes
constexpr std::size_t kEnoughWords = 4;        // of the headline
constexpr std::size_t kMostWordsInCommon = 1;  // by chance

/// A word without its ending, as other forms of it begin.
std::string_view beginning_of(std::string_view word) {
    return word.substr(0, std::max(kShortestWord, word.size() * 2 / 3));
}

/// Of `words`, how many begin like a word of the text; no more are counted than may be chance.
std::size_t count_common(const std::vector<std::string>& words, std::string_view text) {
    std::size_t common = 0;
    for (const auto& word : words) {
        common += text.find(beginning_of(word)) != std::string::npos ? 1 : 0;
        if (common > kMostWordsInCommon) break;
    }
    return common;
}

}  // namespace

bool has_borrowed_text(std::string_view title, std::string_view text) {
    if (text.size() < kEnoughText) return false;
    auto words = content_words(title);
    std::erase_if(words, [](const auto& word) { return word.size() < kShortestWord; });
    if (words.size() < kEnoughWords) return false;
    const auto is_strange = [&](const std::string& folded) {
        const auto common = count_common(words, folded);
        return common <= kMostWordsInCommon && common * 5 < words.size();
    };
    const auto start = text.substr(0, kReadBytes);
    // Folding costs more; few texts need it to be known for their headline's.
    return is_strange(lower_ascii(start)) && is_strange(fold_case(start));
}

}  // namespace sawthis
