#include "index/story_grouper.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "core/hash.hpp"
#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"
#include "index/word_postings.hpp"

namespace sawthis::index {

namespace {

constexpr std::size_t kRows = 2;    // minima in a band
constexpr std::size_t kBands = 16;  // texts a fifth alike share one with 48 %, a third with 85 %
constexpr std::size_t kShinglesForBands = 8;  // shorter texts are found by their words
constexpr std::size_t kLatestOfBand = 16;
constexpr std::size_t kRareWords = 20;  // of an article, by which others are found
constexpr std::size_t kLatestOfWord = 200;
constexpr std::size_t kLatestOfWords = 1'000;  // of all of them; the rarest come first
constexpr double kNearlySure = 0.85;           // that two articles tell the same news
constexpr double kVerySure = 1.15;
constexpr float kBandPromise = 400;  // as the square of the weight of a word
constexpr float kLeastPromise = 0.14F;
constexpr std::size_t kCompared = 16;  // of those found, the most promising

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
    std::uint64_t publisher = 0;  // hash of the name; 0 if it has none
    TraitWeights weights;         // as they were when it was taken in
};

/// All that is known of the articles, and where each of their keys occurs.
struct Articles {
    std::vector<Known> known;
    std::vector<float> norms;                                 // of the weights of each
    std::unordered_map<std::uint64_t, std::uint32_t> by_url;  // the latest
    std::unordered_map<std::int64_t, Instant> begun;          // when each story was first told
    Postings by_word;
    Postings by_band;

    [[nodiscard]] TraitWeights weigh(const StoryTraits& traits) const {
        return {traits, WordWeights(by_word, known.size())};
    }

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
        norms.push_back(article.weights.norm);
        note_begin(article.story, article.appeared);
        known.push_back(article);
    }

    void note_begin(StoryId story, Instant instant) {
        auto& begin = begun.try_emplace(story.value, instant).first->second;
        begin = std::min(begin, instant);
    }

    /// Gives the articles of absorbed stories to the one that absorbs them.
    void absorb(const StoryGrouper::Place& place) {
        if (place.absorbed.empty()) return;
        for (const auto story : place.absorbed) note_begin(place.story, begun[story.value]);
        for (auto& article : known) {
            if (std::ranges::count(place.absorbed, article.story) > 0) article.story = place.story;
        }
    }

    /// Those that appeared at `first` or later, weighed anew.
    [[nodiscard]] Articles since(Instant first) const {
        Articles kept;
        for (const auto& article : known) {
            if (article.appeared >= first) kept.add(article);
        }
        for (std::size_t i = 0; i < kept.known.size(); ++i) {
            kept.known[i].weights = kept.weigh(kept.known[i].traits);
            kept.norms[i] = kept.known[i].weights.norm;
        }
        return kept;
    }
};

StoryTraits traits_of(const Article& article, const StorySignature& signature) {
    const auto traits = decode(signature);
    return traits ? *traits : story_traits(article);  // of an earlier version
}

std::uint64_t publisher_of(const Article& article) {
    return article.publisher.empty() ? 0 : stable_hash(article.publisher);
}

/// That `article` tells the news of `known`, whose story began at `begun`. What is told long after
/// that is seldom still the same, however near to the last article it is.
double sureness(const Known& article, const Known& known, Instant begun) {
    Similarity alike = compare({article.traits, article.weights}, {known.traits, known.weights});
    alike.same_publisher = article.publisher != 0 && article.publisher == known.publisher;
    const auto apart = std::chrono::abs(article.appeared - known.appeared);
    return same_story(alike, std::max(apart, std::chrono::abs(article.appeared - begun) / 2));
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
    /// Whether so much speaks for the story that another one must be the same.
    [[nodiscard]] bool joins() const { return best >= kVerySure || second >= 1; }
};

}  // namespace

struct StoryGrouper::Impl {
    std::chrono::seconds window{};
    Instant period_begin;  // of the latest article
    Articles articles;

