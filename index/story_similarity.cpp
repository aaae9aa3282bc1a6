#include "index/story_similarity.hpp"

#include <algorithm>
#include <cmath>

namespace sawthis::index {

namespace {

/// So that the first articles do not make every word common.
constexpr float kUnseenArticles = 2'000;

constexpr std::size_t kBareTitle = 2;  // words of a title that says nothing of the text

constexpr float kEighths = 8;

/// Asks a set for words in ascending order, each at the cost of a step or two.
class AscendingLookup {
public:
    explicit AscendingLookup(std::span<const std::uint32_t> words)
        : at_(words.begin()), end_(words.end()) {}

    [[nodiscard]] bool has(std::uint32_t word) {
        while (at_ != end_ && *at_ < word) ++at_;
        return at_ != end_ && *at_ == word;
    }

private:
    std::span<const std::uint32_t>::iterator at_;
    std::span<const std::uint32_t>::iterator end_;
};

/// How one article looks beside another one. Weights are in eighths of a bit.
struct Beside {
    float title = 0;              // of the title's words
    float title_in_title = 0;     // of those that the other's title has
    float title_anywhere = 0;     // of those that the other has somewhere
    float borne_out = 0;          // of those that its own text has
    float foreign = 0;            // of these, what the other has nowhere
    float beginning = 0;          // of the words of title and lead
    float begins_alike = 0;       // of those that the other's title and lead have
    float told = 0;               // of those that the other has somewhere
    float rarest_missing = 0;     // the rarest word of the title that the other has nowhere
    float rarest = 0;             // of the title
    std::size_t title_words = 0;  // that the other's title has
    std::size_t numbers = 0;
    std::size_t numbers_missing = 0;
    bool other_number = false;  // the title has one that the other has nowhere
    bool other_issue = false;   // the title has one that the other's title lacks
    bool other_word = false;    // the title has a word that the other has nowhere

    void add_word(std::uint32_t word, float weight, bool begins, bool anywhere) {
        beginning += weight;
        if (begins) begins_alike += weight;
        if (anywhere) told += weight;
        if (!is_number(word)) return;
        ++numbers;
        if (!anywhere) ++numbers_missing;
    }

    void add_title_word(std::uint32_t word, float weight, bool in_title, bool anywhere,
                        bool in_own_text) {
        title += weight;
        rarest = std::max(rarest, weight);
        if (in_own_text) borne_out += weight;
        if (in_title) {
            title_in_title += weight;
            ++title_words;
        } else if (is_number(word)) {
            other_issue = true;
        }
        if (anywhere) {
            title_anywhere += weight;
            return;
        }
        if (in_own_text) foreign += weight;
        rarest_missing = std::max(rarest_missing, weight);
        other_word = true;
        if (is_number(word)) other_number = true;
    }

