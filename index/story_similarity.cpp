#include "index/story_similarity.hpp"

#include <algorithm>
#include <cmath>

namespace sawthis::index {

namespace {

using namespace std::chrono_literals;

/// So that the first articles do not make every word common.
constexpr float kUnseenArticles = 2'000;

constexpr std::size_t kWordsBeyondTitle = 4;
constexpr std::size_t kLongText = 60;  // shingles

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
    const auto rarest = std::ranges::max_element(weights) - weights.begin();
    return !may_have(b, words[static_cast<std::size_t>(rarest)]);
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

void compare_texts(const StoryTraits& a, const StoryTraits& b, Similarity& alike) {
    if (a.shingles == 0 || b.shingles == 0) return;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < kMinima; ++i) equal += a.minima[i] == b.minima[i] ? 1 : 0;
    alike.text = static_cast<double>(equal) / kMinima;
    const double both = alike.text / (1 + alike.text) * (a.shingles + b.shingles);
    alike.containment = std::min(1.0, both / std::min(a.shingles, b.shingles));
}

/// What the title of `a` says that the text of `a` says too, and what of that `b` has nowhere.
void compare_title(const WeighedTraits& a, const StoryTraits& b, Similarity& alike) {
    float all = 0;
    float borne_out = 0;
    float foreign = 0;
    for (std::size_t i = 0; i < a.traits.title.size; ++i) {
        const auto word = a.traits.title.words[i];
        const float weight = a.weights.title[i];
        all += weight;
        if (!a.traits.text_may_have(word)) continue;
        borne_out += weight;
        if (!may_have(b, word)) foreign += weight;
    }
    const double supported = all > 0 ? borne_out / all : 1;
    alike.supported = std::min(alike.supported, supported);
    alike.best_supported = std::max(alike.best_supported, supported);
    if (borne_out > 0) alike.foreign = std::max(alike.foreign, double{foreign / borne_out});
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

/// Whether the texts can be taken at their word. Some pages give each of their articles the text of
/// another one, or a list of headlines: then titles and texts have nothing to do with each other.
bool is_trusted(const Similarity& alike) {
    if (alike.shingles < kLongText) {
        return alike.title > 0 || alike.supported >= 0.3;
    }
    const bool bare_title = alike.beginning >= 0.75 && alike.foreign == 0;
    if (bare_title && !alike.other_subject && alike.best_supported >= 0.6) return true;
    return !alike.other_subject && (alike.supported >= 0.45 || alike.title >= 0.3);
}

/// A text told twice, be it under another headline. Releases of one mould differ in what their
/// titles name, and reports of one series in their figures.
bool is_copy(const Similarity& alike, std::chrono::seconds apart) {
    if (!is_trusted(alike) || alike.other_figures) return false;
    const bool is_mould = alike.same_publisher && alike.shingles >= kLongText && alike.other_words;
    if (is_mould && alike.title >= 0.5 && alike.title_words >= 6) return false;
    const bool is_teaser = alike.containment >= 0.9 && alike.text >= 0.1 && alike.title >= 0.3;
    if (is_teaser && alike.foreign <= 0.2 && apart <= 96h) return true;
    if (alike.beginning < 0.3) return false;
    if (alike.text >= 0.8) return alike.foreign <= 0.3;
    const bool same_text = alike.text >= 0.55 || (alike.containment >= 0.75 && alike.text >= 0.2);
    return same_text && alike.foreign <= 0.12 && apart <= 72h;
}

/// A good part of a text, told with other words around it.
bool is_rewrite(const Similarity& alike, std::chrono::seconds apart) {
    return alike.text >= 0.2 && alike.containment >= 0.4 && is_trusted(alike) &&
           !alike.other_figures && alike.foreign <= 0.12 && apart <= 36h &&
           ((alike.beginning >= 0.35 && alike.title >= 0.25) ||
            (alike.beginning >= 0.5 && alike.text >= 0.35));
}

/// How alike two reports must begin, the more so the farther apart they are: what is told anew days
/// later is mostly told of something new.
double needed_likeness(std::chrono::seconds apart) {
    if (apart <= 6h) return 0.64;
    if (apart <= 12h) return 0.68;
    if (apart <= 36h) return 0.8;
    return apart <= 72h ? 1.0 : 2.1;
}

/// Whether the titles share enough that they are no rubric ("Market close", "Daily briefing").
bool is_telling(const Similarity& alike) {
    return (alike.title_words >= 4 && alike.title_weight >= 18) ||
           (alike.title_words == 3 && alike.title_weight >= 24) ||
           (alike.title_words == 2 && alike.weight >= 70);
}

/// How alike two reports of one event must be, the more so the farther apart they are: an event has
/// new words every day.
double needed_nearness(std::chrono::seconds apart) {
    if (apart <= 3h) return 0.32;
    if (apart <= 6h) return 0.38;
    if (apart <= 12h) return 0.45;
    if (apart <= 24h) return 0.53;
    return apart <= 72h ? 0.66 : 2;
}

/// How near to each other two reports by different hands are (1: near enough): other words, but the
/// same names and things. Who publishes long texts writes one of an event; two are of one mould.
double same_report(const Similarity& alike, std::chrono::seconds apart) {
    const bool is_long = alike.shingles >= kLongText;
    if (is_long && (alike.same_publisher || !is_trusted(alike))) return 0;
    const bool other_names = alike.other_subject || alike.foreign > 0.5;
    if (alike.other_figures && (other_names || alike.title >= 0.7)) return 0;
    if (alike.weight < (alike.only_titles ? 20 : 35)) return 0;
    double doubt = alike.foreign >= 0.7 ? 1.2 : 1;  // roundups that have one thing in common
    if (alike.same_publisher) doubt *= 1.06;
    return (alike.cosine + 0.3 * alike.title) / (needed_nearness(apart) * doubt);
}

/// Titles of one mould ("... is investigating claims on behalf of ...") that name different things.
bool is_mould(const Similarity& alike) {
    const bool much_shared = alike.title >= 0.5 && alike.title_words >= 6;
    return much_shared &&
           (alike.other_subject || (alike.title_weight >= 75 && alike.foreign >= 0.2));
}

/// Whether the same event can be told in words that are alike in this way.
bool can_be_same_event(const Similarity& alike) {
    if (!is_telling(alike) || is_mould(alike)) return false;
    if (alike.same_publisher && (alike.shingles >= kLongText || alike.other_figures)) return false;
    if (alike.only_titles) return alike.title >= 0.42;
    if (!is_trusted(alike)) {
        return alike.title >= 0.75 && alike.title_weight >= 30 && !alike.other_subject;
    }
    if (alike.shingles >= kLongText) {
        return alike.beginning >= 0.25 && alike.title >= 0.35 && alike.foreign <= 0.2;
    }
    const bool close_titles = alike.title >= 0.5 && alike.title_weight >= 30;
    return alike.title >= 0.25 && alike.beginning >= (close_titles ? 0.1 : 0.2);
}

}  // namespace

WordWeights::WordWeights(const Postings& articles_by_word, std::size_t articles)
    : words_(articles_by_word),
      never_seen_(std::log2(static_cast<float>(articles) + kUnseenArticles)) {}

float WordWeights::of(std::uint32_t word) const {
    return never_seen_ - std::log2(static_cast<float>(words_.count(word)) + 1);
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
    alike.cosine = cosine(beginning_a, beginning_b);
    compare_title(weighed_a, b, alike);
    compare_title(weighed_b, a, alike);
    alike.other_subject = has_other_subject(weighed_a, b) && has_other_subject(weighed_b, a);
    alike.other_words = has_other_word(a, b) && has_other_word(b, a);
    alike.only_titles = std::min(a.lead.size, b.lead.size) < kWordsBeyondTitle;
    alike.other_numbers = has_other_number(a, b) && has_other_number(b, a);
    alike.other_figures = has_other_figures(a, b) && has_other_figures(b, a);
    return alike;
}

double same_story(const Similarity& alike, std::chrono::seconds apart) {
    if (alike.other_numbers) return 0;
    if (is_copy(alike, apart) || is_rewrite(alike, apart)) return 2;
    const double report = same_report(alike, apart);
    if (!can_be_same_event(alike)) return report;
    return std::max(report, (alike.title + alike.beginning) / needed_likeness(apart));
}

}  // namespace sawthis::index