    [[nodiscard]] std::chrono::seconds period() const { return window / 2; }
    [[nodiscard]] Instant begin_of_period(Instant instant) const {
        return instant - instant.time_since_epoch() % period();
    }
    [[nodiscard]] Instant oldest_kept() const { return period_begin - window; }

    /// Forgets what is out of the window. Only when a new period begins, as it costs more than many
    /// articles; and only by the articles themselves, so that a replay does the same.
    void advance_to(Instant instant) {
        const Instant begin = begin_of_period(instant);
        if (begin <= period_begin) return;
        period_begin = begin;
        if (!articles.known.empty()) articles = articles.since(oldest_kept());
    }

    [[nodiscard]] bool in_window(const Known& known, Instant instant) const {
        const auto apart = known.appeared - instant;
        return apart <= window && -apart <= window;
    }

    /// The oldest of the stories that `article` surely belongs to, and the others; a story of its
    /// own if there is none.
    [[nodiscard]] StoryGrouper::Place find_place(const Known& article) const {
        const auto& known = articles.known;
        const auto same_url = articles.by_url.find(article.traits.url);
        if (same_url != articles.by_url.end() &&
            in_window(known[same_url->second], article.appeared)) {
            return {known[same_url->second].story, {}};
        }
        std::map<StoryId, Support> stories;
        for (const auto at : candidates({article.traits, article.weights})) {
            if (!in_window(known[at], article.appeared)) continue;
            stories[known[at].story].add(
                sureness(article, known[at], articles.begun.at(known[at].story.value)));
        }
        const auto best = std::ranges::max_element(
            stories, {}, [](const auto& story) { return story.second.best; });
        if (best == stories.end() || !best->second.suffices()) return {article.story, {}};
        StoryGrouper::Place place{best->first, {}};
        for (const auto& [story, support] : stories) {
            if (story != best->first && support.joins()) place.absorbed.push_back(story);
        }
        if (!place.absorbed.empty() && place.absorbed.front() < place.story) {
            std::swap(place.absorbed.front(), place.story);
        }
        return place;
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
        std::size_t left = kLatestOfWords;
        for (const auto& [eighths, word] : rare_words(weighed)) {
            const auto square = static_cast<float>(eighths * eighths) / 64;
            articles.by_word.for_latest(word, std::min(left, kLatestOfWord), [&](std::uint32_t at) {
                promises.add(at, square);
                --left;
            });
        }
        return promises.best([&](std::uint32_t at) {
            return std::max(weighed.weights.norm * articles.norms[at], 1.0F);
        });
    }
};

StoryGrouper::StoryGrouper(std::chrono::hours window) : impl_(std::make_unique<Impl>()) {
    impl_->window = window;
}
StoryGrouper::StoryGrouper(StoryGrouper&&) noexcept = default;
StoryGrouper& StoryGrouper::operator=(StoryGrouper&&) noexcept = default;
StoryGrouper::~StoryGrouper() = default;

Instant StoryGrouper::needed_since(Instant oldest) const {
    return impl_->begin_of_period(oldest) - impl_->window;
}

void StoryGrouper::restore(const Article& article, const StorySignature& signature) {
    impl_->advance_to(appeared(article));
    if (appeared(article) < impl_->oldest_kept()) return;
    const StoryTraits traits = traits_of(article, signature);
    impl_->articles.add({traits, article.story, appeared(article), publisher_of(article),
                         impl_->articles.weigh(traits)});
}

StoryGrouper::Place StoryGrouper::place(const Article& article, const StorySignature& signature) {
    impl_->advance_to(appeared(article));
    const StoryTraits traits = traits_of(article, signature);
    Known known{traits,
                {article.id.value},
                appeared(article),
                publisher_of(article),
                impl_->articles.weigh(traits)};
    Place place = impl_->find_place(known);
    impl_->articles.absorb(place);
    known.story = place.story;
    if (known.appeared >= impl_->oldest_kept()) impl_->articles.add(known);
    return place;
}

}  // namespace sawthis::index
