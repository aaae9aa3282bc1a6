#include "matcher/article_words.hpp"

#include <algorithm>
#include <numeric>

#include "matcher/word_reader.hpp"

namespace sawthis::matcher {

namespace {

void add_part(std::string_view text, ArticlePart part, StemNumbers& stems, ArticleWords& words) {
    read_words(text, words.read);
    for (const Word& word : words.read) {
        if (word.possessive) continue;
        const auto written = text.substr(word.begin, word.end - word.begin);
        const Zone zone = part == ArticlePart::title ? Zone::title
                          : word.begin < kLeadBytes  ? Zone::lead
                                                     : Zone::body;
        words.words.push_back({stems.number_of(written, word.folded), {part, word.span()}, zone});
    }
}

void sort_stems(ArticleWords& words) {
    words.by_stem.resize(words.words.size());
    std::iota(words.by_stem.begin(), words.by_stem.end(), 0U);
    std::sort(words.by_stem.begin(), words.by_stem.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto x = words.words[a].stem;
        const auto y = words.words[b].stem;
        return x != y ? x < y : a < b;
    });
    words.stems.clear();
    for (std::uint32_t i = 0; i < words.by_stem.size(); ++i) {
        const ArticleWord& word = words.words[words.by_stem[i]];
        if (words.stems.empty() || words.stems.back().stem != word.stem) {
            words.stems.push_back({word.stem, i, i, word.zone});
        }
        words.stems.back().end = i + 1;
    }
}

}  // namespace

std::span<const std::uint32_t> ArticleWords::places_of(std::uint64_t stem) const {
    const auto at = std::lower_bound(
        stems.begin(), stems.end(), stem,
        [](const StemPlaces& places, std::uint64_t wanted) { return places.stem < wanted; });
    if (at == stems.end() || at->stem != stem) return {};
    return std::span(by_stem).subspan(at->begin, at->end - at->begin);
}

void read_words(const Article& article, StemNumbers& stems, ArticleWords& words) {
    words.words.clear();
    add_part(article.title, ArticlePart::title, stems, words);
    const auto text = std::string_view(article.text).substr(0, kBodyBytes);
    add_part(text, ArticlePart::text, stems, words);
    sort_stems(words);
}

}  // namespace sawthis::matcher
