#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/article.hpp"

namespace sawthis::index {

/// What is kept of an article to recognise its story again; made by story_signature(), stored as it
/// is.
struct StorySignature {
    std::string bytes;  // opaque, at most 512 bytes
    bool operator==(const StorySignature&) const = default;
};

[[nodiscard]] StorySignature story_signature(const Article& article);

/// Puts articles that tell the same news into one story as they arrive: equal canonical URL,
/// syndicated copies, copies under another headline, rewrites with new paragraphs. Only articles
/// that appeared within `window` of each other can meet. Replaying the same articles in the same
/// order gives the same stories.
class StoryGrouper {
public:
    explicit StoryGrouper(std::chrono::hours window = std::chrono::hours{14 * 24});

    /// Takes in an article whose story is known (after a restart).
    void restore(const Article& article, const StorySignature& signature);

    /// The story of a new article: one of those taken in, or nullopt if it is news. The caller
    /// gives a new story its id and tells with restore(); until then the article is not known here.
    [[nodiscard]] std::optional<StoryId> find_story(const Article& article,
                                                    const StorySignature& signature) const;

    /// Forgets articles that appeared before `instant - window`.
    void forget_before(Instant instant);

    StoryGrouper(StoryGrouper&&) noexcept;
    StoryGrouper& operator=(StoryGrouper&&) noexcept;
    ~StoryGrouper();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sawthis::index
