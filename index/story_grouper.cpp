#include "index/story_grouper.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "core/hash.hpp"
#include "index/known_articles.hpp"
#include "index/story_signature.hpp"
#include "index/story_similarity.hpp"
#include "index/story_verdict.hpp"

namespace sawthis::index {

namespace {

StoryTraits traits_of(const Article& article, const StorySignature& signature) {
    const auto traits = decode(signature);
    return traits ? *traits : story_traits(article);  // of an earlier version
}

std::uint64_t publisher_of(const Article& article) {
    return article.publisher.empty() ? 0 : stable_hash(article.publisher);
}

std::uint64_t site_of(const Article& article) {
    const auto scheme = article.url.find("://");
    if (scheme == std::string::npos) return 0;
    const auto begin = scheme + 3;
    const auto end = std::min(article.url.find('/', begin), article.url.size());
    return stable_hash(std::string_view(article.url).substr(begin, end - begin));
}

bool tell_the_same(const KnownArticle& a, const KnownArticle& b) {
    Similarity alike = compare({a.traits, a.weights}, {b.traits, b.weights});
    alike.same_site =
        (a.publisher != 0 && a.publisher == b.publisher) || (a.site != 0 && a.site == b.site);
    return same_story(alike, std::chrono::abs(a.appeared - b.appeared));
}

}  // namespace

struct StoryGrouper::Impl {
    std::chrono::seconds window{};
    Instant period_begin;  // of the latest article
    Instant day_begin;     // of it, too
    KnownArticles articles;

    [[nodiscard]] std::chrono::seconds period() const { return window / 2; }
    [[nodiscard]] Instant begin_of_period(Instant instant) const {
        return instant - instant.time_since_epoch() % period();
    }
    [[nodiscard]] Instant oldest_kept() const { return period_begin - window; }
    [[nodiscard]] bool in_window(const KnownArticle& known, Instant instant) const {
        return std::chrono::abs(known.appeared - instant) <= window;
    }

    /// Forgets what is out of the window. Only when a new period begins, as it costs more than many
    /// articles; and only by the articles themselves, so that a replay does the same.
    void advance_to(Instant instant) {
        const Instant day = std::chrono::floor<std::chrono::days>(instant);
        if (day > day_begin) {
            day_begin = day;
            articles.begin_day();
        }
        const Instant begin = begin_of_period(instant);
        if (begin <= period_begin) return;
        period_begin = begin;
        articles.forget_before(oldest_kept());
    }

    /// The oldest of the stories with an article that tells the same news, and the others, which
    /// are thereby the same; a story of its own if there is none. It is pairs of articles that make
    /// a story, so the order in which they come does not matter.
    [[nodiscard]] StoryGrouper::Place find_place(const KnownArticle& article) const {
        const auto* same = articles.same_url(article.traits);
        if (same != nullptr && in_window(*same, article.appeared)) return {same->story, {}};
        std::set<StoryId> stories;
        for (const auto at :
             articles.candidates({article.traits, article.weights}, article.appeared)) {
            const KnownArticle& known = articles[at];
            if (!in_window(known, article.appeared) || stories.contains(known.story)) continue;
            if (tell_the_same(article, known)) stories.insert(known.story);
        }
        if (stories.empty()) return {article.story, {}};
        return {*stories.begin(), {std::next(stories.begin()), stories.end()}};
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
                         site_of(article), impl_->articles.weigh(traits)});
}

StoryGrouper::Place StoryGrouper::place(const Article& article, const StorySignature& signature) {
    impl_->advance_to(appeared(article));
    const StoryTraits traits = traits_of(article, signature);
    KnownArticle known{
        traits,           {article.id.value},           appeared(article), publisher_of(article),
        site_of(article), impl_->articles.weigh(traits)};
    Place place = impl_->find_place(known);
    impl_->articles.absorb(place.story, place.absorbed);
    known.story = place.story;
    if (known.appeared >= impl_->oldest_kept()) impl_->articles.add(known);
    return place;
}

}  // namespace sawthis::index