    [[nodiscard]] double supported() const { return title > 0 ? borne_out / title : 1; }
    [[nodiscard]] double covered() const { return title > 0 ? title_anywhere / title : 1; }
    [[nodiscard]] double foreign_part() const { return borne_out > 0 ? foreign / borne_out : 0; }
    [[nodiscard]] double told_part() const { return beginning > 0 ? told / beginning : 0; }
    [[nodiscard]] bool other_subject() const { return other_word && rarest_missing == rarest; }
    [[nodiscard]] bool other_figures() const {
        return numbers >= 2 && numbers_missing * 2 >= numbers;
    }
};

/// `a` beside `b`.
Beside look(const WeighedTraits& a, const StoryTraits& b) {
    Beside beside;
    AscendingLookup title_in_title(b.title.all());
    AscendingLookup title_in_lead(b.lead.all());
    for (std::size_t i = 0; i < a.traits.title.size; ++i) {
        const auto word = a.traits.title.words[i];
        const float weight = a.weights.title[i];
        const bool in_title = title_in_title.has(word);
        const bool begins = in_title || title_in_lead.has(word);
        const bool anywhere = begins || b.text_may_have(word);
        beside.add_word(word, weight, begins, anywhere);
        beside.add_title_word(word, weight, in_title, anywhere, a.traits.text_may_have(word));
    }
    AscendingLookup lead_in_title(b.title.all());
    AscendingLookup lead_in_lead(b.lead.all());
    for (std::size_t i = 0; i < a.traits.lead.size; ++i) {
        const auto word = a.traits.lead.words[i];
        const bool begins = lead_in_title.has(word) || lead_in_lead.has(word);
        beside.add_word(word, a.weights.lead[i], begins, begins || b.text_may_have(word));
    }
    return beside;
}

/// The part of the rarest words of `a` that `b` has somewhere.
double part_of_rarest(const WeighedTraits& a, const StoryTraits& b) {
    std::size_t words = 0;
    std::size_t there = 0;
    for (const auto word : a.weights.rarest) {
        if (word == 0) break;
        ++words;
        const bool begins = std::ranges::binary_search(b.title.all(), word) ||
                            std::ranges::binary_search(b.lead.all(), word);
        if (begins || b.text_may_have(word)) ++there;
    }
    return words > 0 ? static_cast<double>(there) / static_cast<double>(words) : 0;
}

double jaccard(float common, float all_a, float all_b) {
    const double either = all_a + all_b - common;
    return either > 0 ? common / either : 0;
}

void compare_texts(const StoryTraits& a, const StoryTraits& b, Similarity& alike) {
    alike.shingles = std::min(a.shingles, b.shingles);
    if (alike.shingles == 0) return;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < kMinima; ++i) equal += a.minima[i] == b.minima[i] ? 1 : 0;
    alike.text = static_cast<double>(equal) / kMinima;
    const double both = alike.text / (1 + alike.text) * (a.shingles + b.shingles);
    alike.containment = std::min(1.0, both / static_cast<double>(alike.shingles));
}

void compare_words(const Beside& a, const Beside& b, Similarity& alike) {
    alike.title = jaccard(a.title_in_title, a.title, b.title);
    alike.title_weight = a.title_in_title / kEighths;
    alike.title_words = a.title_words;
    alike.beginning = jaccard(a.begins_alike, a.beginning, b.beginning);
    alike.weight = a.begins_alike / kEighths;
    alike.best_supported = std::max(a.supported(), b.supported());
    alike.covered = std::min(a.covered(), b.covered());
    alike.foreign = std::max(a.foreign_part(), b.foreign_part());
    alike.least_foreign = std::min(a.foreign_part(), b.foreign_part());
    alike.told = std::max(a.told_part(), b.told_part());
}

void find_differences(const Beside& a, const Beside& b, Similarity& alike) {
    alike.other_names = a.foreign > 0 && b.foreign > 0;
    alike.other_subject = a.other_subject() && b.other_subject();
    alike.other_words = a.other_word && b.other_word;
    alike.other_numbers = a.other_number && b.other_number;
    alike.other_issue = a.other_issue && b.other_issue;
    alike.other_figures = a.other_figures() && b.other_figures();
}

/// The rarest first. Of equally rare ones, whichever have the greater hash: all articles agree on
/// that.
std::array<std::uint32_t, kRarestWords> find_rarest(const StoryTraits& traits,
                                                    const TraitWeights& weights) {
    std::array<std::pair<std::uint8_t, std::uint32_t>, kTitleWords + kLeadWords> words{};
    auto end = words.begin();
    const auto add = [&](std::span<const std::uint32_t> of, std::span<const std::uint8_t> eighths) {
        for (std::size_t i = 0; i < of.size(); ++i) *end++ = {eighths[i], of[i]};
    };
    add(traits.title.all(), weights.title);
    add(traits.lead.all(), weights.lead);
    std::partial_sort(words.begin(), words.begin() + kRarestWords, words.end(), std::greater{});
    std::array<std::uint32_t, kRarestWords> rarest{};
    for (std::size_t i = 0; i < kRarestWords; ++i) rarest[i] = words[i].second;
    return rarest;
}

}  // namespace

WordWeights::WordWeights(const WordPostings& articles_by_word, std::size_t articles,
                         Counted counted)
    : words_(articles_by_word),
      counted_(counted),
      never_seen_(std::log2(static_cast<float>(articles) + kUnseenArticles)) {}

float WordWeights::of(std::uint32_t word) const {
    const auto count = counted_ == Counted::all ? words_.count(word) : words_.count_earlier(word);
    return never_seen_ - std::log2(static_cast<float>(count) + 1);
}

TraitWeights::TraitWeights(const StoryTraits& traits, const WordWeights& weights) {
    int squares = 0;
    const auto weigh = [&](std::span<const std::uint32_t> words, std::span<std::uint8_t> eighths) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            eighths[i] = static_cast<std::uint8_t>(weights.of(words[i]) * kEighths);
            squares += eighths[i] * eighths[i];
        }
    };
    weigh(traits.title.all(), title);
    weigh(traits.lead.all(), lead);
    rarest = find_rarest(traits, *this);
    norm = std::sqrt(static_cast<float>(squares)) / kEighths;
}

Similarity compare(const WeighedTraits& a, const WeighedTraits& b) {
    Similarity alike;
    compare_texts(a.traits, b.traits, alike);
    const Beside a_beside = look(a, b.traits);
    const Beside b_beside = look(b, a.traits);
    compare_words(a_beside, b_beside, alike);
    find_differences(a_beside, b_beside, alike);
    if (a.traits.title.size > kBareTitle) alike.supported = a_beside.supported();
    if (b.traits.title.size > kBareTitle) {
        alike.supported = std::min(alike.supported, b_beside.supported());
    }
    alike.rarest = std::min(part_of_rarest(a, b.traits), part_of_rarest(b, a.traits));
    return alike;
}

}  // namespace sawthis::index
