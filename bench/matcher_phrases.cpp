// The phrase dictionary beside Vectorscan and RE2::Set, on real articles.
//     xzcat articles.jsonl.xz | bench_matcher_phrases [NUMBER_OF_PHRASES...]
// Articles are JSON lines with title, summary and body. Rates are medians over five parts of the
// texts, by the processor time of the one thread. At 100,000 phrases and less the others run too,
// part by part in turn with ours: what else the machine does slows all alike. Each reads each text
// once, as with news: on a text that it has read before, RE2 has all states of its automaton ready.
// At the end all must agree on what stands where.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "bench/phrase_contenders.hpp"
#include "bench/phrase_maker.hpp"
#include "matcher/phrase_set.hpp"

namespace {

using namespace sawthis::bench;
using sawthis::matcher::PhraseDictionary;

constexpr std::size_t kMostForOthers = 100'000;
constexpr std::size_t kParts = 5;

/// MB/s; adds to `matches`.
double rate_on(const Corpus& corpus, const Contender& contender, std::size_t& matches) {
    std::vector<Find> finds;
    const double start = seconds();
    for (const auto& text : corpus.texts) {
        contender.find(text, finds);
        matches += finds.size();
    }
    return static_cast<double>(corpus.bytes) / 1e6 / (seconds() - start);
}

/// One contender's rates on the parts of the texts, and what it found in all of them.
struct Rates {
    std::vector<double> rates;
    std::size_t matches = 0;

    void run(const Corpus& corpus, const Contender& contender) {
        rates.push_back(rate_on(corpus, contender, matches));
    }
    [[nodiscard]] double median() const {
        auto sorted = rates;
        std::sort(sorted.begin(), sorted.end());
        return sorted[sorted.size() / 2];
    }
};

/// Texts in which a word has one reading only: no signs of names, no dots before one, no alphabet
/// but ours.
bool is_simple(const std::string& text) {
    const bool odd = std::any_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || c == '+' || c == '#' || c == '_';
    });
    return !odd && text.find(" .") == std::string::npos;
}

/// Ours also find "ACME" for "Acme", and words apart by more than a blank: those are left out.
std::set<Find> comparable(const Contender& contender, const std::vector<Phrase>& phrases,
                          const std::string& text, bool places) {
    std::vector<Find> finds;
    contender.find(text, finds);
    std::set<Find> kept;
    for (const auto& [id, begin] : finds) {
        const auto& phrase = phrases[id].text;
        if (places && text.compare(begin, phrase.size(), phrase) != 0) continue;
        kept.insert({id, begin});
    }
    return kept;
}

std::set<Find> without_places(const std::set<Find>& finds) {
    std::set<Find> ids;
    for (const auto& find : finds) ids.insert({find.id, 0});
    return ids;
}

bool agrees(const Contender& ours, const Contender& other, const std::vector<Phrase>& phrases,
            const Corpus& corpus) {
    const bool places = other.name != "RE2::Set";
    for (const auto& text : corpus.texts) {
        if (!is_simple(text)) continue;
        auto want = comparable(ours, phrases, text, true);
        if (!places) want = without_places(want);
        if (comparable(other, phrases, text, places) == want) continue;
        std::cerr << other.name << " disagrees on: " << text << '\n';
        return false;
    }
    return true;
}

void print_row(std::size_t count, const Contender& contender, const Rates& rates,
               const std::string& more) {
    fmt::print("{:>9}  {:<10}  {:>8.3f}  {:>7.1f}  {:>9}  {}\n", count, contender.name,
               contender.build_seconds, rates.median(), rates.matches, more);
    std::fflush(stdout);
}

/// Milliseconds that it takes to give one phrase another text among all that there are: median and
/// worst of a thousand changes.
std::pair<double, double> time_changes(const PhraseDictionary& dictionary,
                                       const std::vector<Phrase>& phrases) {
    sawthis::matcher::PhraseSet set(dictionary);
    std::vector<double> took;
    for (std::size_t i = 0; i < 1'000; ++i) {
        Phrase changed = phrases[i * 7'919 % phrases.size()];
        changed.text += " Holdings";
        const double start = seconds();
        static_cast<void>(set.replace(std::span(&changed.id, 1), std::span(&changed, 1)));
        took.push_back((seconds() - start) * 1e3);
    }
    std::sort(took.begin(), took.end());
    return {took[took.size() / 2], took.back()};
}

/// Our rate over another's, both on the same texts in turn. False if they do not agree.
bool compare(const Contender& ours, const Contender& other, const std::vector<Phrase>& phrases,
             const Corpus& corpus, const std::vector<Corpus>& parts) {
    Rates our_rates;
    Rates other_rates;
    for (const auto& part : parts) {
        our_rates.run(part, ours);
        other_rates.run(part, other);
    }
    const bool same = agrees(ours, other, phrases, corpus);
    print_row(phrases.size(), other, other_rates,
              fmt::format("sawthis is {:.1f} times as fast; matches are {}",
                          our_rates.median() / other_rates.median(), same ? "equal" : "NOT equal"));
    return same;
}

/// False if a contender does not agree.
bool measure(std::size_t count, PhraseMaker& maker, const Corpus& corpus,
             const std::vector<Corpus>& parts) {
    const auto phrases = maker.make(count);
    const double start = seconds();
    const auto dictionary = PhraseDictionary::compile(phrases);
    if (!dictionary) {
        std::cerr << dictionary.error().detail << '\n';
        return false;
    }
    const auto ours = make_ours(*dictionary, seconds() - start);
    Rates rates;
    for (const auto& part : parts) rates.run(part, ours);
    const auto [usual, worst] = time_changes(*dictionary, phrases);
    print_row(count, ours, rates,
              fmt::format("{} bytes a phrase; one changed in {:.3f} ms, at worst {:.3f}",
                          dictionary->memory_bytes() / count, usual, worst));
    if (count > kMostForOthers) return true;
    const auto set = make_re2_set(phrases);
    bool same = !set || compare(ours, *set, phrases, corpus, parts);
#ifdef SAWTHIS_VECTORSCAN
    const auto vectorscan = make_vectorscan(phrases);
    same = (!vectorscan || compare(ours, *vectorscan, phrases, corpus, parts)) && same;
#endif
    return same;
}

}  // namespace

int main(int argc, char** argv) {
    const Corpus corpus = read_corpus(std::cin);
    if (corpus.bytes < 1'000'000) {
        std::cerr << "usage: xzcat articles.jsonl.xz | bench_matcher_phrases [NUMBER...]\n";
        return 2;
    }
#ifndef SAWTHIS_VECTORSCAN
    std::cerr << "LEFT OUT: Vectorscan (libvectorscan-dev was not there when this was built)\n";
#endif
    std::vector<std::size_t> counts;
    for (int i = 1; i < argc; ++i) counts.push_back(std::strtoull(argv[i], nullptr, 10));
    if (counts.empty()) counts = {1'000, 10'000, 100'000, 1'000'000, 2'000'000};
    fmt::print("{} texts, {:.1f} MB\n", corpus.texts.size(),
               static_cast<double>(corpus.bytes) / 1e6);
    fmt::print("  phrases  engine         build     MB/s    matches\n");
    PhraseMaker maker(corpus);
    std::vector<Corpus> parts;
    for (std::size_t i = 0; i < kParts; ++i) parts.push_back(corpus.part(i, kParts));
    bool same = true;
    for (const std::size_t count : counts)
        same = count > 0 && measure(count, maker, corpus, parts) && same;
    return same ? 0 : 1;
}
