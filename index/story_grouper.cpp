#include "index/story_grouper.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"
#include "index/word_postings.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kRows = 2;                 // minima in a band
constexpr std::size_t kBands = kMinima / kRows;  // texts a fifth alike share one with 73 %
constexpr std::size_t kShinglesForBands = 8;     // shorter texts are found by their words
constexpr std::size_t kLatestOfBand = 16;
constexpr std::size_t kRareWords = 10;  // of an article, by which others are found
constexpr std::size_t kLatestOfWord = 150;
constexpr double kNearlySure = 0.85;  // that two articles tell the same news
constexpr float kBandPromise = 20;    // in bits, as the weight of a word
constexpr float kLeastPromise = 20;
constexpr std::size_t kCompared = 24;  // of those found, the most promising

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
std::vector<std::pair<float, std::uint32_t>> rare_words(const WeighedTraits& weighed) {
    std::vector<std::pair<float, std::uint32_t>> words;
    const auto& [traits, title, lead] = weighed;
    for (std::size_t i = 0; i < traits.title.size; ++i) {
        words.emplace_back(title[i], traits.title.words[i]);
    }
    for (std::size_t i = 0; i < traits.lead.size; ++i) {
        words.emplace_back(lead[i], traits.lead.words[i]);
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
        slots_[at].article = article;
        slots_[at].promise += promise;
    }

    /// The articles for which most speaks, in that order.
    [[nodiscard]] std::vector<std::uint32_t> best() const {
        std::vector<std::pair<float, std::uint32_t>> best;
        for (const auto& slot : slots_) {
            if (slot.promise >= kLeastPromise) best.emplace_back(slot.promise, slot.article);
        }
        keep_greatest(best, kCompared);
        std::vector<std::uint32_t> articles;
        articles.reserve(best.size());
        for (const auto& [promise, article] : best) articles.push_back(article);
        return articles;
    }

private:
    static constexpr std::size_t kSlots = 4096;
    static constexpr unsigned kShift = 32 - 12;
    static_assert(kBands * kLatestOfBand + kRareWords * kLatestOfWord < kSlots * 2 / 3);

    struct Slot {
        std::uint32_t article = 0;
        float promise = 0;
    };
    std::array<Slot, kSlots> slots_{};
};

/// How sure its two most similar articles make it that a story is the right one.
struct Support {
    double best = 0;
    double second = 0;

    void add(double sureness) {
        second = std::max(second, std::min(best, sureness));
        best = std::max(best, sureness);
    }
    [[nodiscard]] bool suffices() const {
        return best >= 1 || (best >= kNearlySure && second >= kNearlySure);
    }
};

}  // namespace

struct StoryGrouper::Impl {
    std::chrono::seconds window{};
    Articles articles;

    [[nodiscard]] bool in_window(const Known& known, Instant instant) const {
        const auto apart = known.appeared - instant;
        return apart <= window && -apart <= window;
    }

    /// The articles that may tell the same news, the most promising first.
    [[nodiscard]] std::vector<std::uint32_t> candidates(const WeighedTraits& weighed) const {
        Promises promises;
        const StoryTraits& traits = weighed.traits;
        if (traits.shingles >= kShinglesForBands) {
            for (std::size_t band = 0; band < kBands; ++band) {
                articles.by_band.for_latest(
                    band_key(traits, band), kLatestOfBand,
                    [&](std::uint32_t at) { promises.add(at, kBandPromise); });
            }
        }
        for (const auto& [weight, word] : rare_words(weighed)) {
            articles.by_word.for_latest(word, kLatestOfWord, [&, bits = weight](std::uint32_t at) {
                promises.add(at, bits);
            });
        }
        return promises.best();
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
    std::map<StoryId, Support> stories;
    const WeighedTraits weighed(traits, weights);
    for (const auto at : impl_->candidates(weighed)) {
        const Known& other = known[at];
        if (!impl_->in_window(other, instant)) continue;
        const Similarity alike = compare(weighed, WeighedTraits(other.traits, weights));
        stories[other.story].add(same_story(alike, std::chrono::abs(other.appeared - instant)));
    }
    const auto best =
        std::ranges::max_element(stories, {}, [](const auto& story) { return story.second.best; });
    if (best == stories.end() || !best->second.suffices()) return std::nullopt;
    return best->first;
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
