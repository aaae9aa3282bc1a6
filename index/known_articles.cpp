#include "index/known_articles.hpp"

#include <algorithm>
#include <array>

namespace sawthis::index {

namespace {

constexpr std::size_t kRows = 2;              // minima in a band
constexpr std::size_t kShinglesForBands = 8;  // shorter texts are found by their words
constexpr std::size_t kLatestOfBand = 16;
constexpr std::size_t kRareWords = 20;  // of an article, by which others are found
constexpr std::uint32_t kLatestOfWord = 200;
constexpr std::uint32_t kLatestOfWords = 1'000;  // of all of them; the rarest come first
static_assert(kLatestOfWord <= WordPostings::kMostKept);
constexpr float kBandPromise = 400;  // as the square of the weight of a word
constexpr float kLeastPromise = 0.1F;
constexpr std::size_t kCompared = 40;          // of those found, the most promising
constexpr std::size_t kEnoughToWeigh = 2'000;  // articles

/// Farther apart only copies are the same news, and those are found by their bands.
constexpr std::chrono::hours kWordsReach{72};

/// The greatest `most` of `values`, in descending order.
template <class T>
void keep_greatest(std::vector<T>& values, std::size_t most) {
    const auto kept = static_cast<std::ptrdiff_t>(std::min(most, values.size()));
    std::ranges::partial_sort(values, values.begin() + kept, std::ranges::greater{});
    values.resize(static_cast<std::size_t>(kept));
}

/// All zero for a text too short, which is found by its words.
std::array<std::uint32_t, kBands> band_keys(const StoryTraits& traits) {
    std::array<std::uint32_t, kBands> keys{};
    if (traits.shingles < kShinglesForBands) return keys;
    for (std::size_t band = 0; band < kBands; ++band) {
        keys[band] = static_cast<std::uint32_t>(band) * 0x9E3779B1U;
        for (std::size_t row = 0; row < kRows; ++row) {
            keys[band] = (keys[band] ^ traits.minima[band * kRows + row]) * 0x85EBCA77U;
            keys[band] ^= keys[band] >> 15U;
        }
    }
    return keys;
}

/// 0 if it has no URL.
std::uint32_t url_key(const StoryTraits& traits) {
    return traits.url == 0 ? 0 : std::max(1U, static_cast<std::uint32_t>(traits.url >> 32U));
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
    if (earlier_ >= kEnoughToWeigh)
        return {traits, WordWeights(by_word_, earlier_, WordWeights::Counted::earlier)};
    return {traits, WordWeights(by_word_, articles_.size(), WordWeights::Counted::all)};
}

void KnownArticles::make_findable(const KnownArticle& article, std::uint32_t number) {
    const StoryTraits& traits = article.traits;
    const auto url = url_key(traits);
    by_url_.add({&url, 1});
    by_band_.add(band_keys(traits));
    for (const auto word : traits.title.all()) by_word_.add(word, number);
    for (const auto word : traits.lead.all()) by_word_.add(word, number);
}

void KnownArticles::add(const KnownArticle& article) {
    make_findable(article, static_cast<std::uint32_t>(articles_.size()));
    outlines_.push_back(outline_of(article));
    articles_.push_back(article);
}

void KnownArticles::absorb(StoryId story, const std::vector<StoryId>& absorbed) {
    if (absorbed.empty()) return;
    for (std::size_t at = 0; at < articles_.size(); ++at) {
        StoryId& one = articles_[at].story;
        if (std::ranges::count(absorbed, one) > 0) one = story;
    }
}

void KnownArticles::forget_before(Instant first) {
    // What finds them goes before it is made anew: there is never twice as much of anything.
    by_word_ = {};
    by_url_ = KeyChains(1);
    by_band_ = KeyChains(kBands);
    earlier_ = 0;
    articles_.keep_if([&](const KnownArticle& one) { return one.appeared >= first; });
    for (std::uint32_t number = 0; number < articles_.size(); ++number) {
        make_findable(articles_[number], number);
    }
    outlines_.clear();
    for (std::size_t at = 0; at < articles_.size(); ++at) {
        KnownArticle& article = articles_[at];
        article.weights = weigh(article.traits);
        outlines_.push_back(outline_of(article));
    }
}

const KnownArticle* KnownArticles::same_url(const StoryTraits& traits) const {
    const KnownArticle* latest = nullptr;
    by_url_.for_latest(url_key(traits), [&](std::uint32_t at) {
        if (articles_[at].traits.url == traits.url) latest = &articles_[at];
        return latest == nullptr;
    });
    return latest;
}

std::vector<std::uint32_t> KnownArticles::candidates(const WeighedTraits& weighed,
                                                     Instant appeared) const {
    Promises promises;
    for (const auto key : band_keys(weighed.traits)) {
        std::size_t left = kLatestOfBand;
        by_band_.for_latest(key, [&](std::uint32_t at) {
            promises.add(at, kBandPromise);
            return --left > 0;
        });
    }
    std::uint32_t left = kLatestOfWords;
    for (const auto& [eighths, word] : rare_words(weighed)) {
        const auto square = static_cast<float>(eighths * eighths) / 64;
        by_word_.for_latest(word, std::min(left, kLatestOfWord), [&](std::uint32_t at) {
            if (std::chrono::abs(outlines_[at].appeared - appeared) > kWordsReach) return;
            promises.add(at, square);
            --left;
        });
    }
    return promises.best([&](std::uint32_t at) {
        return std::max(weighed.weights.norm * outlines_[at].norm, 1.0F);
    });
}

}  // namespace sawthis::index
