#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/source.hpp"
#include "core/time.hpp"
#include "fetchers/discovery.hpp"
#include "fetchers/feed.hpp"

/// Which of the sources found at a site is worth being followed.
namespace sawthis::fetchers {

/// How alive a feed is.
struct Liveliness {
    std::size_t items = 0;
    std::optional<Instant> newest;  // dates in the future count as now
    double per_week = 0;            // 0: cannot be told
    bool operator==(const Liveliness&) const = default;
};

[[nodiscard]] Liveliness judge_life(const Feed& feed, Instant now);

struct FoundSource {
    SourceKind kind = SourceKind::feed;
    std::string url;
    std::string title;   // its own; may be empty
    std::string format;  // "rss 2.0", "news sitemap", "page"
    Hint hint = Hint::usual_place;
    Liveliness life;
    std::vector<std::string> items;  // canonical URLs
    double points = 0;
    bool operator==(const FoundSource&) const = default;
};

/// Feeds before pages that say the same, the living before the dead, press releases before blogs.
[[nodiscard]] FoundSource weigh_source(SourceKind kind, const Candidate& candidate,
                                       const Feed& feed, Instant now);

/// Best first, one of those that bring the same items, at most 10.
[[nodiscard]] std::vector<FoundSource> rank_sources(std::vector<FoundSource> found);

}  // namespace sawthis::fetchers
