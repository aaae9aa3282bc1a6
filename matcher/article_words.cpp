#include "matcher/article_words.hpp"

#include <algorithm>

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

void count_stems(const std::vector<ArticleWord>& words, std::vector<StemCount>& stems) {
    stems.clear();
    stems.reserve(words.size());
    for (const ArticleWord& word : words) {
        stems.push_back({word.stem, word.zone == Zone::title, word.zone == Zone::lead,
                         word.zone == Zone::body});
    }
    std::sort(stems.begin(), stems.end(),
              [](const StemCount& a, const StemCount& b) { return a.stem < b.stem; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < stems.size(); ++i) {
        if (stems[i].stem == stems[last].stem) {
            stems[last].title = static_cast<std::uint16_t>(stems[last].title + stems[i].title);
            stems[last].lead = static_cast<std::uint16_t>(stems[last].lead + stems[i].lead);
            stems[last].body = static_cast<std::uint16_t>(stems[last].body + stems[i].body);
        } else {
            stems[++last] = stems[i];
        }
    }
    if (!stems.empty()) stems.resize(last + 1);
}

}  // namespace

void read_words(const Article& article, StemNumbers& stems, ArticleWords& words) {
    words.words.clear();
    add_part(article.title, ArticlePart::title, stems, words);
    const auto text = std::string_view(article.text).substr(0, kBodyBytes);
    add_part(text, ArticlePart::text, stems, words);
    count_stems(words.words, words.stems);
}

}  // namespace sawthis::matcher
