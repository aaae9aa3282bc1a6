// The phrase dictionary beside Vectorscan and RE2::Set, on real articles.
//     xzcat articles.jsonl.xz | bench_matcher_phrases [NUMBER_OF_PHRASES...]
// Articles are JSON lines with title, summary and body. Rates are medians over five parts of the
// texts, by the processor time of the one thread. At 100,000 phrases and less the others run too,
// part by part in turn with ours: what else the machine does slows all alike. Each reads each text
// once, as with news: on a text that it has read before, RE2 has all states of its automaton ready.
// At the end all must agree on what stands where.
#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <list>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "core/text.hpp"
#include "matcher/phrase_dictionary.hpp"
#include "matcher/phrase_set.hpp"
#ifdef SAWTHIS_VECTORSCAN
#include <hs/hs.h>
#endif

namespace {

using sawthis::Span;
using sawthis::matcher::Mention;
using sawthis::matcher::Phrase;
using sawthis::matcher::PhraseDictionary;

constexpr std::size_t kMostForOthers = 100'000;
constexpr std::size_t kParts = 5;

/// Of the processor that this thread was given: other work on the machine does not count.
double seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Corpus {
    std::vector<std::string> texts;
    std::size_t bytes = 0;

    void add(std::string text) {
        bytes += text.size();
        texts.push_back(std::move(text));
    }

    /// Each of so many parts has texts of all kinds.
    [[nodiscard]] Corpus part(std::size_t part, std::size_t parts) const {
        Corpus some;
        for (std::size_t i = part; i < texts.size(); i += parts) some.add(texts[i]);
        return some;
    }
};

Corpus read_corpus(std::istream& in) {
    Corpus corpus;
    for (std::string line; std::getline(in, line);) {
        const auto article = nlohmann::json::parse(line, nullptr, false);
        if (!article.is_object()) continue;
        std::string text;
        for (const char* part : {"title", "summary", "body"}) {
            const auto at = article.find(part);
            if (at != article.end() && at->is_string()) text += at->get<std::string>() + "\n";
        }
        corpus.add(std::move(text));
    }
    return corpus;
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Words of ASCII letters, a blank apart, of which the first has a capital: what is written in one
/// way only, so that the others can find the same.
bool is_plain(const std::string& text, const std::vector<Span>& words, std::size_t first,
              std::size_t count) {
    if (!is_capital(text[words[first].begin])) return false;
    for (std::size_t i = first; i < first + count; ++i) {
        if (words[i].end - words[i].begin < 2) return false;
        for (std::size_t at = words[i].begin; at < words[i].end; ++at) {
            const char lower = static_cast<char>(text[at] | 0x20);
            if (lower < 'a' || lower > 'z') return false;
        }
        const bool glued =
            i == first || (words[i].begin == words[i - 1].end + 1 && text[words[i - 1].end] == ' ');
        if (!glued) return false;
    }
    return true;
}

/// A third stands in the texts: names and the words after them. The others are names of companies,
/// people and products that nobody mentions, or hardly.
class PhraseMaker {
public:
    explicit PhraseMaker(const Corpus& corpus) : corpus_(corpus) {
        for (const auto& text : corpus.texts) {
            for (const auto& word : sawthis::find_words(text)) {
                const bool name = word.end - word.begin > 3 && is_capital(text[word.begin]);
                if (name && random_() % 8 == 0) {
                    names_.push_back(text.substr(word.begin, word.end - word.begin));
                }
            }
        }
    }

    std::vector<Phrase> make(std::size_t count) {
        std::vector<Phrase> phrases;
        auto& known = known_.emplace_back();
        while (phrases.size() < count) {
            std::string phrase = random_() % 3 == 0 ? sample() : invent();
            if (phrase.empty() || !known.insert(phrase).second) continue;
            phrases.push_back(
                {static_cast<std::uint32_t>(phrases.size()), std::move(phrase), true});
        }
        return phrases;
    }

private:
    std::string sample() {
        const std::string& text = corpus_.texts[random_() % corpus_.texts.size()];
        const std::size_t from = random_() % text.size();
        const std::string part = text.substr(from, 120);
        const auto words = sawthis::find_words(part);
        const std::size_t count = 2 + random_() % 3;
        for (std::size_t i = 1; i + count < words.size(); ++i) {
            if (!is_plain(part, words, i, count)) continue;
            return part.substr(words[i].begin, words[i + count - 1].end - words[i].begin);
        }
        return {};
    }

    std::string invent() {
        constexpr std::array<const char*, 12> kEnds{"Holdings", "Systems", "Partners", "Group",
                                                    "Software", "Energy",  "Capital",  "Foods",
                                                    "Robotics", "Labs",    "Pharma",   "Motors"};
        const auto name = [&] { return names_[random_() % names_.size()]; };
        const std::string first = name();
        switch (random_() % 4) {
            case 0:
                return first + " " + kEnds[random_() % kEnds.size()];
            case 1:
                return first + " " + name() + " " + kEnds[random_() % kEnds.size()];
            case 2:
                return first + " " + std::to_string(random_() % 9'000 + 10);
            default:
                return first + " " + name();
        }
    }

    const Corpus& corpus_;
    // Kept to the end: malloc would sort what is left of millions of strings while we measure.
    std::list<std::unordered_set<std::string>> known_;
    std::mt19937_64 random_{1};
    std::vector<std::string> names_;
};

/// What one contender finds in one text: phrase, and where it begins if it can say so.
struct Find {
    std::uint32_t id = 0;
    std::size_t begin = 0;
    auto operator<=>(const Find&) const = default;
};

/// Something that finds phrases. `find` replaces what stood in the vector.
struct Contender {
    std::string name;
    double build_seconds = 0;
    std::function<void(const std::string&, std::vector<Find>&)> find;
};

bool ends_word(const std::string& text, std::size_t at) {
    if (at >= text.size()) return true;
    const char c = text[at];
    const char lower = static_cast<char>(c | 0x20);
    return static_cast<unsigned char>(c) < 0x80 && !(lower >= 'a' && lower <= 'z') &&
           !(c >= '0' && c <= '9');
}

bool is_whole(const std::string& text, std::size_t begin, std::size_t end) {
    return (begin == 0 || ends_word(text, begin - 1)) && ends_word(text, end);
}

#ifdef SAWTHIS_VECTORSCAN
struct Hit {
    const std::vector<Phrase>* phrases = nullptr;
    const std::string* text = nullptr;
    std::vector<Find>* finds = nullptr;
};

int take_hit(unsigned id, unsigned long long /*from*/, unsigned long long end, unsigned /*flags*/,
             void* context) {
    auto& hit = *static_cast<Hit*>(context);
    const auto last = static_cast<std::size_t>(end);
    const std::size_t begin = last - (*hit.phrases)[id].text.size();
    if (is_whole(*hit.text, begin, last)) hit.finds->push_back({id, begin});
    return 0;
}

std::optional<Contender> make_vectorscan(const std::vector<Phrase>& phrases) {
    std::vector<const char*> texts;
    std::vector<unsigned> flags(phrases.size(), 0);
    std::vector<unsigned> ids;
    std::vector<std::size_t> sizes;
    for (const auto& phrase : phrases) {
        texts.push_back(phrase.text.c_str());
        sizes.push_back(phrase.text.size());
        ids.push_back(phrase.id);
    }
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    const double start = seconds();
    if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                             static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database,
                             &error) != HS_SUCCESS) {
        std::cerr << "Vectorscan: " << error->message << '\n';
        hs_free_compile_error(error);
        return std::nullopt;
    }
    const double build = seconds() - start;
    hs_scratch_t* scratch = nullptr;
    hs_alloc_scratch(database, &scratch);
    const std::shared_ptr<hs_database_t> owner(database, hs_free_database);
    const std::shared_ptr<hs_scratch_t> work(scratch, hs_free_scratch);
    return Contender{"Vectorscan", build,
                     [&phrases, owner, work](const std::string& text, std::vector<Find>& finds) {
                         finds.clear();
                         Hit hit{&phrases, &text, &finds};
                         hs_scan(owner.get(), text.data(), static_cast<unsigned>(text.size()), 0,
                                 work.get(), take_hit, &hit);
                     }};
}
#endif

std::optional<Contender> make_re2_set(const std::vector<Phrase>& phrases) {
    RE2::Options options;
    options.set_max_mem(std::int64_t{2} << 30);
    const double start = seconds();
    auto set = std::make_shared<RE2::Set>(options, RE2::UNANCHORED);
    for (const auto& phrase : phrases) set->Add("\\b" + phrase.text + "\\b", nullptr);
    if (!set->Compile()) {
        std::cerr << "RE2::Set: out of memory\n";
        return std::nullopt;
    }
    return Contender{"RE2::Set", seconds() - start,
                     [set](const std::string& text, std::vector<Find>& finds) {
                         std::vector<int> ids;
                         finds.clear();
                         set->Match(text, &ids);
                         for (const int id : ids) finds.push_back({static_cast<std::uint32_t>(id)});
                     }};
}

Contender make_ours(const PhraseDictionary& dictionary, double build) {
    return {"sawthis", build,
            [&dictionary, mentions = std::vector<Mention>()](const std::string& text,
                                                             std::vector<Find>& finds) mutable {
                dictionary.find(text, mentions);
                finds.clear();
                for (const auto& mention : mentions) {
                    finds.push_back(
                        {static_cast<std::uint32_t>(mention.watch.value), mention.span.begin});
                }
            }};
}

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
