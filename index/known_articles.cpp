#include "index/known_articles.hpp"

#include <algorithm>
#include <array>

namespace sawthis::index {

namespace {

constexpr std::size_t kRows = 2;    // minima in a band
constexpr std::size_t kBands = 16;  // texts a fifth alike share one with 48 %, a third with 85 %
constexpr std::size_t kShinglesForBands = 8;  // shorter texts are found by their words
constexpr std::size_t kLatestOfBand = 16;
constexpr std::size_t kRareWords = 20;  // of an article, by which others are found
constexpr std::size_t kLatestOfWord = 200;
constexpr std::size_t kLatestOfWords = 1'000;  // of all of them; the rarest come first
constexpr float kBandPromise = 400;            // as the square of the weight of a word
constexpr float kLeastPromise = 0.14F;
constexpr std::size_t kCompared = 24;          // of those found, the most promising
constexpr std::size_t kEnoughToWeigh = 2'000;  // articles

/// The greatest `most` of `values`, in descending order.
template <class T>
void keep_greatest(std::vector<T>& values, std::size_t most) {
    const auto kept = static_cast<std::ptrdiff_t>(std::min(most, values.size()));
    std::ranges::partial_sort(values, values.begin() + kept, std::ranges::greater{});
    values.resize(static_cast<std::size_t>(kept));
}

std::uint32_t band_key(const StoryTraits& traits, std::size_t band) {
    std::uint32_t key = static_cast<std::uint32_t>(band) * 0x9E3779B1U;
    for (std::size_t row = 0; row < kRows; ++row) {
        key = (key ^ traits.minima[band * kRows + row]) * 0x85EBCA77U;
        key ^= key >> 15U;
    }
    return key;
}

/// The rarest words of an article with their weights in eighths of a bit, the rarest first.
std::vector<std::pair<std::uint8_t, std::uint32_t>> rare_words(const WeighedTraits& weighed) {
    std::vector<std::pair<std::uint8_t, std::uint32_t>> words;
    const auto& [traits, weights] = weighed;
    for (std::size_t i = 0; i < traits.title.size; ++i) {
        words.emplace_back(weights.title[i], traits.title.words[i]);
    }
    for (std::size_t i = 0; i < traits.lead.size; ++i) {
        words.emplace_back(weights.lead[i], traits.lead.words[i]);
    }
    keep_greatest(words, kRareWords);
    return words;
}

/// What speaks for each article that shares a key with another one: a small table with open
/// addressing, as the keys bound how many there can be.
class Promises {
public:
    void add(std::uint32_t article, float promise) {
        std::size_t at = article * 0x9E3779B1U >> kShift;
        while (slots_[at].promise != 0 && slots_[at].article != article) at = (at + 1) % kSlots;
        if (slots_[at].promise == 0) used_.push_back(static_cast<std::uint16_t>(at));
        slots_[at].article = article;
        slots_[at].promise += promise;
    }

    /// The articles for which most speaks in proportion to what `norm_of(article)` says there is,
    /// in that order.
    template <class Fn>
    [[nodiscard]] std::vector<std::uint32_t> best(Fn&& norm_of) const {
        std::vector<std::pair<float, std::uint32_t>> best;
        for (const auto at : used_) {
            const auto& [article, promise] = slots_[at];
            const float share = promise / norm_of(article);
            if (share >= kLeastPromise) best.emplace_back(share, article);
        }
        keep_greatest(best, kCompared);
        std::vector<std::uint32_t> articles;
        articles.reserve(best.size());
        for (const auto& [share, article] : best) articles.push_back(article);
        return articles;
    }

private:
    static constexpr std::size_t kSlots = 8192;
    static constexpr unsigned kShift = 32 - 13;
    static_assert(kBands * kLatestOfBand + kRareWords * kLatestOfWord < kSlots * 2 / 3);

    struct Slot {
        std::uint32_t article = 0;
        float promise = 0;
    };
    std::array<Slot, kSlots> slots_{};
    std::vector<std::uint16_t> used_;
};

}  // namespace

TraitWeights KnownArticles::weigh(const StoryTraits& traits) const {
    const std::size_t counted = earlier_ >= kEnoughToWeigh ? earlier_ : articles_.size();
    return {traits, WordWeights(by_word_, counted)};
}

void KnownArticles::add(const KnownArticle& article) {
    const auto number = static_cast<std::uint32_t>(articles_.size());
    const StoryTraits& traits = article.traits;
    if (traits.url != 0) by_url_[traits.url] = number;
    for (const auto word : traits.title.all()) by_word_.add(word, number);
    for (const auto word : traits.lead.all()) by_word_.add(word, number);
    if (traits.shingles >= kShinglesForBands) {
        for (std::size_t band = 0; band < kBands; ++band) {
            by_band_.add(band_key(traits, band), number);
        }
    }
    norms_.push_back(article.weights.norm);
    articles_.push_back(article);
}

void KnownArticles::absorb(StoryId story, const std::vector<StoryId>& absorbed) {
    if (absorbed.empty()) return;
    for (auto& article : articles_) {
        if (std::ranges::count(absorbed, article.story) > 0) article.story = story;
    }
}

void KnownArticles::forget_before(Instant first) {
    KnownArticles kept;
    for (const auto& article : articles_) {
        if (article.appeared >= first) kept.add(article);
    }
    for (std::size_t i = 0; i < kept.articles_.size(); ++i) {
        kept.articles_[i].weights = kept.weigh(kept.articles_[i].traits);
        kept.norms_[i] = kept.articles_[i].weights.norm;
    }
    *this = std::move(kept);
}

const KnownArticle* KnownArticles::same_url(const StoryTraits& traits) const {
    const auto found = by_url_.find(traits.url);
    return found == by_url_.end() ? nullptr : &articles_[found->second];
}

std::vector<std::uint32_t> KnownArticles::candidates(const WeighedTraits& weighed) const {
    Promises promises;
    const StoryTraits& traits = weighed.traits;
    if (traits.shingles >= kShinglesForBands) {
        for (std::size_t band = 0; band < kBands; ++band) {
            by_band_.for_latest(band_key(traits, band), kLatestOfBand,
                                [&](std::uint32_t at) { promises.add(at, kBandPromise); });
        }
    }
    std::size_t left = kLatestOfWords;
    for (const auto& [eighths, word] : rare_words(weighed)) {
        const auto square = static_cast<float>(eighths * eighths) / 64;
        by_word_.for_latest(word, std::min(left, kLatestOfWord), [&](std::uint32_t at) {
            promises.add(at, square);
            --left;
        });
    }
    return promises.best(
        [&](std::uint32_t at) { return std::max(weighed.weights.norm * norms_[at], 1.0F); });
}

}  // namespace sawthis::index
