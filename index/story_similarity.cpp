#include "index/story_similarity.hpp"

#include <algorithm>
#include <cmath>

namespace sawthis::index {

namespace {

/// So that the first articles do not make every word common.
constexpr float kUnseenArticles = 2'000;

constexpr std::size_t kWordsBeyondTitle = 4;
constexpr std::size_t kBareTitle = 2;  // words of a title that says nothing of the text

constexpr float kEighths = 8;

bool has(std::span<const std::uint32_t> words, std::uint32_t word) {
    return std::ranges::binary_search(words, word);
}

bool begins_with(const StoryTraits& traits, std::uint32_t word) {
    return has(traits.title.all(), word) || has(traits.lead.all(), word);
}

struct SetWeights {
    double common = 0;
    double all = 0;
    double common_squares = 0;
    double squares = 0;
    std::size_t words = 0;  // in common

    void add(double weight, bool is_common) {
        all += weight;
        squares += weight * weight;
        if (!is_common) return;
        common += weight;
        common_squares += weight * weight;
        ++words;
    }
};

double jaccard(const SetWeights& a, const SetWeights& b) {
    const double either = a.all + b.all - a.common;
    return either > 0 ? a.common / either : 0;
}

double overlap(const SetWeights& a, const SetWeights& b) {
    const double lesser = std::min(a.all, b.all);
    return lesser > 0 ? a.common / lesser : 0;
}

double cosine(const SetWeights& a, const SetWeights& b) {
    const double norms = std::sqrt(a.squares * b.squares);
    return norms > 0 ? a.common_squares / norms : 0;
}

bool may_have(const StoryTraits& traits, std::uint32_t word) {
    return begins_with(traits, word) || traits.text_may_have(word);
}

bool has_other_number(const StoryTraits& a, const StoryTraits& b) {
    return std::ranges::any_of(
        a.title.all(), [&](std::uint32_t word) { return is_number(word) && !may_have(b, word); });
}

bool has_other_word(const StoryTraits& a, const StoryTraits& b) {
    return std::ranges::any_of(a.title.all(),
                               [&](std::uint32_t word) { return !may_have(b, word); });
}

bool has_other_subject(const WeighedTraits& a, const StoryTraits& b) {
    const auto words = a.traits.title.all();
    if (words.empty()) return false;
    const auto weights = std::span(a.weights.title).first(words.size());
    const auto rarest = std::ranges::max(weights);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (weights[i] == rarest && !may_have(b, words[i])) return true;
    }
    return false;
}

bool has_other_issue(const StoryTraits& a, const StoryTraits& b) {
    return std::ranges::any_of(a.title.all(), [&](std::uint32_t word) {
        return is_number(word) && !has(b.title.all(), word);
    });
}

bool has_other_figures(const StoryTraits& a, const StoryTraits& b) {
    std::size_t numbers = 0;
    std::size_t missing = 0;
    for (const auto words : {a.title.all(), a.lead.all()}) {
        for (const auto word : words) {
            if (!is_number(word)) continue;
            ++numbers;
            if (!may_have(b, word)) ++missing;
        }
    }
    return numbers >= 2 && missing * 2 >= numbers;
}

void compare_numbers(const StoryTraits& a, const StoryTraits& b, Similarity& alike) {
    alike.other_numbers = has_other_number(a, b) && has_other_number(b, a);
    alike.other_issue = has_other_issue(a, b) && has_other_issue(b, a);
    alike.other_figures = has_other_figures(a, b) && has_other_figures(b, a);
}

void compare_texts(const StoryTraits& a, const StoryTraits& b, Similarity& alike) {
    if (a.shingles == 0 || b.shingles == 0) return;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < kMinima; ++i) equal += a.minima[i] == b.minima[i] ? 1 : 0;
    alike.text = static_cast<double>(equal) / kMinima;
    const double both = alike.text / (1 + alike.text) * (a.shingles + b.shingles);
    alike.containment = std::min(1.0, both / std::min(a.shingles, b.shingles));
}

/// What of the title of `a` its own text says too, what of that `b` has nowhere, and what of all of
/// it `b` has somewhere. Returns whether `b` lacks a word that the text bears out.
bool compare_title(const WeighedTraits& a, const StoryTraits& b, Similarity& alike) {
    float all = 0;
    float borne_out = 0;
    float foreign = 0;
    float covered = 0;
    for (std::size_t i = 0; i < a.traits.title.size; ++i) {
        const auto word = a.traits.title.words[i];
        const float weight = a.weights.title[i];
        const bool elsewhere = may_have(b, word);
        all += weight;
        if (elsewhere) covered += weight;
        if (!a.traits.text_may_have(word)) continue;
        borne_out += weight;
        if (!elsewhere) foreign += weight;
    }
    const double supported = all > 0 ? borne_out / all : 1;
    if (a.traits.title.size > kBareTitle) alike.supported = std::min(alike.supported, supported);
    if (all > 0) alike.covered = std::min(alike.covered, double{covered / all});
    alike.best_supported = std::max(alike.best_supported, supported);
    if (borne_out > 0) alike.foreign = std::max(alike.foreign, double{foreign / borne_out});
    return foreign > 0;
}

/// Weights of the words of `a`'s title, and of its title and lead.
std::pair<SetWeights, SetWeights> weigh(const WeighedTraits& a, const StoryTraits& b) {
    SetWeights title;
    SetWeights beginning;
    for (std::size_t i = 0; i < a.traits.title.size; ++i) {
        const auto word = a.traits.title.words[i];
        const bool in_title = has(b.title.all(), word);
        const double weight = a.weights.title[i] / kEighths;
        title.add(weight, in_title);
        beginning.add(weight, in_title || has(b.lead.all(), word));
    }
    for (std::size_t i = 0; i < a.traits.lead.size; ++i) {
        beginning.add(a.weights.lead[i] / kEighths, begins_with(b, a.traits.lead.words[i]));
    }
    return {title, beginning};
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
    norm = std::sqrt(static_cast<float>(squares)) / kEighths;
}

Similarity compare(const WeighedTraits& weighed_a, const WeighedTraits& weighed_b) {
    const StoryTraits& a = weighed_a.traits;
    const StoryTraits& b = weighed_b.traits;
    Similarity alike;
    alike.shingles = std::min(a.shingles, b.shingles);
    compare_texts(a, b, alike);
    const auto [title_a, beginning_a] = weigh(weighed_a, b);
    const auto [title_b, beginning_b] = weigh(weighed_b, a);
    alike.title = jaccard(title_a, title_b);
    alike.title_weight = title_a.common;
    alike.title_words = title_a.words;
    alike.beginning = jaccard(beginning_a, beginning_b);
    alike.weight = beginning_a.common;
    alike.overlap = overlap(beginning_a, beginning_b);
    alike.cosine = cosine(beginning_a, beginning_b);
    const bool a_has_more = compare_title(weighed_a, b, alike);
    const bool b_has_more = compare_title(weighed_b, a, alike);
    alike.other_names = a_has_more && b_has_more;
    alike.other_subject = has_other_subject(weighed_a, b) && has_other_subject(weighed_b, a);
    alike.other_words = has_other_word(a, b) && has_other_word(b, a);
    alike.only_titles = std::min(a.lead.size, b.lead.size) < kWordsBeyondTitle;
    compare_numbers(a, b, alike);
    return alike;
}

}  // namespace sawthis::index
