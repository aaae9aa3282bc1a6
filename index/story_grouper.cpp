#include "index/story_grouper.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"
#include "index/word_postings.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kRows = 2;                  // minima in a band
constexpr std::size_t kBands = kMinima / kRows;   // texts a fifth alike share one with 73 %
constexpr std::size_t kShinglesForBands = 8;      // shorter texts are found by their words
constexpr std::size_t kLatestOfBand = 16;
constexpr std::size_t kRareWords = 10;            // of an article, by which others are found
constexpr std::size_t kLatestOfWord = 150;
constexpr std::size_t kCompared = 16;             // of those found, the most promising

std::uint32_t band_key(const StoryTraits& traits, std::size_t band) {
    std::uint32_t key = static_cast<std::uint32_t>(band) * 0x9E3779B1U;
    for (std::size_t row = 0; row < kRows; ++row) {
        key = (key ^ traits.minima[band * kRows + row]) * 0x85EBCA77U;
        key ^= key >> 15U;
    }
    return key;
}

struct Known {
    StoryTraits traits;
    StoryId story;
    Instant appeared;
};

/// All that is known of the articles, and where each of their keys occurs.
struct Articles {
    std::vector<Known> known;
    std::unordered_map<std::uint64_t, std::uint32_t> by_url;  // the latest
    Postings by_word;
    Postings by_band;

    void add(Known article) {
        const auto number = static_cast<std::uint32_t>(known.size());
        const StoryTraits& traits = article.traits;
        if (traits.url != 0) by_url[traits.url] = number;
        for (const auto word : traits.title.all()) by_word.add(word, number);
        for (const auto word : traits.lead.all()) by_word.add(word, number);
        if (traits.shingles >= kShinglesForBands) {
            for (std::size_t band = 0; band < kBands; ++band) {
                by_band.add(band_key(traits, band), number);
            }
        }
        known.push_back(article);
    }
};

StoryTraits traits_of(const Article& article, const StorySignature& signature) {
    const auto traits = decode(signature);
    return traits ? *traits : story_traits(article);  // of an earlier version
}

/// The rarest words of an article with their weights, the rarest first.
std::vector<std::pair<double, std::uint32_t>> rare_words(const StoryTraits& traits,
                                                         const WordWeights& weights) {
    std::vector<std::pair<double, std::uint32_t>> words;
    for (const auto word : traits.title.all()) words.emplace_back(weights.of(word), word);
    for (const auto word : traits.lead.all()) words.emplace_back(weights.of(word), word);
    const std::size_t kept = std::min(kRareWords, words.size());
    std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(kept),
                              std::ranges::greater{});
    words.resize(kept);
    return words;
}

}  // namespace

struct StoryGrouper::Impl {
    std::chrono::seconds window{};
    Articles articles;

    [[nodiscard]] bool in_window(const Known& known, Instant instant) const {
        const auto apart = known.appeared - instant;
        return apart <= window && -apart <= window;
    }

    /// The articles that may tell the news of `traits`, the most promising first.
    [[nodiscard]] std::vector<std::uint32_t> candidates(const StoryTraits& traits,
                                                        const WordWeights& weights) const {
        std::unordered_map<std::uint32_t, double> promise;
        if (traits.shingles >= kShinglesForBands) {
            for (std::size_t band = 0; band < kBands; ++band) {
                articles.by_band.for_latest(band_key(traits, band), kLatestOfBand,
                                            [&](std::uint32_t at) { promise[at] += 20; });
            }
        }
        for (const auto& [weight, word] : rare_words(traits, weights)) {
            articles.by_word.for_latest(word, kLatestOfWord,
                                        [&](std::uint32_t at) { promise[at] += weight; });
        }
        std::vector<std::pair<double, std::uint32_t>> best;
        for (const auto& [at, weight] : promise) {
            if (weight >= 20) best.emplace_back(weight, at);
        }
        const std::size_t kept = std::min(kCompared, best.size());
        std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(kept),
                                  std::ranges::greater{});
        std::vector<std::uint32_t> found;
        for (std::size_t i = 0; i < kept; ++i) found.push_back(best[i].second);
        return found;
    }
};

StoryGrouper::StoryGrouper(std::chrono::hours window) : impl_(std::make_unique<Impl>()) {
    impl_->window = window;
}
StoryGrouper::StoryGrouper(StoryGrouper&&) noexcept = default;
StoryGrouper& StoryGrouper::operator=(StoryGrouper&&) noexcept = default;
StoryGrouper::~StoryGrouper() = default;

void StoryGrouper::restore(const Article& article, const StorySignature& signature) {
    impl_->articles.add({traits_of(article, signature), article.story, appeared(article)});
}

std::optional<StoryId> StoryGrouper::find_story(const Article& article,
                                                const StorySignature& signature) const {
    const StoryTraits traits = traits_of(article, signature);
    const Instant instant = appeared(article);
    const auto& known = impl_->articles.known;
    if (const auto at = impl_->articles.by_url.find(traits.url);
        at != impl_->articles.by_url.end() && impl_->in_window(known[at->second], instant)) {
        return known[at->second].story;
    }
    const WordWeights weights(impl_->articles.by_word, known.size());
    std::optional<StoryId> best;
    double best_likeness = 0;
    for (const auto at : impl_->candidates(traits, weights)) {
        const Known& other = known[at];
        if (!impl_->in_window(other, instant)) continue;
        const Similarity alike = compare(traits, other.traits, weights);
        const double likeness = alike.text + alike.title + alike.beginning;
        const auto apart = std::chrono::abs(other.appeared - instant);
        if (likeness > best_likeness && same_story(alike, apart)) {
            best = other.story;
            best_likeness = likeness;
        }
    }
    return best;
}

void StoryGrouper::forget_before(Instant instant) {
    auto& articles = impl_->articles;
    const auto is_old = [&](const Known& known) {
        return known.appeared < instant - impl_->window;
    };
    const auto old = static_cast<std::size_t>(std::ranges::count_if(articles.known, is_old));
    // The tables are made anew, which is not worth it for a few; out of the window they are anyway.
    if (old * 8 < articles.known.size() || old == 0) return;
    Articles kept;
    for (const auto& known : articles.known) {
        if (!is_old(known)) kept.add(known);
    }
    articles = std::move(kept);
}

}  // namespace sawthis::index
