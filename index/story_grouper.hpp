#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/article.hpp"

namespace sawthis::index {

/// What is kept of an article to recognise its story again; made by story_signature(), stored as it
/// is.
struct StorySignature {
    std::string bytes;  // opaque, at most 640 bytes
    bool operator==(const StorySignature&) const = default;
};

[[nodiscard]] StorySignature story_signature(const Article& article);

/// Puts articles that tell the same news into one story as they arrive: equal canonical URL,
/// syndicated copies, copies under another headline, rewrites with new paragraphs. Only articles
/// that appeared within `window` of each other can meet, and those that appeared longer before the
/// latest are forgotten. Replaying the same articles in the same order gives the same stories, with
/// whatever restarts in between.
class StoryGrouper {
public:
    explicit StoryGrouper(std::chrono::hours window = std::chrono::hours{14 * 24});

    /// After a restart, articles that appeared before this need not be restored to group others
    /// that appeared at `oldest` or later; all that appeared since must be, in their old order.
    [[nodiscard]] Instant needed_since(Instant oldest) const;

    /// Takes in an article whose story is known. Its text is not looked at if the signature is of
    /// this version.
    void restore(const Article& article, const StorySignature& signature);

    struct Place {
        StoryId story;
        /// Stories that the article shows to be the same as its own: their articles now belong to
        /// `story`.
        std::vector<StoryId> absorbed;
        bool operator==(const Place&) const = default;
    };

    /// Takes in a new article and says where it belongs: to a story that is known, or to one that
    /// it begins and that bears its number.
    [[nodiscard]] Place place(const Article& article, const StorySignature& signature);

    StoryGrouper(StoryGrouper&&) noexcept;
    StoryGrouper& operator=(StoryGrouper&&) noexcept;
    ~StoryGrouper();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::index
