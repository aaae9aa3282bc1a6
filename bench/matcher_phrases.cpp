// Speed of the phrase dictionary: bench_matcher_phrases N < TEXT
// Makes N phrases of two to five words out of the text itself and of words that are not in it,
// compiles them and prints build seconds, bytes a phrase, MB/s and mentions, medians of five.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"

namespace {

using sawthis::Span;
using sawthis::matcher::Phrase;

/// Of the processor that this thread was given: other work on the machine does not count.
double seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Half of the phrases stand in the text, as names would (the first word has a capital), half are
/// names nobody mentions. Each phrase once, so that the text has few mentions a phrase.
std::vector<Phrase> make_phrases(const std::string& text, const std::vector<Span>& words,
                                 std::size_t count) {
    std::mt19937_64 random(1);
    std::vector<Phrase> watches;
    std::unordered_set<std::string> known;
    while (watches.size() < count) {
        const std::size_t first = random() % (words.size() - 4);
        const char initial = text[words[first].begin];
        if (initial < 'A' || initial > 'Z') continue;
        const std::size_t length = 2 + random() % 3;
        std::string phrase =
            text.substr(words[first].begin, words[first + length - 1].end - words[first].begin);
        if (watches.size() % 2 == 1 || known.count(phrase) != 0) {
            phrase += fmt::format(" {:x}", random() % 1'000'000'007);
        }
        if (!known.insert(phrase).second) continue;
        watches.push_back({static_cast<std::uint32_t>(watches.size() + 1), phrase, false});
    }
    return watches;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: bench_matcher_phrases NUMBER_OF_PHRASES < TEXT\n";
        return 2;
    }
    const std::string text((std::istreambuf_iterator<char>(std::cin)), {});
    const auto words = sawthis::find_words(text);
    const auto count = static_cast<std::size_t>(std::strtoull(argv[1], nullptr, 10));
    if (words.size() < 5000 || count == 0) {
        std::cerr << "the text needs 5,000 words, and the number of phrases must not be 0\n";
        return 2;
    }
    const auto watches = make_phrases(text, words, count);
    const auto start = seconds();
    const auto matcher = sawthis::matcher::PhraseDictionary::compile(watches);
    const double build = seconds() - start;
    if (!matcher) {
        std::cerr << matcher.error().detail << '\n';
        return 1;
    }
    // Articles are matched one by one: cut the text into their size.
    constexpr std::size_t kArticleBytes = 3000;
    std::vector<double> rates;
    std::size_t mentions = 0;
    std::vector<sawthis::matcher::Mention> found;
    for (int round = 0; round < 5; ++round) {
        mentions = 0;
        const auto begin = seconds();
        for (std::size_t at = 0; at < text.size(); at += kArticleBytes) {
            matcher->find(std::string_view(text).substr(at, kArticleBytes), found);
            mentions += found.size();
        }
        rates.push_back(static_cast<double>(text.size()) / 1e6 / (seconds() - begin));
    }
    std::sort(rates.begin(), rates.end());
    fmt::print("phrases={} build_s={:.3f} bytes_per_phrase={} mb_per_s={:.1f} mentions={}\n", count,
               build, matcher->memory_bytes() / count, rates[2], mentions);
    return 0;
}
